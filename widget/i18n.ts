/**
 * Which language, and its words. The language is that of the closest `[lang]` around an element, so
 * two feeds on one page may differ; it is never a global of the module. English is built in, the
 * others arrive when a page needs them.
 */
import { createFormat, type Format } from './format.js'
import { messages as ENGLISH, type FirstMessages } from './locales/en.js'
import type { LaterMessages, Messages } from './locales/en-later.js'

export interface Speech {
  readonly messages: FirstMessages & Partial<LaterMessages>
  /** BCP 47: of the words. */
  readonly language: string
  /** BCP 47: of dates and numbers; with the page's own region where it speaks the same language. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly format: Format
}

const LOCALES: Readonly<Record<string, () => Promise<{ readonly messages: Messages }>>> = {
  ar: () => import('./locales/ar.js'),
  de: () => import('./locales/de.js'),
  hi: () => import('./locales/hi.js'),
}

/** Of the languages we speak. */
const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur']

/**
 * Hands over the words for a language, at once when they are built in; resolves when it has. A language
 * we lack, or can't get, is English.
 */
export async function speak(asked: string, hear: (speech: Speech) => void): Promise<void> {
  const locale = canonical(asked)
  const language = [locale, locale.split('-')[0] ?? ''].find(tag => Object.hasOwn(LOCALES, tag))
  const coming = language && LOCALES[language]?.()
  const there = coming && (await coming.catch(() => undefined))
  if (there) hear(toSpeech(there.messages, language, locale))
  else hear(toSpeech(ENGLISH, 'en', locale.startsWith('en') ? locale : 'en'))
}

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

function toSpeech(messages: Speech['messages'], language: string, locale: string): Speech {
  const direction = RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr'
  return { messages, language, locale, direction, format: createFormat(locale) }
}

/** `Intl` throws at a malformed tag; somebody's `lang="english"` or `lang="en_US"` must not cost the feed. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
