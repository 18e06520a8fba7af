/** Every language but English: a chunk that an English page never asks for. */
import { namesOf } from './language-names.js'
import type { Messages } from './locales/en-later.js'

export interface Language {
  readonly messages: Messages
  /** BCP 47. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
}

type Load = () => Promise<{ readonly messages: Messages }>

/**
 * The language that a reader of `locale` reads, loaded; undefined when we lack it, rejects when it can't be
 * had.
 */
export async function learn(locale: string): Promise<Language | undefined> {
  const name = namesOf(locale).find(name => Object.hasOwn(LANGUAGES, name))
  if (!name) return undefined
  const words = await LANGUAGES[name]?.()
  return words && { messages: words.messages, language: name, direction: directionOf(name) }
}

/** Of the words, whatever the page's own direction is. */
function directionOf(name: string): Language['direction'] {
  const { script = '' } = new Intl.Locale(name).maximize()
  return RIGHT_TO_LEFT.includes(script) ? 'rtl' : 'ltr'
}

/** The scripts that run from right to left, of those our languages are written in. */
const RIGHT_TO_LEFT = ['Arab', 'Hebr']

/** Written out, so that every bundler finds them. */
const LANGUAGES: Readonly<Record<string, Load>> = {
  ar: () => import('./locales/ar.js'),
  bg: () => import('./locales/bg.js'),
  bn: () => import('./locales/bn.js'),
  ca: () => import('./locales/ca.js'),
  cs: () => import('./locales/cs.js'),
  da: () => import('./locales/da.js'),
  de: () => import('./locales/de.js'),
  el: () => import('./locales/el.js'),
  es: () => import('./locales/es.js'),
  et: () => import('./locales/et.js'),
  eu: () => import('./locales/eu.js'),
  fa: () => import('./locales/fa.js'),
  fi: () => import('./locales/fi.js'),
  fil: () => import('./locales/fil.js'),
  fr: () => import('./locales/fr.js'),
  ga: () => import('./locales/ga.js'),
  gl: () => import('./locales/gl.js'),
  gu: () => import('./locales/gu.js'),
  he: () => import('./locales/he.js'),
  hi: () => import('./locales/hi.js'),
  hr: () => import('./locales/hr.js'),
  hu: () => import('./locales/hu.js'),
  id: () => import('./locales/id.js'),
  is: () => import('./locales/is.js'),
  it: () => import('./locales/it.js'),
  ja: () => import('./locales/ja.js'),
  kn: () => import('./locales/kn.js'),
  ko: () => import('./locales/ko.js'),
  lt: () => import('./locales/lt.js'),
  lv: () => import('./locales/lv.js'),
  mr: () => import('./locales/mr.js'),
  ms: () => import('./locales/ms.js'),
  nb: () => import('./locales/nb.js'),
  nl: () => import('./locales/nl.js'),
  pl: () => import('./locales/pl.js'),
  pt: () => import('./locales/pt.js'),
  ro: () => import('./locales/ro.js'),
  ru: () => import('./locales/ru.js'),
  sk: () => import('./locales/sk.js'),
  sl: () => import('./locales/sl.js'),
  sr: () => import('./locales/sr.js'),
  'sr-Latn': () => import('./locales/sr-Latn.js'),
  sv: () => import('./locales/sv.js'),
  sw: () => import('./locales/sw.js'),
  ta: () => import('./locales/ta.js'),
  te: () => import('./locales/te.js'),
  th: () => import('./locales/th.js'),
  tr: () => import('./locales/tr.js'),
  uk: () => import('./locales/uk.js'),
  ur: () => import('./locales/ur.js'),
  vi: () => import('./locales/vi.js'),
  'zh-Hans': () => import('./locales/zh-Hans.js'),
  'zh-Hant': () => import('./locales/zh-Hant.js'),
}
