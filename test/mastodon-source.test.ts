/** The real source and upstream against the stand-in Mastodon: truths, relatives, faults, and each kind of post. */
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MastodonStandIn, startMastodon } from '../demo/standin-mastodon/index.js'
import { MASTODON_SCENES, type MastodonScene, type SceneName } from '../demo/standin-mastodon/scenes.js'
import { someStatuses } from '../demo/standin-mastodon/statuses.js'
import { account } from '../demo/standin-mastodon/world.js'
import type { FeedError } from '../server/errors.js'
import { createMastodonSource, mastodonNetwork } from '../server/sources/mastodon.js'
import { toPost } from '../server/sources/mastodon-post.js'
import type { Ask, Truth } from '../server/sources/source.js'
import { createUpstream, type Upstream } from '../server/upstream.js'
import type { Reason, Status } from '../wire/document.js'
import { isFeedDocument, isPost } from '../wire/guard.js'
import type { Post } from '../wire/post.js'

const NOW = Date.UTC(2026, 10, 23, 9)
let standIn: MastodonStandIn
let other: MastodonStandIn
let upstream: Upstream
let warnings: string[]

beforeAll(async () => {
  standIn = await startMastodon({ now: () => NOW })
  other = await startMastodon({ now: () => NOW })
  upstream = createUpstream({ allowPrivate: [standIn.host, other.host], userAgent: 'test' })
})
beforeEach(() => {
  warnings = []
})
afterAll(() => Promise.all([standIn.close(), other.close(), upstream.close()]))

async function load(user: string, ask: Partial<Ask> = {}): Promise<Truth> {
  const source = createMastodonSource({ upstream, now: () => NOW, warn: text => warnings.push(text) })
  const handle = `${user}@${standIn.host}`
  const truth = await source.load({
    handle,
    window: 40,
    replies: false,
    signal: AbortSignal.timeout(1200),
    ...ask,
  })
  expect(isFeedDocument(truth.document)).toBe(true)
  return truth
}

const outcome = (user: string, ask?: Partial<Ask>): Promise<Status | Reason> =>
  load(user, ask).then(
    ({ document }) => document.status,
    (error: FeedError) => error.reason,
  )

function postsIn({ document }: Truth): readonly Post[] {
  if (document.status !== 'posts') throw new Error(`no posts, but ${document.status}`)
  return document.posts
}

async function postsOf(user: string, scene: MastodonScene, ask?: Partial<Ask>): Promise<readonly Post[]> {
  standIn.play(user, scene)
  return postsIn(await load(user, ask))
}

const textOf = (post: Post | undefined): string | undefined => post?.text.map(({ text }) => text).join('')
const pathsSince = (from: number): string[] => standIn.calls.slice(from).map(({ path }) => path)

const EXPECTED: Readonly<Partial<Record<SceneName, Status | Reason>>> = {
  empty: 'empty',
  'snac-empty': 'empty',
  'only-replies': 'filtered',
  'followers-only': 'protected',
  'nothing-public': 'filtered',
  'private-leaked': 'filtered',
  'count-missing': 'unreadable',
  suspended: 'suspended',
  limited: 'withheld',
  'not-found': 'not-found',
  'only-odd-posts': 'unreadable',
  'hidden-account': 'unreadable',
  'no-such-api': 'unreadable',
  'login-401': 'key',
  'login-403': 'key',
  'login-422': 'key',
  'login-redirect': 'unreadable',
  'too-many': 'rate-limit',
  'not-a-list': 'unreadable',
  'timeline-404': 'unreadable',
  'html-200': 'unreadable',
  'no-content-204': 'unreadable',
  'null-body': 'unreadable',
  'empty-body': 'unreadable',
  'truncated-json': 'unreadable',
  'brotli-garbage': 'unreadable',
  'gzip-garbage': 'unreadable',
  'server-error-500': 'outage',
  'bad-gateway-html-502': 'outage',
  hang: 'timeout',
  drip: 'timeout',
  reset: 'outage',
  huge: 'unreadable',
}

describe('each scene is told as what it is', () => {
  it.each(MASTODON_SCENES)('%s', async scene => {
    standIn.play('scene', scene)
    expect(await outcome('scene')).toBe(EXPECTED[scene] ?? 'posts')
    standIn.play('scene', 'posts')
  })

  it.each<SceneName>(['server-error-500', 'hang', 'reset', 'login-401', 'too-many'])(
    '%s at the look-up',
    async scene => {
      standIn.play('scene', `lookup:${scene}`)
      expect(await outcome('scene')).toBe(EXPECTED[scene])
    },
  )

  it('nobody is not found, by word of a server that knows its accounts', async () => {
    const from = standIn.calls.length
    expect(await outcome('nobody')).toBe('not-found')
    expect(pathsSince(from)).toEqual([
      '/api/v1/accounts/lookup',
      '/.well-known/webfinger',
      '/api/v1/instance',
    ])
  })

  it('a server that wants a login is told to the owner in plain words', async () => {
    standIn.play('shy', 'login-422')
    await expect(load('shy')).rejects.toThrow(/answered 422; it shows posts to its own users only/)
  })

  it('what it asks us to wait is heard', async () => {
    standIn.play('busy', 'too-many')
    await expect(load('busy')).rejects.toMatchObject({ reason: 'rate-limit', retryAfter: expect.any(Number) })
  })

  it('an account that moved is still read, and the owner told where it went', async () => {
    expect((await postsOf('moved', 'moved')).length).toBeGreaterThan(0)
    expect(warnings).toEqual([
      `mastodon/moved@${standIn.host} has moved to quay@slipway.example; FEEDS can name it instead`,
    ])
  })
})

describe('relatives of Mastodon', () => {
  it('without the look-up are asked by name, or searched', async () => {
    const from = standIn.calls.length
    await postsOf('lee', 'pleroma')
    await postsOf('ada', 'older')
    expect(pathsSince(from)).toEqual([
      '/api/v1/accounts/lookup',
      '/.well-known/webfinger',
      '/api/v1/accounts/lee',
      expect.stringMatching(/statuses$/),
      '/api/v1/accounts/lookup',
      '/.well-known/webfinger',
      '/api/v1/accounts/ada',
      '/api/v1/accounts/search',
      expect.stringMatching(/statuses$/),
    ])
  })

  it('that keep their API on another host are found there, and remembered', async () => {
    standIn.play('far', `elsewhere:${other.host}`)
    other.play('far', 'posts')
    const first = await load('far')
    const [post] = postsIn(first)
    expect(post?.author).toMatchObject({ handle: `far@${standIn.host}`, url: `http://${other.host}/@far` })
    const from = standIn.calls.length
    await load('far', { previous: first })
    expect(pathsSince(from)).toEqual([])
  })

  it('that heed no wish for no replies have them left out here', async () => {
    const replies = (posts: readonly Post[]) =>
      posts.filter(({ replyTo }) => replyTo?.handle === 'pier@slipway.example')
    expect(replies(await postsOf('lee', 'pleroma'))).toEqual([])
    expect(replies(await postsOf('lee', 'pleroma', { replies: true }))).toHaveLength(1)
  })

  it('that give everything at once are cut to the window', async () => {
    expect(await postsOf('small', 'snac', { window: 5 })).toHaveLength(5)
  })
})

describe('pages', () => {
  it('are read until the window is full', async () => {
    standIn.play('many', 'posts')
    for (let turn = 0; turn < 70; turn++) standIn.publish('many', `Note ${turn}`)
    const from = standIn.calls.length
    const posts = postsIn(await load('many', { window: 60 }))
    expect(posts).toHaveLength(60)
    expect(new Set(posts.map(({ id }) => id)).size).toBe(60)
    expect(standIn.calls.slice(from).filter(({ path }) => path.endsWith('/statuses'))).toHaveLength(2)
  })

  it('show a new status at once, and a deleted one no more', async () => {
    standIn.play('live', 'posts')
    const id = standIn.publish('live', 'Fog & <b>rain</b>')
    expect(textOf(postsIn(await load('live'))[0])).toBe('Fog & <b>rain</b>')
    standIn.remove('live', id)
    expect(postsIn(await load('live')).map(post => post.id)).not.toContain(id)
  })
})

describe('a post', () => {
  let posts: readonly Post[]
  const find = (start: string) => posts.find(post => textOf(post)?.startsWith(start))

  beforeAll(async () => {
    posts = await postsOf('harbour', 'posts')
  })

  it('has its words, mentions, hashtags, emoji and links as Mastodon shows them', () => {
    expect(find('Low tide')?.text).toEqual([
      { type: 'text', text: 'Low tide at noon, says ' },
      { type: 'mention', text: '@pier', href: 'https://slipway.example/@pier' },
      { type: 'text', text: ' ' },
      { type: 'emoji', text: ':heron:', url: 'https://pictures.invalid/heron.png' },
      { type: 'text', text: ' ' },
      { type: 'hashtag', text: '#tides', href: `http://${standIn.host}/tags/tides` },
      { type: 'text', text: '\n\nAll of it: ' },
      {
        type: 'link',
        text: 'tides.example/tables/2026…',
        href: 'https://tides.example/tables/2026/november',
      },
    ])
  })

  it('has its author by full name, without codes of emoji', () => {
    expect(find('Low tide')).toMatchObject({
      author: { name: 'Harbour', handle: `harbour@${standIn.host}`, url: `http://${standIn.host}/@harbour` },
      metrics: { replies: 1, reposts: 2, likes: 3 },
      language: 'en',
    })
  })

  it('has the preview of its link', () => {
    expect(find('Low tide')?.card).toEqual({
      url: 'https://tides.example/tables/2026/november',
      title: 'Tides in November',
      description: 'Every high and low water.',
      site: 'tides.example',
      image: { url: 'https://pictures.invalid/tides.webp', width: 600, height: 400 },
    })
  })

  it('has its warning first, and its media covered', () => {
    expect(find('Fish, dead')).toMatchObject({
      warning: 'Fish, dead',
      sensitive: true,
      media: [{ type: 'photo', alt: 'An otter on its back', width: 1200, height: 800 }],
    })
    expect(textOf(find('Fish, dead'))).toBe('Fish, dead\nThe otter ate the whole catch.')
  })

  it('with nothing but a picture is one', () => {
    const bare = posts.filter(({ text }) => text.length === 0)
    expect(bare).toMatchObject([{ sensitive: true, media: [{ url: 'https://pictures.invalid/nets.webp' }] }])
  })

  it('has its poll, and only the choices of one that keeps its counts', () => {
    expect(find('Which boat')?.poll).toEqual({
      options: [
        { label: 'Heron', votes: 7 },
        { label: 'Otter', votes: 4 },
      ],
      closed: false,
      endsAt: '2026-11-24T09:00:00.000Z',
    })
    expect(find('A secret')?.poll).toBeUndefined()
    expect(textOf(find('A secret'))).toBe('A secret ballot\n• Row\n• Sail')
  })

  it('that was boosted is the original, with who boosted it', () => {
    expect(find('The pier is open')).toMatchObject({
      url: 'https://slipway.example/@pier/111',
      author: { handle: 'pier@slipway.example' },
      repostedBy: { handle: `harbour@${standIn.host}` },
    })
  })

  it('that was edited says so', () => {
    expect(posts.filter(({ edited }) => edited).map(textOf)).toEqual(['Fog until eleven.'])
  })

  it('quotes one level deep, without the line that stands in for it', () => {
    expect(textOf(find('Good news'))).toBe('Good news.')
    expect(find('Good news')?.quote).toMatchObject({
      type: 'post',
      post: { author: { handle: 'pier@slipway.example' } },
    })
    expect(find('It was said')?.quote).toEqual({ type: 'unavailable' })
  })

  it('has silent loops, sound as a card, and anything else as a link', () => {
    expect(find('Waves')?.media).toEqual([
      {
        type: 'gif',
        alt: 'Waves',
        width: 640,
        height: 360,
        poster: 'https://pictures.invalid/waves.webp',
        duration: 4.2,
        sources: [{ url: 'https://pictures.invalid/waves.mp4', type: 'video/mp4' }],
      },
    ])
    expect(find('The foghorn')?.card).toMatchObject({
      url: 'https://pictures.invalid/horn.mp3',
      title: 'Three blasts of the foghorn',
    })
    expect(find('The chart')?.text.at(-1)).toEqual({
      type: 'link',
      text: 'charts.example',
      href: 'https://charts.example/quay.geo',
    })
  })

  it('is for everybody: unlisted ones are shown, private ones never', () => {
    expect(find('Quietly')).toBeDefined()
    expect(find('To friends only')).toBeUndefined()
  })

  it('that goes on from its own is kept, one to somebody else only when asked for', async () => {
    expect(find('And hello, fog')?.replyTo).toEqual({
      handle: `harbour@${standIn.host}`,
      url: find('Hello, harbour')?.url,
    })
    expect(find('@pier yes')).toBeUndefined()
    const all = await postsOf('harbour', 'posts', { replies: true })
    expect(all.find(post => textOf(post) === '@pier yes')?.replyTo).toEqual({
      handle: 'pier@slipway.example',
      url: 'https://slipway.example/@pier',
    })
  })

  it('that can be read is never lost to an odd neighbour', async () => {
    standIn.play('odd', 'odd-posts')
    const { document, dropped } = await load('odd')
    expect({ status: document.status, dropped }).toEqual({ status: 'posts', dropped: 3 })
  })

  it('with anything at all in any field is a post, none, or not for everybody', () => {
    const place = { origin: 'https://s.example', mediaBase: 'https://p.example/', start: NOW }
    const statuses = someStatuses(place, account(place, 'mo'))
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.constantFrom('javascript:alert(1)', '<script>', '\ud83d', '__proto__', 'https://u:p@h/'),
    )
    const keys = Object.keys(statuses[0] ?? {})
    fc.assert(
      fc.property(
        fc.constantFrom(...statuses),
        fc.dictionary(fc.constantFrom(...keys, 'quote'), junk, { maxKeys: 6 }),
        (status, fields) => {
          const reading = toPost(
            { ...status, ...fields, visibility: 'public' },
            { id: '1', home: 's.example' },
          )
          expect(reading === undefined || reading === 'left out' || isPost(reading)).toBe(true)
          expect(JSON.stringify(reading) ?? '').not.toMatch(
            /"(?:url|href|avatar|poster)":"(?!https?:)|\\ud[89a-f]/,
          )
        },
      ),
      { numRuns: 600 },
    )
  })
})

describe('a handle', () => {
  it.each([
    ['@Mo.Tide@Slipway.Example', 'mo.tide@slipway.example'],
    [' mo@slipway.example ', 'mo@slipway.example'],
    ['https://slipway.example/@Mo', 'mo@slipway.example'],
    ['mo@127.0.0.1:8080', 'mo@127.0.0.1:8080'],
    ['mo@bücher.example', 'mo@xn--bcher-kva.example'],
    ['mo_1-a@slipway.example:443', 'mo_1-a@slipway.example'],
  ])('%s is %s', (typed, canonical) => {
    expect(mastodonNetwork.canonical(typed)).toBe(canonical)
    expect(mastodonNetwork.canonical(canonical)).toBe(canonical)
  })

  it.each([
    '',
    'mo',
    '@mo',
    'mo@',
    'mo@harbour',
    'mo@a@b.example',
    'm o@b.example',
    'mo@b.example/x',
    'mo@b.example?x',
    '.mo@b.example',
    `${'m'.repeat(80)}@b.example`,
    '../x@b.example',
  ])('%j is none', typed => {
    expect(mastodonNetwork.canonical(typed)).toBeUndefined()
  })
})
