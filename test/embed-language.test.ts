/** The language a frame is asked in: what strangers make up costs no more than what there is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from './support/serve.js'

let served: Served
beforeAll(async () => {
  served = await serve('x/northquaynews')
})
afterAll(() => served.close())

const page = async (language: string): Promise<string> =>
  (await served.get(`embed/x/northquaynews?lang=${language}`)).text()

test.each([
  ['de', 'de'],
  ['DE-ch', 'de-CH'],
  ['zh-Hant', 'zh-Hant'],
  ['sr-Latn', 'sr-Latn'],
  ['no', 'no'],
  ['en-gb-abcde123', 'en-GB'],
  ['de-v0000001', 'de'],
  ['de-QQ', 'de'],
  ['tlh', 'tlh'],
  ['de--x', 'en'],
  ['"><b>', 'en'],
])('%s is shown in %s', async (asked, spoken) => {
  const [, lang] = (await page(encodeURIComponent(asked))).match(/<social-feed[^>]* lang="([^"]*)"/) ?? []
  expect(lang).toBe(spoken)
})

test('languages that nobody speaks build nothing that would be kept', async () => {
  const made: unknown[] = []
  const { NumberFormat } = Intl
  await page('fr-v0000001')
  Intl.NumberFormat = new Proxy(NumberFormat, {
    construct(target, given: [string]) {
      made.push(given[0])
      return new target(...given)
    },
  })
  try {
    for (const variant of ['v0000002', 'v0000003', 'QQ']) await page(`fr-${variant}`)
  } finally {
    Intl.NumberFormat = NumberFormat
  }
  expect(made).toEqual([])
})
