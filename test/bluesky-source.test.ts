/** The source for Bluesky against its stand-in, and the service that needs no key for it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BlueskyStandIn, startBluesky } from '../demo/standin-bluesky/index.js'
import { BLUESKY_ACCOUNTS } from '../demo/standin-bluesky/quayside.js'
import { readConfig } from '../server/config.js'
import { createLog } from '../server/log.js'
import { startService } from '../server/service.js'
import { createBlueskySource } from '../server/sources/bluesky.js'
import type { Ask, Truth } from '../server/sources/source.js'
import { createUpstream, type Upstream } from '../server/upstream.js'
import { type FeedDocument, STATUSES } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'
import type { Post } from '../wire/post.js'
import { createClock } from './support/clock.js'

const HANDLE = 'quayside.example'
let standIn: BlueskyStandIn
let upstream: Upstream
let warnings: string[]

beforeEach(async () => {
  standIn = await startBluesky()
  upstream = createUpstream({ allowPrivate: [new URL(standIn.url).host], userAgent: 'test' })
  warnings = []
})
afterEach(async () => {
  await upstream.close()
  await standIn.close()
})

async function load(ask: Partial<Ask> = {}): Promise<Truth> {
  const warn = (message: string) => void warnings.push(message)
  const source = createBlueskySource({ appView: standIn.url, upstream, now: Date.now, warn })
  const signal = AbortSignal.timeout(5000)
  const truth = await source.load({ handle: HANDLE, window: 20, replies: false, signal, ...ask })
  expect(isFeedDocument(truth.document)).toBe(true)
  return truth
}

async function posts(ask?: Partial<Ask>): Promise<readonly Post[]> {
  const { document } = await load(ask)
  return document.status === 'posts' ? document.posts : []
}

const asked = (): string[] => standIn.calls.map(({ method }) => method.replace('app.bsky.', ''))
const words = (post: Post | undefined): string => post?.text.map(segment => segment.text).join('') ?? ''

it.each(BLUESKY_ACCOUNTS)('$handle shows $shows', async ({ handle, shows }) => {
  const { document, dropped } = await load({ handle })
  expect(shows).toContain(document.status)
  expect(STATUSES).toContain(document.status)
  expect(dropped).toBe(0)
})

it('looks the account up, and then reads its feed by its number', async () => {
  await load()
  expect(asked()).toEqual(['actor.getProfile', 'feed.getAuthorFeed'])
  expect(standIn.calls[1]?.query).toMatchObject({
    filter: 'posts_and_author_threads',
    limit: '20',
    includePins: 'true',
  })
  expect(standIn.calls[1]?.query.actor).toMatch(/^did:plc:/)
})

it('is asked for by a number as well as by a name', async () => {
  await load()
  const did = standIn.calls[1]?.query.actor ?? ''
  const { document } = await load({ handle: did })
  expect(document).toMatchObject({
    status: 'posts',
    handle: did,
    profileUrl: `https://bsky.app/profile/${did}`,
    author: { handle: HANDLE },
  })
})

it('brings replies only when the owner asks for them', async () => {
  expect((await posts()).filter(post => post.replyTo)).toEqual([])
  expect((await posts({ replies: true })).filter(post => post.replyTo)).toHaveLength(1)
})

it('puts the pinned post where its date puts it, and keeps it in a small window', async () => {
  for (const window of [5, 20]) {
    const shown = await posts({ window })
    expect(words(shown.at(-1))).toMatch(/^How to read this account/)
    expect(shown.filter(post => words(post).startsWith('How to read'))).toHaveLength(1)
  }
  expect(await posts({ window: 5 })).toHaveLength(5)
})

it('leaves out what members only may see, and fills the window from the next page', async () => {
  const shown = await posts({ window: 11 })
  expect(shown.map(words).join()).not.toContain('For people I know')
  expect(shown).toHaveLength(10)
})

describe('paging', () => {
  beforeEach(() => {
    standIn.play('log.example', 'short-pages')
    for (let turn = 0; turn < 30; turn++) standIn.publish('log.example', `Entry ${turn}`)
    standIn.play(HANDLE, 'posts')
  })
  const ask = { handle: 'log.example', window: 12 }

  it('goes on until the window is full', async () => {
    expect((await posts(ask)).map(words)).toEqual(
      Array.from({ length: 12 }, (_, index) => `Entry ${29 - index}`),
    )
    expect(asked().filter(method => method.startsWith('feed'))).toHaveLength(4)
  })

  it('ends after five pages', async () => {
    expect(await posts({ ...ask, window: 100 })).toHaveLength(15)
    expect(asked().filter(method => method.startsWith('feed'))).toHaveLength(5)
  })
})

describe('served without any key', () => {
  const clock = createClock()
  const handle = 'log.example'
  let dataDir: string
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'social-feed-'))
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  async function withService(
    work: (read: () => Promise<{ status: number; document: FeedDocument }>) => Promise<void>,
  ): Promise<void> {
    const config = readConfig({
      PORT: '0',
      FEEDS: `bluesky/${handle}`,
      BLUESKY_APPVIEW: standIn.url,
      ALLOW_PRIVATE_HOSTS: new URL(standIn.url).host,
      DATA_DIR: dataDir,
    })
    const service = await startService(config, { now: clock.now, random: () => 0, log: createLog('silent') })
    try {
      await work(async () => {
        const response = await fetch(`${service.url}feeds/bluesky/${handle}`)
        return { status: response.status, document: (await response.json()) as FeedDocument }
      })
    } finally {
      await service.close()
    }
  }

  it('a feed shows its posts, and goes on showing them through an outage', async () => {
    standIn.play(handle, 'posts')
    await withService(async read => {
      const good = await read()
      expect(good).toMatchObject({ status: 200, document: { status: 'posts', network: 'bluesky' } })
      standIn.play(handle, 'unavailable-503')
      clock.advance(20 * 60_000)
      await read()
      await expect
        .poll(async () => (await read()).document)
        .toEqual({ ...good.document, stale: { since: good.document.fetchedAt, reason: 'outage' } })
      standIn.play(handle, 'members')
      clock.advance(20 * 60_000)
      await read()
      await expect.poll(async () => (await read()).document.status).toBe('withheld')
      expect(JSON.stringify(await read())).not.toContain('Note 1')
    })
  })

  it('a feed that was never read says that it can’t be loaded now', async () => {
    standIn.play(handle, 'rate-limit-429')
    await withService(async read => {
      expect(await read()).toMatchObject({
        status: 503,
        document: { status: 'unavailable', reason: 'rate-limit', network: 'bluesky' },
      })
    })
  })

  it('its server is not called when it is private and nobody allowed it', async () => {
    const config = readConfig({
      PORT: '0',
      FEEDS: `bluesky/${handle}`,
      BLUESKY_APPVIEW: standIn.url,
      DATA_DIR: dataDir,
    })
    const service = await startService(config, { now: clock.now, random: () => 0, log: createLog('silent') })
    const response = await fetch(`${service.url}feeds/bluesky/${handle}`)
    expect([response.status, standIn.calls.length]).toEqual([503, 0])
    await service.close()
  })
})
