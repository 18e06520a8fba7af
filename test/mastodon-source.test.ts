/** The real source and upstream against the stand-in Mastodon: truths, relatives, faults, pages. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MastodonStandIn, startMastodon } from '../demo/standin-mastodon/index.js'
import { MASTODON_SCENES, type MastodonScene, type SceneName } from '../demo/standin-mastodon/scenes.js'
import type { FeedError } from '../server/errors.js'
import { createMastodonSource } from '../server/sources/mastodon.js'
import type { Ask, Truth } from '../server/sources/source.js'
import { createUpstream, type Upstream } from '../server/upstream.js'
import type { Reason, Status } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'
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
