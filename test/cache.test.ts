import { expect, it } from 'vitest'
import { createCache } from '../server/cache.js'
import { FeedError } from '../server/errors.js'
import { backOff } from '../server/resilience.js'
import { noStore } from '../server/stores/store.js'
import { createClock } from './support/clock.js'

const FRESH = 60_000
const HARD = 3_600_000

/** A cache over an upstream whose answers the test hands out one by one. */
function setup() {
  const clock = createClock()
  let calls = 0
  let upstream: () => Promise<string> = async () => `value ${calls}`
  const previous: (string | undefined)[] = []
  const cache = createCache<string>({
    load: (_key, known) => {
      calls++
      previous.push(known)
      return upstream()
    },
    lifetime: () => ({ fresh: FRESH, hard: HARD }),
    backOff: (error, attempts) => backOff(error, attempts, () => 0),
    bytesOf: value => value.length,
    maxBytes: 1000,
    report: () => {},
    store: noStore,
    leaseFor: 1000,
    now: clock.now,
  })
  return {
    cache,
    clock,
    previous,
    calls: () => calls,
    upstreamIs: (next: () => Promise<string>) => {
      upstream = next
    },
  }
}

const fails = (reason: FeedError['reason'], retryAfter?: number) => async (): Promise<never> => {
  throw new FeedError(reason, 'test', retryAfter === undefined ? {} : { retryAfter })
}

it('asks once for a thousand readers of an unknown key', async () => {
  const { cache, calls } = setup()
  const found = await Promise.all(Array.from({ length: 1000 }, () => cache.read('a')))
  expect(calls()).toBe(1)
  expect(new Set(found.map(({ entry }) => entry?.value))).toEqual(new Set(['value 1']))
})

it('asks once for a thousand readers when the answer is a failure, and gives all of them the same one', async () => {
  const { cache, calls, upstreamIs } = setup()
  upstreamIs(fails('outage'))
  const found = await Promise.all(Array.from({ length: 1000 }, () => cache.read('a')))
  expect(calls()).toBe(1)
  expect(new Set(found.map(({ failure }) => failure)).size).toBe(1)
  expect(found[0]).toMatchObject({ kind: 'error', failure: { error: { reason: 'outage' }, attempts: 1 } })
})

it('answers a fresh value without asking', async () => {
  const { cache, clock, calls } = setup()
  await cache.read('a')
  clock.advance(FRESH - 1)
  expect(await cache.read('a')).toMatchObject({ kind: 'hit', entry: { value: 'value 1' } })
  expect(calls()).toBe(1)
})

it('answers a stale value at once while one refresh runs behind it', async () => {
  const { cache, clock, calls, upstreamIs } = setup()
  await cache.read('a')
  clock.advance(FRESH)
  let finish = (_: string) => {}
  upstreamIs(() => new Promise(resolve => (finish = resolve)))
  const found = await Promise.all(Array.from({ length: 100 }, () => cache.read('a')))
  expect(found.every(({ kind, entry }) => kind === 'stale' && entry?.value === 'value 1')).toBe(true)
  await expect.poll(calls).toBe(2)
  finish('value 2')
  await expect.poll(() => cache.peek('a')).toMatchObject({ kind: 'hit', entry: { value: 'value 2' } })
})

it('tells the loader what was known', async () => {
  const { cache, clock, previous } = setup()
  await cache.read('a')
  clock.advance(FRESH)
  await cache.read('a')
  await expect.poll(() => previous).toEqual([undefined, 'value 1'])
})

it('never lets a failure replace a good value, and says that it is behind', async () => {
  const { cache, clock, upstreamIs } = setup()
  await cache.read('a')
  clock.advance(FRESH)
  upstreamIs(fails('unreadable'))
  await cache.read('a')
  await expect.poll(() => cache.peek('a')?.kind).toBe('stale-error')
  expect(cache.peek('a')).toMatchObject({
    entry: { value: 'value 1' },
    failure: { error: { reason: 'unreadable' } },
  })
})

it('asks at most once per back-off step in an outage, however many read', async () => {
  const { cache, clock, calls, upstreamIs } = setup()
  upstreamIs(fails('outage'))
  for (let second = 0; second < 600; second++) {
    await Promise.all(Array.from({ length: 100 }, () => cache.read('a')))
    clock.advance(1000)
  }
  // 5, 10, 20, 40, 80, 160, 320 seconds: the eighth call would come at 635.
  expect(calls()).toBe(7)
})

it('remembers a failure until its back-off ends, then asks again and recovers', async () => {
  const { cache, clock, calls, upstreamIs } = setup()
  upstreamIs(fails('rate-limit', 120))
  await cache.read('a')
  clock.advance(119_999)
  expect((await cache.read('a')).kind).toBe('negative')
  expect(calls()).toBe(1)
  clock.advance(1)
  upstreamIs(async () => 'back')
  expect(await cache.read('a')).toMatchObject({ kind: 'miss', entry: { value: 'back' } })
})

it('starts counting failures anew after a success', async () => {
  const { cache, clock, upstreamIs } = setup()
  upstreamIs(fails('outage'))
  await cache.read('a')
  clock.advance(5000)
  await cache.read('a')
  clock.advance(10_000)
  upstreamIs(async () => 'good')
  await cache.read('a')
  clock.advance(HARD)
  upstreamIs(fails('outage'))
  expect(await cache.read('a')).toMatchObject({ failure: { attempts: 1 } })
})

it('never shows a value past its hard end: readers wait, and a failure is told', async () => {
  const { cache, clock, upstreamIs } = setup()
  await cache.read('a')
  clock.advance(HARD)
  upstreamIs(fails('outage'))
  expect(await cache.read('a')).toMatchObject({ kind: 'error' })
  expect(cache.peek('a')?.entry).toBeUndefined()
})

it('shares the refresh that runs when a value reaches its hard end', async () => {
  const { cache, clock, calls } = setup()
  await cache.read('a')
  clock.advance(HARD)
  await Promise.all([cache.read('a'), cache.read('a'), cache.read('a')])
  expect(calls()).toBe(2)
})

it('keeps to its bytes and drops what was read longest ago', async () => {
  const { cache, calls, upstreamIs } = setup()
  upstreamIs(async () => 'x'.repeat(400))
  for (const key of ['a', 'b', 'c']) await cache.read(key)
  expect(cache.peek('a')).toBeUndefined()
  expect(cache.peek('c')).toMatchObject({ kind: 'hit' })
  expect(calls()).toBe(3)
})

it('throws away what was on its way for a key that was forgotten', async () => {
  const { cache, upstreamIs } = setup()
  let finish = (_: string) => {}
  upstreamIs(() => new Promise(resolve => (finish = resolve)))
  const reading = cache.read('a')
  await expect.poll(() => finish.length).toBe(1)
  await cache.forget('a')
  finish('too late')
  await reading
  expect(cache.peek('a')).toBeUndefined()
})

it('replaces a known value without asking', async () => {
  const { cache, calls } = setup()
  await cache.read('a')
  expect(await cache.revise('a', value => `${value}, revised`)).toBe(true)
  expect(cache.peek('a')).toMatchObject({ kind: 'hit', entry: { value: 'value 1, revised' } })
  expect(await cache.revise('b', value => value)).toBe(false)
  expect(calls()).toBe(1)
})

it('turns a fault of the loader into a failure, not a crash', async () => {
  const { cache, upstreamIs } = setup()
  upstreamIs(async () => {
    throw new TypeError('x is not a function')
  })
  expect(await cache.read('a')).toMatchObject({ failure: { error: { reason: 'unreadable' } } })
})
