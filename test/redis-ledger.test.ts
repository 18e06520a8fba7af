import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { FeedError } from '../server/errors.js'
import { dayOf, PRICES, priceOf } from '../server/ledger.js'
import { createRedisLedger } from '../server/stores/redis-ledger.js'
import { openRedis } from '../server/stores/redis-link.js'
import { type Clock, createClock } from './support/clock.js'
import { describeRedis, holdBack, startRedis, type TestRedis } from './support/redis.js'

const BUDGET = 1_000_000
const TEN_POSTS = priceOf({ posts: 10, users: 0 })
const ids = (count: number, name = 'p') => Array.from({ length: count }, (_, at) => `${name}${at}`)

describeRedis('The ledger in Redis', () => {
  let redis: TestRedis
  let clock: Clock
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    redis = await startRedis()
  })
  beforeEach(async () => {
    clock = createClock()
    await redis.look.flushall()
  })
  afterEach(async () => {
    redis.thaw()
    for (const close of closing.splice(0)) await close()
  })
  afterAll(() => redis.close())

  async function open(replicas = 1) {
    const link = await openRedis({ url: redis.url, warn: () => {}, skipFor: 50 })
    const ledger = createRedisLedger({ link, budget: BUDGET, replicas, now: clock.now })
    closing.push(() => link.close())
    return { ledger, link, today: dayOf(clock.now()) }
  }

  it('counts what is new that day once, whoever bought it', async () => {
    const [a, b] = [await open(2), await open(2)]
    const day = a.today
    expect(await a.ledger.reserve(day, TEN_POSTS + PRICES.user, BUDGET)).toBe(true)
    expect(await b.ledger.totals()).toEqual([{ day, posts: 0, users: 0, spent: TEN_POSTS + PRICES.user }])
    await a.ledger.settle(day, TEN_POSTS + PRICES.user, { posts: ids(10), users: ['u'] })
    expect(await b.ledger.reserve(day, TEN_POSTS, BUDGET)).toBe(true)
    await b.ledger.settle(day, TEN_POSTS, { posts: ids(12), users: [] })
    const spent = 12 * PRICES.post + PRICES.user
    await expect.poll(() => a.ledger.totals()).toEqual([{ day, posts: 12, users: 1, spent }])
  })

  it('gives back all of a reservation that bought nothing', async () => {
    const { ledger, today } = await open()
    await ledger.reserve(today, TEN_POSTS, BUDGET)
    await ledger.settle(today, TEN_POSTS, { posts: [], users: [] })
    expect(await ledger.totals()).toEqual([{ day: today, posts: 0, users: 0, spent: 0 }])
  })

  it('lets one server spend the whole budget while the others are idle, and not a cent more', async () => {
    const servers = await Promise.all(Array.from({ length: 4 }, () => open(4)))
    const [first] = servers
    for (const { ledger, today } of servers) expect(await ledger.reserve(today, 1, BUDGET)).toBe(true)
    let spent = 4
    while (await first?.ledger.reserve(first.today, 50_000, BUDGET)) spent += 50_000
    expect(spent).toBe(950_004)
    expect(await first?.ledger.reserve(first.today, BUDGET - spent, BUDGET)).toBe(true)
    expect(await servers[3]?.ledger.reserve(first?.today ?? '', 1, BUDGET)).toBe(false)
  })

  it('spends what it has at hand while Redis is away, says why it stops, and tells all of it later', async () => {
    const { ledger, today } = await open(2)
    await ledger.reserve(today, TEN_POSTS, BUDGET)
    redis.freeze()
    await ledger.settle(today, TEN_POSTS, { posts: ids(10), users: [] })
    let alone = 0
    const refused = await (async () => {
      for (; ; alone++) await ledger.reserve(today, TEN_POSTS, BUDGET)
    })().catch((error: unknown) => error)
    redis.thaw()
    expect(refused).toMatchObject({ name: 'FeedError', reason: 'outage', retryAfter: 5 })
    expect(refused).toBeInstanceOf(FeedError)
    expect(alone).toBe(Math.floor((BUDGET - TEN_POSTS) / 8 / TEN_POSTS))
    await ledger.settle(today, TEN_POSTS, { posts: ids(3, 'q'), users: [] })
    const spent = 13 * PRICES.post + (alone - 1) * TEN_POSTS
    await expect.poll(() => ledger.totals()).toEqual([{ day: today, posts: 13, users: 0, spent }])
  })

  it('spends once what it has at hand, also while a visit to Redis is under way', async () => {
    const line = await holdBack(redis)
    const link = await openRedis({ url: line.url, warn: () => {}, patience: 100_000 })
    closing.push(() => link.close())
    // Nobody here waits for the visit in front of his.
    const hurried = { ...link, wait: async () => false }
    const ledger = createRedisLedger({ link: hurried, budget: BUDGET, replicas: 1, now: clock.now })
    const today = dayOf(clock.now())
    await ledger.totals()
    const tight = 'social-feed:ledger:tight'
    await expect.poll(() => redis.look.pubsub('NUMSUB', tight)).toEqual([tight, 1])
    line.hold()
    const visiting = ledger.totals()
    await expect.poll(line.waiting).toBeGreaterThan(0)
    expect(await ledger.reserve(today, BUDGET / 4, BUDGET)).toBe(true)
    let visited = false
    void visiting.then(() => {
      visited = true
    })
    await expect
      .poll(() => {
        line.pass()
        return visited
      })
      .toBe(true)
    line.close()
    await expect.poll(link.trouble).toBeDefined()
    await expect(ledger.reserve(today, 1, BUDGET)).rejects.toThrow('Redis is away')
  })

  it('buys nothing while Redis is away when it has never reached it', async () => {
    const link = await openRedis({ url: 'redis://127.0.0.1:1', warn: () => {}, connectTimeout: 50 })
    const ledger = createRedisLedger({ link, budget: BUDGET, replicas: 1, now: clock.now })
    await expect(ledger.reserve(dayOf(clock.now()), 1, BUDGET)).rejects.toThrow('Redis is away')
    await link.close()
  })

  it('has something at hand for tomorrow when Redis goes away shortly before midnight', async () => {
    const { ledger, today } = await open()
    clock.advance(14 * 3600 * 1000) // 23:00
    await ledger.reserve(today, TEN_POSTS, BUDGET)
    await ledger.totals()
    redis.freeze()
    clock.advance(2 * 3600 * 1000)
    const tomorrow = dayOf(clock.now())
    expect(tomorrow).not.toBe(today)
    expect(await ledger.reserve(tomorrow, BUDGET / 4, BUDGET)).toBe(true)
    await expect(ledger.reserve(tomorrow, 1, BUDGET)).rejects.toThrow('Redis is away')
    redis.thaw()
  })

  it('gives back what it had at hand when it is closed; of a server that died it counts as spent', async () => {
    const [polite, dead] = [await open(2), await open(2)]
    await polite.ledger.reserve(polite.today, 8, BUDGET)
    await dead.ledger.reserve(dead.today, 0, BUDGET)
    const holds = `social-feed:ledger:${polite.today}:holds`
    await polite.ledger.close()
    expect((await redis.look.hvals(holds)).map(Number).sort((a, b) => a - b)).toEqual([0, (BUDGET - 8) / 8])
    await dead.link.close()
    const last = await open(2)
    const left = BUDGET - 8 - (BUDGET - 8) / 8
    expect(await last.ledger.reserve(last.today, left + 1, BUDGET)).toBe(false)
    expect(await last.ledger.reserve(last.today, left, BUDGET)).toBe(true)
  })

  it('reminds a Redis that lost everything of what was spent', async () => {
    const { ledger, today } = await open()
    await ledger.reserve(today, 600_000, BUDGET)
    await redis.look.flushall()
    expect(await ledger.reserve(today, 500_000, BUDGET)).toBe(false)
    expect(await ledger.reserve(today, 300_000, BUDGET)).toBe(true)
    expect(await ledger.totals()).toMatchObject([{ spent: 900_000 }])
  })

  it('keeps two months of totals, newest first, and the ids for as long as a call may settle', async () => {
    const { ledger } = await open()
    for (let day = 0; day < 64; day++, clock.advance(86_400_000)) {
      await ledger.reserve(dayOf(clock.now()), 1, BUDGET)
    }
    clock.advance(-86_400_000)
    const totals = await ledger.totals()
    expect(totals).toHaveLength(62)
    expect(totals[0]?.day).toBe(dayOf(clock.now()))
    const today = `social-feed:ledger:${dayOf(clock.now())}`
    await ledger.settle(dayOf(clock.now()), 1, { posts: ['p'], users: [] })
    await ledger.totals()
    expect(await redis.look.ttl(`${today}:posts`)).toBeLessThanOrEqual(3 * 86_400)
    expect(await redis.look.ttl(today)).toBeGreaterThan(62 * 86_400 - 60)
  })
})
