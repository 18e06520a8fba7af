/** Bluesky's facets count bytes; what a visitor reads is counted in none of them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toSegments } from '../server/sources/bluesky-text.js'
import { didOf, type Fields } from './fixtures/bluesky.js'

const LINK = 'https://quay.example/a?b=c&d=e'
const link = (uri: string): Fields => ({ $type: 'app.bsky.richtext.facet#link', uri })
const mention = (did: string): Fields => ({ $type: 'app.bsky.richtext.facet#mention', did })
const tag = (name: unknown): Fields => ({ $type: 'app.bsky.richtext.facet#tag', tag: name })

/** A facet over the first place where the text says `piece`. */
function over(text: string, piece: string, ...features: readonly Fields[]): Fields {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(piece)))
  return { index: { byteStart, byteEnd: byteStart + Buffer.byteLength(piece) }, features }
}
const at = (byteStart: unknown, byteEnd: unknown, ...features: readonly Fields[]): Fields => ({
  index: { byteStart, byteEnd },
  features,
})
const joined = (text: string, facets: readonly unknown[]): string =>
  toSegments(text, facets)
    .map(segment => segment.text)
    .join('')

it('cuts behind emoji, umlauts and ideographs where the author meant it', () => {
  const text = '👨‍👩‍👧‍👦 Grüße @pilot.example, 漢字 #Tide https://quay.example/a?b=c&d=e é'
  const facets = [
    over(text, LINK, link(LINK)),
    over(text, '#Tide', tag('Tide')),
    over(text, '@pilot.example', mention(didOf('p'))),
  ]
  expect(toSegments(text, facets)).toEqual([
    { type: 'text', text: '👨‍👩‍👧‍👦 Grüße ' },
    { type: 'mention', text: '@pilot.example', href: `https://bsky.app/profile/${didOf('p')}` },
    { type: 'text', text: ', 漢字 ' },
    { type: 'hashtag', text: '#Tide', href: 'https://bsky.app/hashtag/Tide' },
    { type: 'text', text: ' ' },
    { type: 'link', text: LINK, href: LINK },
    { type: 'text', text: ' é' },
  ])
})

it('takes the first feature of a facet that it knows', () => {
  const facet = over('go', 'go', { $type: 'app.bsky.richtext.facet#spell' }, link(LINK), tag('go'))
  expect(toSegments('go', [facet])).toEqual([{ type: 'link', text: 'go', href: LINK }])
})

it('keeps a link whose words are free, shortened, or the site’s own', () => {
  for (const words of [
    'read on',
    'quay.example/a...',
    'quay.example/…',
    'www.quay.example',
    'v1.2 notes',
    'Mr. Pike',
  ])
    expect(toSegments(words, [over(words, words, link(LINK))])).toMatchObject([{ type: 'link' }])
  const idn = 'bücher.example'
  expect(toSegments(idn, [over(idn, idn, link('https://xn--bcher-kva.example/'))])).toMatchObject([
    { type: 'link' },
  ])
})

describe('what can’t be believed stays text:', () => {
  const text = 'Ää 👋 tide'
  it.each<[string, unknown]>([
    ['a start inside a letter', at(1, 4, link(LINK))],
    ['an end inside an emoji', at(0, 7, link(LINK))],
    ['an end behind the text', at(0, 999, link(LINK))],
    ['a start before the text', at(-1, 4, link(LINK))],
    ['an end before its start', at(4, 2, link(LINK))],
    ['nothing between its ends', at(2, 2, link(LINK))],
    ['a fraction', at(0, 2.5, link(LINK))],
    ['numbers in words', at('0', '4', link(LINK))],
    ['infinity', at(0, Number.POSITIVE_INFINITY, link(LINK))],
    ['a script', at(0, 4, link('javascript:alert(1)'))],
    ['a script in disguise', at(0, 4, link(' java\nscript:alert(1)'))],
    ['data', at(0, 4, link('data:text/html,hi'))],
    ['an address with a login', at(0, 4, link('https://bank.example@evil.example/'))],
    ['a mention of nobody', at(0, 4, mention('did:plc:../../x'))],
    ['a tag without a name', at(0, 4, tag(''))],
    ['a tag that is no text', at(0, 4, tag(7))],
    ['no feature', at(0, 4)],
    ['a kind that is a prototype key', at(0, 4, { $type: '__proto__' })],
    ['no place', { features: [link(LINK)] }],
    ['nothing', null],
  ])('%s', (_, facet) => {
    expect(toSegments(text, [facet])).toEqual([{ type: 'text', text }])
  })

  it.each([
    'bank.example',
    'https://bank.example/login',
    'BANK.example',
    'www.bank.example/a',
    'evil.quay.example',
  ])('the address "%s" in front of another site', words => {
    expect(toSegments(words, [over(words, words, link(LINK))])).toEqual([{ type: 'text', text: words }])
  })

  it('the later of two that overlap', () => {
    const segments = toSegments('one two three', [at(4, 13, tag('b')), at(0, 7, tag('a'))])
    expect(segments).toMatchObject([{ type: 'hashtag', text: 'one two' }, { text: ' three' }])
  })
})

it('gives no segment for no text', () => {
  expect(toSegments('', [at(0, 0, link(LINK))])).toEqual([])
})

it('never throws, never loses a letter and never makes an address that is not of the web', () => {
  const offset = fc.oneof(fc.integer({ min: -2, max: 60 }), fc.anything())
  const feature = fc.oneof(
    fc.webUrl().map(link),
    fc.string().map(link),
    fc.string().map(tag),
    fc.string().map(mention),
    fc.jsonValue(),
  )
  const facet = fc.record({
    index: fc.record({ byteStart: offset, byteEnd: offset }),
    features: fc.array(feature, { maxLength: 3 }),
  })
  const text = fc.string({ unit: fc.oneof(fc.constantFrom('ä', '漢', '👩‍👧', '\u0301', '\n'), fc.string()) })
  fc.assert(
    fc.property(text, fc.array(fc.oneof(facet, fc.jsonValue()), { maxLength: 6 }), (words, facets) => {
      const mended = words.replace(/\p{Surrogate}/gu, '\uFFFD')
      expect(joined(mended, facets)).toBe(mended)
      for (const segment of toSegments(mended, facets))
        if ('href' in segment) expect(new URL(segment.href).protocol).toMatch(/^https?:$/)
    }),
    { numRuns: 1000 },
  )
})
