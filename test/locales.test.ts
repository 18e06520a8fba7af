import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
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
    const messages = await messagesOf(language)
    for (const [key, english] of Object.entries(ENGLISH as Texts)) {
      const holes = new Set(leaves(english).map(text => text.includes('{}')))
      for (const text of leaves(messages[key] ?? ''))
        expect([key, holes.has(text.includes('{}'))]).toEqual([key, true])
    }
  })

  test('has exactly the plural forms of its language', async () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    for (const plural of Object.values(await messagesOf(language))) {
      if (typeof plural === 'string' || !('other' in plural)) continue
      expect(Object.keys(plural).toSorted()).toEqual(categories)
    }
  })
})

test('there are languages to test', () => {
  expect(languages).toEqual(expect.arrayContaining(['ar', 'de', 'hi']))
})

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
