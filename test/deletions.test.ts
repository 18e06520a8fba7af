/** What the owner deleted: kept over restarts and expiry, handed on between servers, and not for ever. */
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDeletions, type Deleted, KEEP_FOR, MAX_POSTS } from '../server/deletions.js'
import { createFeeds, type Feeds } from '../server/feeds.js'
import type { Truth } from '../server/sources/source.js'
import { createDeletionFile } from '../server/stores/deletion-file.js'
import { createRedisStore } from '../server/stores/redis.js'
import { openRedis } from '../server/stores/redis-link.js'
import { noStore, type Store } from '../server/stores/store.js'
import { documents } from './fixtures/documents.js'
import { type Clock, createClock } from './support/clock.js'
import { describeRedis, startRedis, type TestRedis } from './support/redis.js'

const DAY = 86_400_000
const FEED = { network: 'x', handle: documents.posts.handle, replies: false } as const
const KEY = `x/${FEED.handle}`
const VIEW = { limit: 100, replies: true, reposts: true }
const [first, second] = documents.posts.posts.map(({ id }) => id) as [string, string]
const truth: Truth = { document: documents.posts, dropped: 0 }

let clock: Clock
let folder: string
beforeEach(() => {
  clock = createClock()
  folder = mkdtempSync(join(tmpdir(), 'deletions-'))
})
const writing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const written of writing.splice(0)) await written()
  rmSync(folder, { recursive: true, force: true })
})

const openFile = (path: string, warn: (text: string) => unknown = text => expect.fail(text)) =>
  createDeletionFile({ path, now: clock.now, warn })

interface Server {
  readonly feeds: Feeds
  ids(): Promise<readonly string[]>
}

/** A server whose network tells `truth` for ever; `name` is its disk. */
async function open(name = 'own', store: Store<Truth> = noStore): Promise<Server> {
  const file = openFile(join(folder, `${name}.json`))
  const deletions = createDeletions({ kept: await file.read(), keep: file.write, now: clock.now })
  writing.push(deletions.idle)
  const feeds = createFeeds({
    sources: {
      x: { network: 'x', profileUrl: handle => `https://x.com/${handle}`, load: async () => truth },
    },
    window: 20,
    refreshSeconds: 900,
    sample: false,
    store,
    deletions,
    now: clock.now,
    random: () => 0,
    log: { learnt: () => {}, failed: (_, { error }) => expect.fail(error.message) },
  })
  const ids = async () => {
    const document = feeds.tell(FEED, VIEW, await feeds.learn(FEED))
    return document.status === 'posts' ? document.posts.map(({ id }) => id) : []
  }
  return { feeds, ids }
}

describe('A deleted post', () => {
  it('stays out after a restart, when all else of its feed has expired', async () => {
    const server = await open()
    expect(await server.ids()).toContain(first)
    await server.feeds.purge(FEED, first)
    clock.advance(8 * DAY)
    const next = await open()
    expect(await next.ids()).not.toContain(first)
    expect(await next.ids()).toContain(second)
  })

  it('stays out that nobody knew of when it was deleted', async () => {
    expect(await (await open()).feeds.purge(FEED, first)).toBe(false)
    expect(await (await open()).ids()).not.toContain(first)
  })

  it('stays out as long as its network tells it, however long that is', async () => {
    await (await open()).feeds.purge(FEED, first)
    for (let year = 0; year < 3; year++) {
      clock.advance(KEEP_FOR - DAY)
      expect(await (await open()).ids()).not.toContain(first)
      for (const written of writing) await written()
    }
  })

  it('is forgotten 400 days after it was told last: it is a trace of somebody’s post', async () => {
    const file = join(folder, 'own.json')
    await (await open()).feeds.purge(FEED, first)
    expect(readFileSync(file, 'utf8')).toContain(`"${first}":`)
    clock.advance(KEEP_FOR)
    await (await open()).feeds.purge(FEED, second)
    expect(readFileSync(file, 'utf8')).not.toContain(`"${first}":`)
  })

  it('is one of a thousand per feed at most, the newest', () => {
    let kept: ReadonlyMap<string, Deleted> = new Map()
    const keep = async (all: ReadonlyMap<string, Deleted>) => {
      kept = all
    }
    const deletions = createDeletions({ keep, now: clock.now })
    for (let post = 0; post < MAX_POSTS + 10; post++, clock.advance(1))
      void deletions.post(KEY, `post${post}`)
    const posts = Object.keys(kept.get(KEY)?.posts ?? {})
    expect(posts).toHaveLength(MAX_POSTS)
    expect(posts).not.toContain('post9')
    expect(posts).toContain('post10')
  })
})

describe('What other servers are told', () => {
  it('is nothing that has been forgotten everywhere', async () => {
    const deletions = createDeletions({ now: clock.now })
    await deletions.post(KEY, first)
    expect(deletions.learn(KEY, { posts: {} })).toEqual({ posts: { [first]: clock.now() } })
    clock.advance(KEEP_FOR)
    expect(deletions.learn(KEY, { posts: {} })).toBeUndefined()
  })

  it('is nothing for which there is no room among theirs, which are newer', async () => {
    const deletions = createDeletions({ now: clock.now })
    await deletions.post(KEY, first)
    clock.advance(1)
    const theirs = Array.from({ length: MAX_POSTS }, (_, post) => [`post${post}`, clock.now()] as const)
    expect(deletions.learn(KEY, { posts: Object.fromEntries(theirs) })).toBeUndefined()
  })
})

it('A list of deletions that can not be read is set aside and told of, and a new one is begun', async () => {
  const path = join(folder, 'own.json')
  writeFileSync(path, '{"v":1,"feeds":{"x/a":{"posts":{"1":')
  const warnings: string[] = []
  const file = openFile(path, text => warnings.push(text))
  const now = clock.now()
  expect([...(await file.read())]).toEqual([])
  expect(warnings).toEqual([expect.stringContaining('what it kept out may be shown again')])
  await file.write(new Map([['x/a', { posts: { 2: now }, before: now }]]))
  expect([...(await openFile(path).read())]).toEqual([['x/a', { posts: { 2: now }, before: now }]])
  expect(readdirSync(folder).sort()).toEqual(['own.json', 'own.json.unreadable'])
})

it('A list of deletions that can not be read at the moment is not written over', async () => {
  const path = join(folder, 'own.json')
  symlinkSync(path, path)
  const warnings: string[] = []
  const file = openFile(path, text => warnings.push(text))
  await file.write(new Map([['x/a', { posts: { 2: clock.now() } }]]))
  expect(lstatSync(path).isSymbolicLink()).toBe(true)
  expect(warnings).toEqual([
    expect.stringContaining('(saving: ELOOP); what is deleted now may be shown again'),
  ])
})

it('Two servers that share a folder keep what each of them deleted', async () => {
  const [a, b] = [await open('shared'), await open('shared')]
  await a.feeds.purge(FEED, first)
  await b.feeds.purge(FEED, second)
  const ids = await (await open('shared')).ids()
  expect(ids).not.toContain(first)
  expect(ids).not.toContain(second)
})

describeRedis('What is deleted on servers that share a Redis', () => {
  let redis: TestRedis
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    redis = await startRedis()
  })
  beforeEach(() => redis.look.flushall())
  afterEach(async () => {
    redis.thaw()
    for (const close of closing.splice(0)) await close()
  })
  afterAll(() => redis.close())

  async function join(name: string): Promise<Server & { close(): Promise<void> }> {
    const link = await openRedis({ url: redis.url, warn: () => {}, skipFor: 20 })
    const isValue = (value: unknown): value is Truth => typeof value === 'object'
    const store = createRedisStore({ link, isValue, now: clock.now, patience: 0 })
    const server = await open(name, store)
    await expect.poll(() => link.counts.answered).toBeGreaterThan(0) // it listens by now
    closing.push(() => store.close())
    return { ...server, close: () => store.close() }
  }
  const inRedis = () => redis.look.zrange(`social-feed:deleted:${KEY}`, 0, -1)

  it('stays out of one that starts when everything else has expired', async () => {
    const a = await join('a')
    await a.ids()
    await a.feeds.purge(FEED, first)
    await expect.poll(inRedis).toEqual([first])
    clock.advance(8 * DAY)
    await redis.look.del(`social-feed:entry:${KEY}`)
    expect(await (await join('b')).ids()).not.toContain(first)
  })

  it('stays out although Redis was away until its server ended, and the others hear of it then', async () => {
    const [a, b] = [await join('a'), await join('b')]
    expect([await a.ids(), await b.ids()]).toEqual([
      expect.arrayContaining([first]),
      expect.arrayContaining([first]),
    ])
    redis.freeze()
    await a.feeds.purge(FEED, first)
    await a.close()
    // What a hung Redis still carries out when it wakes is lost when it is killed instead; here it never heard.
    redis.thaw()
    await redis.look.del(`social-feed:deleted:${KEY}`, `social-feed:revision:${KEY}`)
    await redis.look.set(
      `social-feed:entry:${KEY}`,
      `${clock.now()} ${JSON.stringify({
        v: 1,
        key: KEY,
        entry: {
          value: truth,
          fetchedAt: clock.now(),
          freshUntil: clock.now() + 900_000,
          hardUntil: clock.now() + DAY,
        },
      })}`,
    )
    const again = await join('a')
    expect(await again.ids()).not.toContain(first)
    await expect.poll(inRedis).toEqual([first])
    await expect.poll(b.ids).not.toContain(first)
  })

  it('does not come back with another deletion, out of a Redis that missed the first', async () => {
    const a = await join('a')
    await a.ids()
    const before = String(await redis.look.get(`social-feed:entry:${KEY}`))
    await a.feeds.purge(FEED, first)
    await a.close()
    await redis.look.flushall()
    await redis.look.set(`social-feed:entry:${KEY}`, before)
    const again = await join('a')
    await again.feeds.purge(FEED, second)
    expect(await again.ids()).not.toContain(first)
    expect(await again.ids()).not.toContain(second)
  })

  it('does not come back with its whole feed, when a post of that is deleted as well', async () => {
    const a = await join('a')
    await a.ids()
    const before = String(await redis.look.get(`social-feed:entry:${KEY}`))
    clock.advance(1000)
    await a.feeds.purge(FEED)
    await a.close()
    await redis.look.flushall()
    await redis.look.set(`social-feed:entry:${KEY}`, before)
    const again = await join('a')
    await again.feeds.purge(FEED, first)
    expect(await again.feeds.learn(FEED)).toMatchObject({ kind: 'miss', entry: { fetchedAt: clock.now() } })
    expect(await again.ids()).not.toContain(first)
  })

  it('is told to a Redis that lost everything, by whoever still knows', async () => {
    const a = await join('a')
    await a.feeds.purge(FEED, first)
    await redis.look.flushall()
    clock.advance(3_600_000)
    await a.ids()
    await expect.poll(inRedis).toEqual([first])
    expect(await (await join('b')).ids()).not.toContain(first)
  })

  it('is a whole feed however many of its posts are deleted after that', async () => {
    const a = await join('a')
    await a.feeds.purge(FEED)
    const times = Array.from({ length: MAX_POSTS }, (_, post) => [clock.now() + 1, `post${post}`])
    await redis.look.zadd(`social-feed:deleted:${KEY}`, ...times.flat())
    clock.advance(1000)
    await a.feeds.purge(FEED, first)
    await expect.poll(inRedis).toContain(first)
    expect(await inRedis()).toContain('')
    expect(await inRedis()).toHaveLength(MAX_POSTS + 1)
  })

  it('is a whole feed: what was read before is never believed again', async () => {
    const a = await join('a')
    await a.ids()
    const before = await redis.look.get(`social-feed:entry:${KEY}`)
    clock.advance(1000)
    await a.feeds.purge(FEED)
    await a.close()
    await redis.look.flushall()
    await redis.look.set(`social-feed:entry:${KEY}`, String(before))
    const again = await join('a')
    const found = await again.feeds.learn(FEED)
    expect(found).toMatchObject({ kind: 'miss', entry: { fetchedAt: clock.now() } })
  })
})
