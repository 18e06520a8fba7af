/**
 * Which language, and its words. The language is that of the closest `[lang]` around an element, so
 * two feeds on one page may differ; it is never a global of the module. English is built in, the
 * others arrive when a page needs them.
 */
import { messages as english, type Messages } from './locales/en.js'

export interface Speech {
  readonly messages: Messages
  /** BCP 47: of the words. */
  readonly language: string
  /** BCP 47: of dates and numbers; the page's own region where it speaks the same language. */
  readonly locale: string
}

const LOCALES: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  ar: () => import('./locales/ar.js'),
  de: () => import('./locales/de.js'),
  hi: () => import('./locales/hi.js'),
}

/** The words for a language, at once when they are built in. A language we lack, or can't get, is English. */
export function speak(asked: string): Speech | Promise<Speech> {
  const locale = canonical(asked)
  const language = [locale, locale.split('-')[0] ?? ''].find(tag => Object.hasOwn(LOCALES, tag))
  const load = language && LOCALES[language]
  if (!load) return inEnglish(locale)
  return load().then(
    ({ messages }) => ({ messages, language, locale }),
    () => inEnglish('en'),
  )
}

/** The closest element that says so, out through shadow roots. */
export function closest(start: Element, selector: string): Element | undefined {
  const found = start.closest(selector)
  if (found) return found
  const root = start.getRootNode()
  return root instanceof ShadowRoot ? closest(root.host, selector) : undefined
}

/** The text with a value where its `{}` is: parts that a template can hold. */
export function fill<T>(text: string, value: T): readonly (string | T)[] {
  const [before = '', after = ''] = text.split('{}')
  return [before, value, after]
}

function inEnglish(locale: string): Speech {
  return { messages: english, language: 'en', locale: /^en\b/.test(locale) ? locale : 'en' }
}

/** `Intl` throws at a malformed tag; somebody's `lang="english"` or `lang="en_US"` must not cost the feed. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
