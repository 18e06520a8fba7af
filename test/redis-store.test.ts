import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createCache } from '../server/cache.js'
import { FeedError } from '../server/errors.js'
import type { Entry, Failure } from '../server/known.js'
import { createRedisStore } from '../server/stores/redis.js'
import { openRedis } from '../server/stores/redis-link.js'
import { describeRedis, startRedis, type TestRedis } from './support/redis.js'

const isValue = (value: unknown): value is string => typeof value === 'string'

describeRedis('The store in Redis', () => {
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

  /** One server's store. */
  async function open(options: { skipFor?: number; patience?: number } = {}) {
    const warnings: string[] = []
    const { skipFor = 200, patience = 0 } = options
    const link = await openRedis({ url: redis.url, warn: text => warnings.push(text), skipFor })
    const store = createRedisStore({ link, isValue, now: Date.now, patience })
    closing.push(() => store.close())
    return { store, link, warnings }
  }

  const entryOf = (value: string, fetchedAt = Date.now()): Entry<string> => ({
    value,
    fetchedAt,
    freshUntil: fetchedAt + 60_000,
    hardUntil: fetchedAt + 3_600_000,
  })

  it('gives other servers what one has learnt, as fresh as it is, until its hard end', async () => {
    const [a, b] = [await open(), await open()]
    const entry = entryOf('good')
    await a.store.save('x/a', entry)
    await expect.poll(() => b.store.load('x/a')).toEqual({ entry })
    const left = await redis.look.pttl('social-feed:entry:x/a')
    expect(left).toBeGreaterThan(3_500_000)
    expect(left).toBeLessThanOrEqual(3_600_000)
  })

  it('never lets an older entry replace a newer one', async () => {
    const { store } = await open()
    await store.save('x/a', entryOf('newer', Date.now()))
    await store.save('x/a', entryOf('older', Date.now() - 1000))
    expect(await store.load('x/a')).toMatchObject({ entry: { value: 'newer' } })
  })

  it('tells other servers of a failure, whole, until it may be tried again', async () => {
    const [a, b] = [await open(), await open()]
    const failedAt = Date.now()
    const error = new FeedError('rate-limit', 'asked to wait', { retryAfter: 30 })
    const failure: Failure = { error, attempts: 3, failedAt, retryAt: failedAt + 30_000 }
    await a.store.fail('x/a', failure)
    await expect.poll(async () => (await b.store.load('x/a')).failure).toEqual(failure)
    expect((await b.store.load('x/a')).failure?.error).toBeInstanceOf(FeedError)
    expect(await redis.look.pttl('social-feed:failure:x/a')).toBeLessThanOrEqual(30_000)
    await a.store.save('x/a', entryOf('recovered'))
    await expect.poll(async () => (await b.store.load('x/a')).failure).toBeUndefined()
  })

  it('gives a lease to one server at a time, and never releases that of another', async () => {
    const [a, b] = [await open(), await open()]
    const { lease: first } = await a.store.claim('x/a', 100)
    expect((await b.store.claim('x/a', 60_000)).lease).toBeUndefined()
    await expect.poll(() => redis.look.exists('social-feed:lease:x/a')).toBe(0) // it ended by itself
    const { lease: second } = await b.store.claim('x/a', 60_000)
    await first?.release()
    expect((await a.store.claim('x/a', 60_000)).lease).toBeUndefined()
    await second?.release()
    expect((await a.store.claim('x/a', 60_000)).lease).toBeDefined()
  })

  it('shows a save before the lease behind it is free', async () => {
    const [a, b] = [await open(), await open()]
    for (let round = 0; round < 100; round++) {
      const key = `x/${round}`
      const { lease } = await a.store.claim(key, 60_000)
      void a.store.save(key, entryOf('learnt'))
      void lease?.release()
      const waited = { interval: 1, timeout: 10_000 }
      const { entry } = await vi.waitFor(async () => {
        const claim = await b.store.claim(key, 60_000)
        expect(claim.lease).toBeDefined()
        return claim
      }, waited)
      expect(entry?.value).toBe('learnt')
    }
  })

  it.each([
    ['not JSON', 'torn', '1790000000000 {"v":1,'],
    ['of another program', 'torn', 'hello'],
    ['of another version', 'outdated', '99999999999999 {"v":2}'],
    [
      'of another key',
      'foreign',
      JSON.stringify({ v: 1, key: 'x/b', entry: entryOf('b') }).replace(/^/, `${Date.now()} `),
    ],
    ['without its times', 'foreign', `${Date.now()} {"v":1,"key":"x/a","entry":{"value":"evil"}}`],
    [
      'without a value of ours',
      'foreign',
      `${Date.now()} ${JSON.stringify({ v: 1, key: 'x/a', entry: { ...entryOf(''), value: 7 } })}`,
    ],
  ])('passes over an entry that is %s, counts it as %s, and writes over it', async (_name, reason, value) => {
    const { store } = await open()
    await redis.look.set('social-feed:entry:x/a', value)
    expect(await store.load('x/a')).toEqual({})
    expect(store.counts).toMatchObject({ [reason]: 1 })
    await store.save('x/a', entryOf('good', Date.now() + 1))
    expect(await store.load('x/a')).toMatchObject({ entry: { value: 'good' } })
  })

  it('passes over an entry of another type, and writes over it', async () => {
    const { store } = await open()
    await redis.look.rpush('social-feed:entry:x/a', 'a list')
    expect(await store.load('x/a')).toEqual({})
    await store.save('x/a', entryOf('good'))
    expect(await store.load('x/a')).toMatchObject({ entry: { value: 'good' } })
  })

  it.each([
    ['foreign', '{"reason":"nonsense","message":"","attempts":1,"failedAt":1,"retryAt":2}'],
    ['foreign', '{"reason":"outage"}'],
    ['foreign', 'null'],
    ['torn', '['],
  ])('counts as %s and passes over the failure %s', async (reason, value) => {
    const { store } = await open()
    await redis.look.set('social-feed:failure:x/a', value)
    expect(await store.load('x/a')).toEqual({})
    expect(store.counts).toMatchObject({ [reason]: 1 })
  })

  it('tells the other servers what was removed or revised, and not the one that did it', async () => {
    const [a, b] = [await open(), await open()]
    const heard: string[] = []
    a.store.onChange(key => heard.push(`a ${key}`))
    b.store.onChange(key => heard.push(`b ${key}`))
    await expect
      .poll(() => redis.look.pubsub('NUMSUB', 'social-feed:changed'))
      .toEqual([expect.anything(), 2])
    const entry = entryOf('first')
    await a.store.save('x/a', entry)
    await a.store.load('x/a')
    expect(await a.store.replace('x/a', { ...entry, value: 'revised' })).toBe(true)
    expect(await b.store.load('x/a')).toEqual({ entry: { ...entry, value: 'revised' } })
    await b.store.remove('x/a')
    expect(await a.store.load('x/a')).toEqual({})
    await expect.poll(() => heard.sort()).toEqual(['a x/a', 'b x/a'])
  })

  it('refuses what was on its way when its key was removed or revised', async () => {
    const [a, b] = [await open(), await open()]
    const entry = entryOf('with a post', Date.now() - 1000)
    await a.store.save('x/a', entry)
    await b.store.load('x/a') // b begins to read the network
    await a.store.load('x/a')
    await a.store.replace('x/a', { ...entry, value: 'without the post' })
    await b.store.save('x/a', entryOf('with a post, again'))
    expect(await b.store.load('x/a')).toMatchObject({ entry: { value: 'without the post' } })
    await a.store.remove('x/a')
    await a.store.save('x/b', entryOf('else'))
    expect((await b.store.load('x/a')).entry).toBeUndefined()
  })

  it('loses neither of two revisions made at once', async () => {
    const caches = await Promise.all(
      [0, 1].map(async () =>
        createCache<string>({
          load: async () => 'abc',
          lifetime: () => ({ fresh: 60_000, hard: 3_600_000 }),
          backOff: () => 1000,
          bytesOf: value => value.length,
          maxBytes: 1000,
          report: () => {},
          store: (await open()).store,
          leaseFor: 1000,
          now: Date.now,
        }),
      ),
    )
    for (const cache of caches) await cache.read('x/a')
    const [first, second] = caches
    await Promise.all([
      first?.revise('x/a', value => value.replace('a', '')),
      second?.revise('x/a', value => value.replace('b', '')),
    ])
    await expect
      .poll(() => Promise.all(caches.map(async cache => (await cache.read('x/a')).entry?.value)))
      .toEqual(['c', 'c'])
  })

  it('looks up what was deleted while it could not hear', async () => {
    const [a, b] = [await open(), await open()]
    const heard: string[] = []
    b.store.onChange(key => heard.push(key))
    await expect
      .poll(() => redis.look.pubsub('NUMSUB', 'social-feed:changed'))
      .toEqual([expect.anything(), 1])
    await expect.poll(() => b.link.counts.answered).toBeGreaterThan(0)
    const clients = String(await redis.look.client('LIST'))
    const listening = /id=(\d+) .*cmd=subscribe/.exec(clients)?.[1] ?? ''
    await redis.look.multi().client('KILL', 'ID', listening).del('nothing').exec()
    await a.store.remove('x/a')
    await expect.poll(() => heard).toContain('x/a')
  })

  it('looks it up also when Redis is still left alone as it begins to hear again', async () => {
    const [a, b] = [await open(), await open({ patience: 5000, skipFor: 1000 })]
    const heard: string[] = []
    b.store.onChange(key => heard.push(key))
    await expect.poll(() => b.link.counts.answered).toBeGreaterThan(0)
    await redis.look.set('a text', '')
    expect(await b.link.ask(client => client.lpush('a text', ''))).toBeUndefined() // left alone from now on
    const clients = String(await redis.look.client('LIST'))
    const listening = [...clients.matchAll(/id=(\d+) .*cmd=subscribe/g)].map(([, id]) => String(id))
    for (const id of listening) await redis.look.client('KILL', 'ID', id)
    await a.store.remove('x/a')
    await expect.poll(() => heard).toContain('x/a')
  })

  it('goes on without Redis, says so once, and says when it is back', async () => {
    const { store, link, warnings } = await open()
    await redis.kill()
    for (let i = 0; i < 50; i++) {
      expect(await store.load('x/a')).toEqual({})
      expect((await store.claim('x/a', 1000)).lease).toBeDefined()
      await store.save('x/a', entryOf('good'))
    }
    expect(link.counts.skipped).toBeGreaterThan(link.counts.failed)
    expect(warnings).toEqual([expect.stringContaining('Redis is away')])
    expect(link.trouble()).toBeDefined()
    await redis.start()
    await expect
      .poll(
        async () => {
          await store.save('x/a', entryOf('good'))
          return (await store.load('x/a')).entry?.value
        },
        { timeout: 10_000 },
      )
      .toBe('good')
    expect(warnings).toEqual([expect.stringContaining('Redis is away'), 'Redis is back'])
    expect(link.trouble()).toBeUndefined()
  })

  it('waits for one command of a hung Redis, not for each, and keeps no lease it asked for meanwhile', async () => {
    const { store, link } = await open({ skipFor: 60_000 })
    redis.freeze()
    const started = performance.now()
    await store.load('x/a')
    await store.claim('x/a', 60_000)
    await store.load('x/a')
    console.log(`three commands of a hung Redis: ${Math.round(performance.now() - started)} ms`)
    expect(link.counts).toMatchObject({ failed: 1, skipped: 2 })
    redis.thaw()

    const late = await open({ skipFor: 60_000 })
    redis.freeze()
    expect((await late.store.claim('x/b', 60_000)).lease).toBeDefined()
    redis.thaw()
    await expect.poll(() => redis.look.exists('social-feed:lease:x/b')).toBe(0)
  })

  it('gives back a lease and tells what it learnt also while it waits for Redis no more', async () => {
    const [a, b] = [await open({ skipFor: 60_000 }), await open()]
    const { lease } = await a.store.claim('x/a', 60_000)
    redis.freeze()
    await a.store.load('x/a')
    redis.thaw()
    void a.store.save('x/a', entryOf('learnt'))
    void lease?.release()
    await expect.poll(async () => (await b.store.claim('x/a', 60_000)).lease).toBeDefined()
    expect((await b.store.load('x/a')).entry?.value).toBe('learnt')
  })

  it('carries out a deletion that Redis missed before it believes anything of that feed again', async () => {
    const { store } = await open({ skipFor: 50 })
    await store.save('x/a', entryOf('deleted'))
    await store.load('x/a')
    redis.freeze()
    await store.remove('x/a')
    redis.thaw()
    await expect.poll(() => redis.look.exists('social-feed:entry:x/a')).toBe(0)
    await expect.poll(() => redis.look.get('social-feed:revision:x/a')).not.toBeNull()
    expect(await store.load('x/a')).toEqual({})
  })

  it('starts without a Redis that is not there', async () => {
    const link = await openRedis({ url: 'redis://127.0.0.1:1', warn: () => {}, connectTimeout: 50 })
    const store = createRedisStore({ link, isValue, now: Date.now })
    expect(link.trouble()).toBe('no connection')
    expect(await store.load('x/a')).toEqual({})
    await store.close()
  })
})
