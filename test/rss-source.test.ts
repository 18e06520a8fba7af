/** The real source, upstream and parsing thread against the stand-in server of feeds. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FeedStandIn, startFeeds } from '../demo/standin-rss/index.js'
import { FEED_SCENES, type FeedScene, HOSTILE_SCENES } from '../demo/standin-rss/scenes.js'
import { FeedError } from '../server/errors.js'
import { createRssSource, rssNetwork } from '../server/sources/rss.js'
import { createFeedParser, type FeedParser } from '../server/sources/rss-parser.js'
import type { Source, Truth } from '../server/sources/source.js'
import { createUpstream, type Upstream } from '../server/upstream.js'
import type { Reason, Status } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'
import type { Post } from '../wire/post.js'

const NOW = Date.UTC(2026, 10, 23, 9)
const DEADLINE = 2500
let standIn: FeedStandIn
let upstream: Upstream
let parser: FeedParser
let source: Source

beforeAll(async () => {
  standIn = await startFeeds({ now: () => NOW })
  upstream = createUpstream({ allowPrivate: [standIn.host], userAgent: 'test' })
  parser = createFeedParser({ deadline: DEADLINE })
  source = createRssSource({ upstream, parser, now: () => NOW })
})
afterAll(async () => {
  await Promise.all([standIn.close(), upstream.close(), parser.close()])
})

interface Choice {
  readonly previous?: Truth
  readonly window?: number
  readonly patience?: number
}

async function load(
  handle: string,
  { previous, window = 20, patience = 20_000 }: Choice = {},
): Promise<Truth> {
  const truth = await source.load({
    handle,
    window,
    replies: false,
    signal: AbortSignal.timeout(patience),
    ...(previous && { previous }),
  })
  expect(isFeedDocument(truth.document)).toBe(true)
  return truth
}

const outcome = (handle: string, choice?: Choice): Promise<Status | Reason> =>
  load(handle, choice).then(
    ({ document }) => document.status,
    (error: unknown) => (error as FeedError).reason,
  )

async function postsOf(scene: FeedScene): Promise<readonly Post[]> {
  standIn.play(scene, scene)
  return postsIn(await load(standIn.feedUrl(scene)))
}

function postsIn({ document }: Truth): readonly Post[] {
  if (document.status !== 'posts') throw new Error(`no posts, but ${document.status}`)
  return document.posts
}

const textOf = (post: Post | undefined): string | undefined => post?.text.map(({ text }) => text).join('')

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
    await expect(createRssSource({ upstream: away, parser, now: () => NOW }).load(ask)).rejects.toMatchObject(
      {
        reason: 'outage',
      },
    )
    await away.close()
  })
})

describe('an article', () => {
  it.each(['rss2', 'rss1', 'atom', 'json'] as const)(
    'in %s has its title, text, author, date and address',
    async dialect => {
      const [first, second, third] = await postsOf(dialect)
      const site = standIn.siteUrl(dialect)
      expect(first).toMatchObject({
        network: 'rss',
        url: `${site}ferries/winter`,
        author: { name: 'Mo Tidewell', handle: standIn.host, url: site },
        createdAt: '2026-11-23T08:00:00.000Z',
      })
      expect(first?.text[0]).toEqual({
        type: 'link',
        text: 'Ferries run later this winter & cost the same',
        href: `${site}ferries/winter`,
      })
      expect(textOf(first)).toMatch(
        /^Ferries run later .* the same\nThe last boat now leaves at 23:40\. Dogs travel free\./,
      )
      expect(second?.author.name).toBe('Ada Pike')
      expect(textOf(third)).toContain(
        dialect === 'json' ? '• Brown crabs from eight\n• Mussels' : 'Bring a bucket',
      )
    },
  )

  it('has its relative links and pictures made absolute', async () => {
    const [first, second] = await postsOf('json')
    expect(first?.text).toContainEqual({
      type: 'link',
      text: 'whole timetable',
      href: `http://${standIn.host}/json/../timetable?season=winter&boat=heron`.replace('/json/..', ''),
    })
    expect(second?.media).toEqual([
      {
        type: 'photo',
        url: `http://${standIn.host}/pictures/bench.jpg`,
        alt: 'A bench',
        width: 640,
        height: 480,
      },
    ])
  })

  it('speaks the language of its feed', async () => {
    expect((await postsOf('rss2'))[0]?.language).toBe('en-GB')
    expect((await postsOf('atom'))[0]?.language).toBe('en-GB')
  })

  it('of a podcast has a card that leads to the sound', async () => {
    const [post] = await postsOf('podcast')
    const site = standIn.siteUrl('podcast')
    expect(post?.card).toEqual({
      url: `${site}audio/ferries/winter.mp3`,
      title: 'Ferries run later this winter & cost the same',
      description: '1:02:03',
      site: standIn.host,
      image: { url: `${site}pictures/cover.jpg` },
    })
    expect(textOf(post)).toBe('The last boat now leaves at 23:40. Dogs travel free.')
  })

  it('has pictures and films where Media RSS names them', async () => {
    expect((await postsOf('pictures'))[0]?.media).toEqual([
      {
        type: 'photo',
        url: `${standIn.siteUrl('pictures')}ferries/winter.jpg`,
        alt: 'The harbour',
        width: 800,
        height: 600,
      },
    ])
    const site = standIn.siteUrl('films')
    expect((await postsOf('films'))[0]?.media).toEqual([
      {
        type: 'video',
        width: 1280,
        height: 720,
        poster: `${site}ferries/winter.jpg`,
        duration: 31,
        sources: [
          { url: `${site}ferries/winter-hd.mp4`, type: 'video/mp4', bitrate: 900_000 },
          { url: `${site}ferries/winter.mp4`, type: 'video/mp4', bitrate: 300_000 },
        ],
      },
    ])
  })

  it("of a video site is a card to the site's own player", async () => {
    const [post] = await postsOf('channel')
    expect(post?.media).toBeUndefined()
    expect(post?.card).toMatchObject({
      url: post?.url,
      title: 'Ferries run later this winter & cost the same',
    })
    expect(textOf(post)).toBe('Filmed at low tide.\nWear boots.')
  })

  it('without a title is shown whole, and its first words are not its title', async () => {
    standIn.play('notes', 'rss2')
    standIn.publish('notes', `${'Low tide. '.repeat(200)}End.`)
    expect(textOf(postsIn(await load(standIn.feedUrl('notes')))[0])).toMatch(/^Low tide\. .*End\.$/)
  })
})

describe('a feed', () => {
  it.each(['western-bytes', 'wrong-header', 'wide-bytes'] as const)(
    'of %s is decoded by what is true',
    async scene => {
      expect(textOf((await postsOf(scene))[2])).toMatch(/^Été: crabs are back/)
    },
  )

  it('in any order is newest first', async () => {
    const dates = (await postsOf('oldest-first')).map(({ createdAt }) => createdAt)
    expect(dates).toEqual(dates.toSorted().reverse())
  })

  it('that says things twice is told once', async () => {
    expect(await postsOf('duplicates')).toHaveLength(3)
  })

  it('with an odd item loses that one only, and says so', async () => {
    standIn.play('odd-post', 'odd-post')
    const truth = await load(standIn.feedUrl('odd-post'))
    expect({ dropped: truth.dropped, posts: postsIn(truth).length }).toEqual({ dropped: 1, posts: 3 })
  })

  it('that breaks off keeps what came before', async () => {
    expect((await postsOf('broken-off')).length).toBeGreaterThan(0)
  })

  it('without dates keeps those that its posts were given first', async () => {
    standIn.play('undated', 'undated')
    const handle = standIn.feedUrl('undated')
    const first = await load(handle)
    const later = createRssSource({ upstream, parser, now: () => NOW + 3_600_000 })
    standIn.publish('undated', 'New today')
    const second = await later.load({
      handle,
      window: 20,
      replies: false,
      signal: AbortSignal.timeout(9000),
      previous: first,
    })
    const dates = postsIn(second).map(({ createdAt }) => createdAt)
    expect(dates).toEqual(['10', '09', '09', '09'].map(hour => `2026-11-23T${hour}:00:00.000Z`))
  })

  it('is cut to the window', async () => {
    standIn.play('window', 'rss2')
    for (let turn = 0; turn < 6; turn++) standIn.publish('window', `Note ${turn}`)
    expect(postsIn(await load(standIn.feedUrl('window'), { window: 5 }))).toHaveLength(5)
  })
})

describe('a second read', () => {
  it('asks whether anything changed, and keeps the document when not', async () => {
    standIn.play('again', 'rss2')
    const handle = standIn.feedUrl('again')
    const first = await load(handle)
    const second = await load(handle, { previous: first })
    expect(standIn.calls.at(-1)).toMatchObject({
      status: 304,
      headers: { 'if-none-match': expect.any(String) },
    })
    expect(second).toEqual(first)
    standIn.publish('again', 'The fog has gone.')
    const third = await load(handle, { previous: second })
    expect(postsIn(third)).toHaveLength(4)
    standIn.remove('again', 'note-4')
    expect((await load(handle, { previous: third })).document).toEqual(first.document)
  })

  it('asks in full when more posts are wanted than were kept', async () => {
    standIn.play('grown', 'rss2')
    const handle = standIn.feedUrl('grown')
    const first = await load(handle, { window: 5 })
    await load(handle, { previous: first, window: 20 })
    expect(standIn.calls.at(-1)).toMatchObject({ status: 200 })
  })

  it('believes nothing of its notes that is odd', async () => {
    standIn.play('notes-odd', 'rss2')
    const handle = standIn.feedUrl('notes-odd')
    const first = await load(handle)
    for (const memory of [null, 5, 'x', [], { v: 2 }, { v: 1, feed: 'javascript:1' }, { v: 1, feed: {} }]) {
      expect(await load(handle, { previous: { ...first, memory } })).toEqual(first)
    }
  })
})

describe("a site's own address", () => {
  it('leads to the feed its page names, and the next read goes there at once', async () => {
    standIn.play('harbour', 'rss2')
    const handle = standIn.siteUrl('harbour')
    const first = await load(handle)
    expect(first.document).toMatchObject({ status: 'posts', handle, profileUrl: handle })
    const before = standIn.calls.length
    await load(handle, { previous: first })
    expect(standIn.calls.slice(before).map(({ path }) => path)).toEqual(['/harbour/feed.xml'])
  })

  it('is asked again when that feed is gone', async () => {
    standIn.play('moved', 'rss2')
    const handle = standIn.siteUrl('moved')
    const first = await load(handle)
    standIn.play('moved', 'gone')
    await expect(load(handle, { previous: first })).rejects.toThrow(/names http.*feed\.xml as its feed/)
    standIn.play('moved/', 'gone')
    expect(await outcome(handle, { previous: first })).toBe('not-found')
  })
})

describe('hostile feeds', () => {
  it.each(HOSTILE_SCENES)('%s ends in time, and the next feed is read', async scene => {
    standIn.play(scene, scene)
    standIn.play('calm', 'rss2')
    await load(standIn.feedUrl('calm')) // the thread runs
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const start = performance.now()
    const told = await load(standIn.feedUrl(scene)).catch((error: unknown) => error)
    const took = performance.now() - start
    delay.disable()
    console.log(`${scene}: ${Math.round(took)} ms, event loop held ${Math.round(delay.max / 1e6)} ms at most`)
    if (told instanceof FeedError) expect(told.reason).toBe('unreadable')
    else expect((told as Truth).document.status).toBe('posts')
    expect(JSON.stringify(told)).not.toMatch(/javascript:|data:image|boom|etc\/host|<script|onerror/)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(await outcome(standIn.feedUrl('calm'))).toBe('posts')
  })

  it('that take for ever are ended at the deadline', async () => {
    const hasty = createFeedParser({ deadline: 50 })
    const items = '<item><title>Fog</title></item>'.repeat(60_000)
    const slow = {
      body: Buffer.from(`<rss version="2.0"><channel><title>Fog</title>${items}</channel></rss>`),
      contentType: undefined,
      url: 'https://e.example/',
      window: 20,
      now: NOW,
      dates: {},
    }
    const small = { ...slow, body: Buffer.from('<rss><channel><title>Fog</title></channel></rss>') }
    const signal = AbortSignal.timeout(20_000)
    const [first, second] = await Promise.allSettled([hasty.parse(slow, signal), hasty.parse(small, signal)])
    expect(first).toMatchObject({
      status: 'rejected',
      reason: { reason: 'unreadable', message: /longer than 50 ms/ },
    })
    expect(second).toMatchObject({ status: 'fulfilled', value: { type: 'feed', posts: [] } })
    await hasty.close()
  })

  it('that take all memory end their thread only', async () => {
    const narrow = createFeedParser({ deadline: 20_000, memory: 24 })
    const body = Buffer.from(
      `<rss><channel>${'<item><title>Fog</title><description>Rain</description></item>'.repeat(100_000)}</channel></rss>`,
    )
    const bytes = { body, contentType: undefined, url: 'https://e.example/', window: 20, now: NOW, dates: {} }
    await expect(narrow.parse(bytes, AbortSignal.timeout(30_000))).rejects.toThrow(/OUT_OF_MEMORY/)
    const small = { ...bytes, body: Buffer.from('<rss><channel><title>Fog</title></channel></rss>') }
    expect(await narrow.parse(small, AbortSignal.timeout(30_000))).toMatchObject({ type: 'feed' })
    await narrow.close()
  })
})

describe('a handle', () => {
  it.each([
    ['https://Example.ORG/Feed.xml', 'https://example.org/Feed.xml'],
    ['example.org/feed', 'https://example.org/feed'],
    ['http://example.org', 'http://example.org/'],
    ['https://example.org/feed#top', 'https://example.org/feed'],
    ['https://example.org:443/a/../b?x=1', 'https://example.org/b?x=1'],
    ['bücher.example', 'https://xn--bcher-kva.example/'],
  ])('%s is %s', (typed, canonical) => {
    expect(rssNetwork.canonical(typed)).toBe(canonical)
    expect(rssNetwork.canonical(canonical)).toBe(canonical)
  })

  it.each([
    '',
    'harbour',
    'javascript:alert(1)',
    'ftp://example.org/',
    'https://a:b@example.org/',
    'https://',
    `https://e.org/${'a'.repeat(3000)}`,
  ])('%s is none', typed => {
    expect(rssNetwork.canonical(typed)).toBeUndefined()
  })
})
