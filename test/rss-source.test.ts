/** Every truth and fault of a feed, its second read, and the way from a page to its feed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FeedStandIn, startFeeds } from '../demo/standin-rss/index.js'
import { FEED_SCENES, type FeedScene } from '../demo/standin-rss/scenes.js'
import type { FeedError } from '../server/errors.js'
import { createRssSource } from '../server/sources/rss.js'
import { createUpstream } from '../server/upstream.js'
import type { Reason, Status } from '../wire/document.js'
import { type Choice, type FeedReader, NOW, openFeedReader, postsIn } from './support/feed-reader.js'

let reader: FeedReader
let standIn: FeedStandIn

beforeAll(async () => {
  reader = await openFeedReader()
  standIn = reader.standIn
})
afterAll(() => reader.close())

const outcome = (handle: string, choice?: Choice): Promise<Status | Reason> =>
  reader.load(handle, choice).then(
    ({ document }) => document.status,
    (error: unknown) => (error as FeedError).reason,
  )

const EXPECTED: Readonly<Partial<Record<FeedScene, Status | Reason>>> = {
  empty: 'empty',
  'empty-atom': 'empty',
  'empty-json': 'empty',
  'broken-off-at-once': 'unreadable',
  'unreadable-items': 'unreadable',
  'page-without-feed': 'unreadable',
  'page-to-page': 'unreadable',
  'other-xml': 'unreadable',
  'other-json': 'unreadable',
  'not-found': 'not-found',
  gone: 'not-found',
  unauthorized: 'key',
  forbidden: 'key',
  'too-many': 'rate-limit',
  'html-200': 'unreadable',
  'no-content-204': 'unreadable',
  'empty-body': 'unreadable',
  'brotli-garbage': 'unreadable',
  'gzip-garbage': 'unreadable',
  'server-error-500': 'outage',
  'bad-gateway-html-502': 'outage',
  hang: 'timeout',
  drip: 'timeout',
  reset: 'outage',
  // As the feed itself, a page only leads on; it names this very address.
  page: 'unreadable',
}

describe('each scene is told as what it is', () => {
  it.each(FEED_SCENES)('%s', async scene => {
    standIn.play(scene, scene)
    expect(await outcome(standIn.feedUrl(scene), { patience: 900 })).toBe(EXPECTED[scene] ?? 'posts')
  })

  it('a site nobody has is not found', async () => {
    expect(await outcome(standIn.feedUrl('nobody'))).toBe('not-found')
  })

  it('a host that is not there is an outage', async () => {
    const { host, close } = await startFeeds()
    await close()
    const away = createUpstream({ allowPrivate: [host], userAgent: 'test' })
    const ask = {
      handle: `http://${host}/feed`,
      window: 20,
      replies: false,
      signal: AbortSignal.timeout(5000),
    }
    await expect(
      createRssSource({ upstream: away, parser: reader.parser, now: () => NOW }).load(ask),
    ).rejects.toMatchObject({
      reason: 'outage',
    })
    await away.close()
  })
})

describe('a second read', () => {
  it('asks whether anything changed, and keeps the document when not', async () => {
    standIn.play('again', 'rss2')
    const handle = standIn.feedUrl('again')
    const first = await reader.load(handle)
    const second = await reader.load(handle, { previous: first })
    expect(standIn.calls.at(-1)).toMatchObject({
      status: 304,
      headers: { 'if-none-match': expect.any(String) },
    })
    expect(second).toEqual(first)
    standIn.publish('again', 'The fog has gone.')
    const third = await reader.load(handle, { previous: second })
    expect(postsIn(third)).toHaveLength(4)
    standIn.remove('again', 'note-4')
    expect((await reader.load(handle, { previous: third })).document).toEqual(first.document)
  })

  it('asks in full when more posts are wanted than were kept', async () => {
    standIn.play('grown', 'rss2')
    const handle = standIn.feedUrl('grown')
    const first = await reader.load(handle, { window: 5 })
    await reader.load(handle, { previous: first, window: 20 })
    expect(standIn.calls.at(-1)).toMatchObject({ status: 200 })
  })

  it('believes nothing of its notes that is odd', async () => {
    standIn.play('notes-odd', 'rss2')
    const handle = standIn.feedUrl('notes-odd')
    const first = await reader.load(handle)
    for (const memory of [null, 5, 'x', [], { v: 2 }, { v: 1, feed: 'javascript:1' }, { v: 1, feed: {} }]) {
      expect(await reader.load(handle, { previous: { ...first, memory } })).toEqual(first)
    }
  })
})

describe("a site's own address", () => {
  it('leads to the feed its page names, and the next read goes there at once', async () => {
    standIn.play('harbour', 'rss2')
    const handle = standIn.siteUrl('harbour')
    const first = await reader.load(handle)
    expect(first.document).toMatchObject({ status: 'posts', handle, profileUrl: handle })
    const before = standIn.calls.length
    await reader.load(handle, { previous: first })
    expect(standIn.calls.slice(before).map(({ path }) => path)).toEqual(['/harbour/feed.xml'])
  })

  it('is asked again when that feed is gone', async () => {
    standIn.play('moved', 'rss2')
    const handle = standIn.siteUrl('moved')
    const first = await reader.load(handle)
    standIn.play('moved', 'gone')
    await expect(reader.load(handle, { previous: first })).rejects.toThrow(
      /names http.*feed\.xml as its feed/,
    )
    standIn.play('moved/', 'gone')
    expect(await outcome(handle, { previous: first })).toBe('not-found')
  })
})
