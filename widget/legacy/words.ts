/** The one sentence the drop-in says itself, in every language of the element. */
import { namesOf } from '../language-names.js'

/** Language → its words. Filled in by the build, from the locales: the script is one file, and they are many. */
declare const VIEW_ON_X: Readonly<Record<string, string>>

/** For a link in `place`: `asked`, or the language of the page there. */
export function viewOnX(asked: string, place: Node): string {
  const around = place instanceof Element ? place.closest('[lang]')?.getAttribute('lang') : undefined
  const name = namesFor(asked || around || 'en').find(name => Object.hasOwn(VIEW_ON_X, name))
  return (name && VIEW_ON_X[name]) ?? 'View on X'
}

/** Old snippets write `en_US`, and worse. */
function namesFor(tag: string): readonly string[] {
  try {
    return namesOf(tag.replace('_', '-'))
  } catch {
    return []
  }
}
