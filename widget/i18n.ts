/**
 * Which language, and its words. The language is that of the closest `[lang]` around an element, so
 * two feeds on one page may differ; it is never a global of the module. English is built in, the
 * others arrive when a page needs them.
 */
import { createFormat, type Format } from './format.js'
import type { Language } from './languages.js'
import { messages } from './locales/en.js'
import type { KnownMessages } from './locales/en-later.js'

export interface Speech extends Omit<Language, 'messages'> {
  readonly messages: KnownMessages
  /** BCP 47: of dates and numbers; with the page's own region where it speaks the same language. */
  readonly locale: string
  readonly format: Format
}

/**
 * Hands over the words for a language, at once when they are built in; resolves when it has. A language
 * we lack, or can't get, is English.
 */
export async function speak(asked: string, hear: (speech: Speech) => void): Promise<void> {
  const locale = canonical(asked)
  const english = locale.split('-')[0] === 'en'
  const foreign = english ? undefined : await foreignWords(locale)
  const spoken = foreign || english ? locale : 'en'
  hear({ ...(foreign ?? ENGLISH), locale: spoken, format: createFormat(spoken) })
}

function foreignWords(locale: string): Promise<Language | undefined> {
  return import('./languages.js').then(({ learn }) => learn(locale)).catch(() => undefined)
}

const ENGLISH = { messages, language: 'en', direction: 'ltr' } as const

/** The closest element that says so, out through shadow roots. */
export function closest(start: Element, selector: string): Element | undefined {
  const found = start.closest(selector)
  const root = start.getRootNode()
  return found ?? (root instanceof ShadowRoot ? closest(root.host, selector) : undefined)
}

/** The text with a value where its `{}` is: parts that a template can hold. */
export function fill<T>(text: string, value: T): readonly (string | T)[] {
  const [before = '', after = ''] = text.split('{}')
  return [before, value, after]
}

/** `Intl` throws at a malformed tag; somebody's `lang="english"` or `lang="en_US"` must not cost the feed. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
