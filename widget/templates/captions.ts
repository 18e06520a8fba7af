import { html, nothing, type TemplateResult } from 'lit'
import type { Captions } from '../../wire/post.js'
import type { View } from '../view.js'

/** What is said in a film, to be read: each language by its name, the visitor's own shown at once. */
export function tracks(
  captions: readonly Captions[] = [],
  { locale, still }: View,
): readonly TemplateResult[] {
  const own = ownOf(captions, still ? [locale] : navigator.languages)
  return captions.map(
    one => html`<track
      kind="captions"
      src=${one.url}
      srclang=${one.language ?? nothing}
      label=${(one.language && nameOf(one.language, locale)) ?? nothing}
      ?default=${one === own}
    />`,
  )
}

/** In the first of these languages that there are captions in. Who reads none of them reads them only on request. */
function ownOf(captions: readonly Captions[], languages: readonly string[]): Captions | undefined {
  for (const language of languages) {
    const found = captions.find(one => primary(one.language) === primary(language))
    if (found) return found
  }
  return undefined
}

function primary(language = ''): string {
  return language.split('-')[0]?.toLowerCase() || 'none'
}

/** `Intl` throws at a malformed tag. */
function nameOf(language: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}
