import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ago, full, percent } from '../widget/format-later.js'
import { type Speech, speak } from '../widget/i18n.js'
import { messages as en } from '../widget/locales/en.js'
import { complete } from '../widget/locales/en-later.js'

const ENGLISH = complete(en)
const languages = readdirSync(new URL('../widget/locales/', import.meta.url))
  .map(file => file.replace(/\.ts$/, ''))
  .filter(name => !name.startsWith('en'))

type Texts = { readonly [key: string]: string | Texts }

async function messagesOf(language: string): Promise<Texts> {
  return (await import(`../widget/locales/${language}.ts`)).messages
}

describe.each(languages)('%s', language => {
  test('says everything that English says', async () => {
    const messages = await messagesOf(language)
    expect(keys(messages)).toEqual(keys(ENGLISH))
    const empty = (texts: Texts): number => leaves(texts).filter(text => text.trim() === '').length
    expect(empty(messages)).toBe(empty(ENGLISH))
  })

  test('has a place for the name or number wherever English has one', async () => {
    const english = paths(ENGLISH)
    for (const [path, text] of paths(await messagesOf(language))) {
      const [key = '', form = ''] = path.split('.')
      if (inWords(language, key, form)) continue
      const model = english.get(path) ?? english.get(`${key}.other`) ?? ''
      expect([path, holes(text)]).toEqual([path, holes(model)])
    }
  })

  test('leaves no English in', async () => {
    const english = paths(ENGLISH)
    const left = [...paths(await messagesOf(language))].filter(
      ([path, text]) => text && english.get(path) === text,
    )
    expect(left.map(([, text]) => text).toSorted()).toEqual(SAME[language] ?? [])
  })

  test('has exactly the plural forms of its language', async () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    for (const plural of Object.values(await messagesOf(language))) {
      if (typeof plural === 'string' || !('other' in plural)) continue
      expect(Object.keys(plural).toSorted()).toEqual(categories)
    }
  })

  test('is set in type, by its own letters, with nothing invisible', async () => {
    const foreign = new RegExp(`(?=\\p{L})[^${scriptsOf(language)}]`, 'u')
    for (const text of leaves(await messagesOf(language))) {
      expect(text).toBe(text.trim().normalize())
      expect(text).not.toMatch(/\s\s|[^\S ]|\.\.\.|["'`]| - |(?![\u200c\u200d])\p{C}/u)
      expect(text.replaceAll(/Page Up|Page Down|GIF/g, '')).not.toMatch(foreign)
    }
  })

  test('ends its sentences with a full stop, and nothing else', async () => {
    const stopped = [...paths(await messagesOf(language))].filter(([, text]) => /[.।۔。]$/.test(text))
    const sentences = language === 'th' ? [] : ['approvedOnly', 'hint', 'nextPost']
    expect(stopped.map(([path]) => path).toSorted()).toEqual(sentences)
  })

  test.each(APART)('has words of their own for %s', async names => {
    const said = [...paths(await messagesOf(language))]
    const each = names.split(' ').map(name => said.filter(([path]) => `${path}.`.startsWith(`${name}.`)))
    const words = each.map(found => found.map(([, text]) => text).join())
    expect(words).not.toContain('')
    expect(words).toEqual([...new Set(words)])
  })
})

test('there are more than forty languages, those of the embed it replaces among them', () => {
  expect(languages.length).toBeGreaterThan(40)
  expect(languages).toEqual(expect.arrayContaining(OFFICIAL))
})

test.each([
  ['zh-TW', 'zh-Hant', 'ltr'],
  ['zh-HK', 'zh-Hant', 'ltr'],
  ['zh', 'zh-Hans', 'ltr'],
  ['pt-BR', 'pt', 'ltr'],
  ['de-AT', 'de', 'ltr'],
  ['msa', 'ms', 'ltr'],
  ['no', 'nb', 'ltr'],
  ['nn-NO', 'nb', 'ltr'],
  ['iw', 'he', 'rtl'],
  ['fa-AF', 'fa', 'rtl'],
  ['ur', 'ur', 'rtl'],
  ['sr', 'sr', 'ltr'],
  ['sr-Latn-RS', 'sr-Latn', 'ltr'],
  ['en-GB', 'en', 'ltr'],
  ['tlh', 'en', 'ltr'],
  ['en_US', 'en', 'ltr'],
])('who asks for %s reads %s, %s', async (asked, language, direction) => {
  const heard: Speech[] = []
  await speak(asked, speech => heard.push(speech))
  expect(heard).toEqual([expect.objectContaining({ language, direction })])
})

test.each(languages)('speaks %s in its own words, dates and numbers', async language => {
  const heard: Speech[] = []
  await speak(language, speech => heard.push(speech))
  const [speech] = heard
  expect(speech).toMatchObject({ language, messages: await messagesOf(language) })
  const { format } = speech as Speech
  const now = Date.parse('2026-03-01T12:00:00Z')
  const texts = [
    format.short('2026-03-01T09:00:00Z', now, 'now'),
    ago('2026-02-26T12:00:00Z', now, language),
    full('2026-02-27T12:00:00Z', language),
    format.count(1234567),
    percent(0.5, language),
    ...[0, 1, 2, 3, 11, 21, 1.5, 1_000_000].map(value =>
      format.plural((speech as Speech).messages.likes, value),
    ),
  ]
  for (const text of texts) expect(text).toMatch(/\p{Number}/u)
  expect(texts.join()).not.toMatch(/undefined|NaN|\{\}/)
})

/** Of https://developer.x.com/en/docs/twitter-for-websites/supported-languages, as files of ours. */
const OFFICIAL =
  'ar bn cs da de el es fa fi fil fr he hi hu id it ja ko ms nl nb pl pt ro ru sv th tr uk ur vi zh-Hans zh-Hant'.split(
    ' ',
  )

/** What a language says in the very words of English, because it has no others. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  cs: ['{} repost'],
  da: ['Repost', '{} repost', '{} reposts'],
  de: ['Thread'],
  es: ['{} repost', '{} reposts'],
  fil: ['Thread', '{} like', '{} repost'],
  fr: ['Image', 'Image {}', 'Images', '{} repost', '{} reposts', '{} vote', '{} votes'],
  it: ['Thread', '{} repost'],
  nb: ['Repost', '{} repost'],
  nl: ['{} repost', '{} reposts'],
  pt: ['Thread', '{} repost', '{} reposts'],
  sk: ['{} repost'],
  sv: ['{} repost'],
}

/** What stands side by side, or tells one truth from another. */
const APART = [
  'states.loading states.empty states.filtered states.protected states.suspended states.not-found states.withheld states.unavailable states.offline',
  'reply repost like',
  'replies reposts likes',
  'tryAgain trying viewProfile',
  'show showContent hideContent showMore showLess morePosts',
  'playVideo playGif pauseGif cannotPlay',
  'close previousImage nextImage previousPosts nextPosts',
  'verified.blue verified.business verified.government edited sample',
  'withheldPost.law withheldPost.copyright',
]

/** In these one and two are words, with no number beside them: صوتان, “two votes”. What a count is called says the digits that are seen. */
function inWords(language: string, key: string, form: string): boolean {
  const isSeen = ['replies', 'reposts', 'likes'].includes(key)
  return !isSeen && ['ar', 'he'].includes(language) && ['one', 'two'].includes(form)
}

function holes(text: string): number {
  return text.split('{}').length - 1
}

/** As they are named inside the brackets of a regular expression. */
function scriptsOf(language: string): string {
  const { script = '' } = new Intl.Locale(language).maximize()
  const several: Readonly<Record<string, readonly string[]>> = {
    Jpan: ['Hira', 'Kana', 'Hani'],
    Kore: ['Hang'],
    Hans: ['Hani'],
    Hant: ['Hani'],
  }
  return (several[script] ?? [script]).map(name => `\\p{scx=${name}}`).join('')
}

/** Without those of plurals, which differ by language. */
function keys(texts: Texts): readonly string[] {
  return Object.entries(texts)
    .flatMap(([key, value]) =>
      typeof value === 'string' || 'other' in value
        ? [key]
        : [key, ...keys(value).map(inner => `${key}.${inner}`)],
    )
    .toSorted()
}

function leaves(value: string | Texts): readonly string[] {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap(leaves)
}

/** Every text, by the way to it. */
function paths(texts: Texts, way = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${way}${key}`, value] as const] : [...paths(value, `${way}${key}.`)],
    ),
  )
}
