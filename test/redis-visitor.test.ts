/** What one visitor may lose to Redis: few ways there and back, one patience for all of them, and no lease for ever. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Cache, createCache } from '../server/cache.js'
import { FeedError } from '../server/errors.js'
import { createLedger } from '../server/ledger.js'
import { createLanes } from '../server/resilience.js'
import { createRedisStore } from '../server/stores/redis.js'
import { createRedisLedger } from '../server/stores/redis-ledger.js'
import { openRedis } from '../server/stores/redis-link.js'
import { describeRedis, holdBack, lineTo, startRedis, type TestRedis } from './support/redis.js'

const BUDGET = 1_000_000
const READ = { posts: 20, users: 0 }

describeRedis('A visitor and Redis', () => {
  let redis: TestRedis
  const closing: (() => unknown)[] = []
  beforeAll(async () => {
    redis = await startRedis()
  })
  beforeEach(() => redis.look.flushall())
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })
  afterAll(() => redis.close())

  interface Server {
    readonly cache: Cache<string>
    readonly told: string[]
    readonly link: Awaited<ReturnType<typeof openRedis>>
    reserve(): Promise<unknown>
  }

  /** A server that reads with `load`. Patient, because a busy machine is not what is tested. */
  async function open(
    url: string,
    load: (server: Server) => Promise<string>,
    leaseFor = 60_000,
  ): Promise<Server> {
    const link = await openRedis({ url, warn: () => {}, patience: 100_000 })
    const store = createRedisStore({ link, isValue: value => typeof value === 'string', now: Date.now })
    const sums = createRedisLedger({ link, budget: BUDGET, replicas: 2, now: Date.now })
    const ledger = createLedger({ store: sums, budget: BUDGET, now: Date.now })
    const told: string[] = []
    const server: Server = {
      link,
      told,
      reserve: () => ledger.reserve(READ),
      cache: createCache<string>({
        load: () => load(server),
        lifetime: () => ({ fresh: 60_000, hard: 3_600_000 }),
        backOff: () => 5000,
        bytesOf: value => value.length,
        maxBytes: 1000,
        report: (_, { kind, failure }) => told.push(failure ? `${kind}: ${failure.error.message}` : kind),
        store,
        leaseFor,
        now: Date.now,
      }),
    }
    await expect.poll(() => link.counts.answered).toBeGreaterThan(0) // it listens by now
    closing.push(() => link.close())
    return server
  }

  const spent = async (server: Server) => {
    await server.reserve() // whatever it still had to tell goes along
    const [day] = await redis.look.keys('social-feed:ledger:????-??-??')
    return Number(await redis.look.hget(day ?? '', 'spent')) - 20 * 5000
  }

  it('goes there and back three times for a cold feed that is looked up and bought', async () => {
    const line = await holdBack(redis)
    closing.push(line.close)
    const { cache } = await open(line.url, async ({ reserve }) => {
      await reserve()
      await reserve()
      return 'read'
    })
    line.hold()
    let found: unknown
    void cache.read('x/a').then(read => {
      found = read
    })
    let trips = 0
    while (!found) {
      if (line.waiting() > 0) {
        line.pass()
        trips++
      }
      await turn()
    }
    expect(found).toMatchObject({ kind: 'miss', entry: { value: 'read' } })
    expect(trips).toBe(3)
  })

  it('goes there and back once for what another server knows', async () => {
    const line = await holdBack(redis)
    closing.push(line.close)
    const other = await open(redis.url, async () => 'read')
    await other.cache.read('x/a')
    await expect.poll(() => redis.look.exists('social-feed:lease:x/a')).toBe(0)
    const { cache } = await open(line.url, async () => expect.unreachable())
    line.hold()
    const reading = cache.read('x/a')
    while (line.waiting() === 0) await turn()
    line.pass()
    expect(await reading).toMatchObject({ kind: 'hit', entry: { value: 'read' } })
  })

  it('has one patience for all commands: what is left of it is all that the next may take', async () => {
    const line = await holdBack(redis)
    closing.push(line.close)
    // Never left alone, so that nothing but the patience can end it. A command may take 15 of the 50 ms.
    const link = await openRedis({ url: line.url, warn: () => {}, patience: 50, skipFor: 0 })
    closing.push(() => link.close())
    line.hold()
    await link.patiently(async () => {
      for (let command = 0; command < 100; command++)
        expect(await link.ask(look => look.ping())).toBeUndefined()
      expect(await link.wait(new Promise(() => {}))).toBe(false)
    })
    expect(link.counts.failed).toBeLessThanOrEqual(4)
    // The next visitor has his own.
    const asked = link.counts.failed
    await link.patiently(() => link.ask(look => look.ping()))
    expect(link.counts.failed).toBe(asked + 1)
  })

  it('keeps that patience while his read waits for its turn', async () => {
    const visitors = new AsyncLocalStorage<number>()
    const { x: lane } = createLanes()
    const signal = () => new AbortController().signal
    const seen = await Promise.all(
      Array.from({ length: 12 }, (_, visitor) =>
        visitors.run(visitor, () =>
          lane.execute(async () => {
            await turn()
            return visitors.getStore()
          }, signal()),
        ),
      ),
    )
    expect(seen).toEqual(Array.from({ length: 12 }, (_, visitor) => visitor))
  })

  it('is told the truth in time when another server holds the feed and tells nothing, and nobody pays twice', async () => {
    const holder = await open(redis.url, async () => new Promise<never>(() => {}))
    void holder.cache.read('x/a')
    await expect.poll(() => redis.look.exists('social-feed:lease:x/a')).toBe(1)
    const follower = await open(redis.url, async () => expect.unreachable(), 300)
    const readers = await Promise.all(Array.from({ length: 20 }, () => follower.cache.read('x/a')))
    for (const found of readers)
      expect(found).toMatchObject({ kind: 'error', failure: { error: { reason: 'timeout' } } })
    expect(readers[0]?.failure?.error).toBeInstanceOf(FeedError)
    expect(follower.told).toEqual(['error: other servers are asking, and none has told in 0.3 s'])
    expect(await redis.look.exists('social-feed:failure:x/a')).toBe(0) // the one that asks may still tell
    expect(await spent(follower)).toBe(0)
  })

  it('is served by another server once, when the one that asked lost its Redis; each read is paid from the budget', async () => {
    const line = await lineTo(redis, (answer, pass) => pass(answer))
    let answer = (_: string): void => {}
    const cutOff = await open(
      line.url,
      async ({ reserve }) => {
        await reserve()
        return new Promise(resolve => {
          answer = resolve
        })
      },
      400,
    )
    const lost = cutOff.cache.read('x/a')
    await expect
      .poll(() => redis.look.hlen(`social-feed:ledger:${new Date().toISOString().slice(0, 10)}`))
      .toBeGreaterThan(0)
    line.close()

    let reads = 0
    const follower = await open(
      redis.url,
      async ({ reserve }) => {
        reads++
        await reserve()
        return 'read by the other'
      },
      60_000,
    )
    const readers = await Promise.all(Array.from({ length: 20 }, () => follower.cache.read('x/a')))
    for (const { entry } of readers) expect(entry?.value).toBe('read by the other')
    answer('read, and told to nobody')
    expect((await lost).entry?.value).toBe('read, and told to nobody')
    expect(reads).toBe(1)
    expect(await redis.look.get('social-feed:entry:x/a')).toContain('read by the other')
    expect(await spent(follower)).toBe(2 * 20 * 5000)
  })
})
