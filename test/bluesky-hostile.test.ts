/** Items of a Bluesky feed that nobody would send who meant well. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPost } from '../wire/guard.js'
import {
  type Fields,
  images,
  label,
  picture,
  QUAY,
  quotable,
  raw,
  read,
  readAny,
  record,
  uriOf,
  withEmbed,
} from './fixtures/bluesky.js'
import { STRINGS } from './fixtures/hostile.js'

describe('a hostile item', () => {
  it.each(Object.entries(STRINGS))('that says %s everywhere is text and nothing else', (_, text) => {
    const post = read(
      raw(
        text,
        { langs: [text] },
        {
          author: { ...QUAY, displayName: text, avatar: text },
          embed: images(picture({ alt: text })),
          labels: [label(text)],
        },
      ),
    )
    expect(post).not.toHaveProperty('language')
    expect(post.author).not.toHaveProperty('avatar')
    const whole = text.replace(/\p{Surrogate}/gu, '\uFFFD')
    const shown = whole.length > 25_000 ? `${whole.slice(0, 25_000)}…` : whole
    expect(post.text.map(segment => segment.text).join('')).toBe(shown)
    expect(post.author.name).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'post'],
    ['no address', { ...raw('Fog'), uri: undefined }],
    ['an address of another kind', { ...raw('Fog'), uri: uriOf(QUAY, 'k', 'app.bsky.feed.like') }],
    ['an address that climbs', { ...raw('Fog'), uri: `at://${QUAY.did}/app.bsky.feed.post/..` }],
    ['no author', { ...raw('Fog'), author: undefined }],
    ['an author who is a path', { ...raw('Fog'), author: { did: 'did:plc:../x', handle: '../x' } }],
    ['no record', { ...raw('Fog'), record: undefined }],
    ['no date at all', { ...raw('Fog', { createdAt: null }), indexedAt: 'yesterday' }],
  ])('of which %s remains is dropped', (_, post) => {
    expect(readAny(post)).toBeUndefined()
  })

  it('nested a hundred thousand deep is read to the second level', () => {
    let embed: unknown = {}
    for (let depth = 0; depth < 100_000; depth++)
      embed = {
        $type: 'app.bsky.embed.recordWithMedia#view',
        media: {},
        record: { record: { embeds: [embed] } },
      }
    expect(isPost(read(withEmbed(embed)))).toBe(true)
  })

  it('with media inside media inside media ends', () => {
    let embed: unknown = images(picture())
    for (let depth = 0; depth < 100_000; depth++)
      embed = { $type: 'app.bsky.embed.recordWithMedia#view', media: embed, record: {} }
    expect(isPost(read(withEmbed(embed)))).toBe(true)
  })

  it('with anything at all in any field is a post, left out or dropped, and never an exception', () => {
    const item = { post: withEmbed(record(quotable(raw('Ahoy')))), reason: {}, reply: {} }
    const anything = (fields: Fields) =>
      fc.dictionary(fc.constantFrom(...Object.keys(fields)), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 5 })
    fc.assert(
      fc.property(anything(item.post), anything({ ...raw('').record, facets: 0, reply: 0 }), (view, own) => {
        const post = { ...item.post, ...view }
        const reading = readAny({ ...post, record: { ...(item.post.record as Fields), ...own } })
        expect(reading === undefined || reading === 'left out' || isPost(reading)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
