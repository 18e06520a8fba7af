import { expect, it } from 'vitest'
import { withDeadline } from '../server/deadline.js'
import { FeedError } from '../server/errors.js'
import { backOff, lengthen } from '../server/resilience.js'
import { REASONS } from '../wire/document.js'

const wait = (reason: FeedError['reason'], attempts: number, retryAfter?: number, random = 0) =>
  backOff(
    new FeedError(reason, 'test', retryAfter === undefined ? {} : { retryAfter }),
    attempts,
    () => random,
  ) / 1000

it('doubles the wait after each outage up to ten minutes', () => {
  expect([1, 2, 3, 4, 8, 50].map(attempts => wait('outage', attempts))).toEqual([5, 10, 20, 40, 600, 600])
})

it('leaves a network alone for a quarter of an hour when the key or the credit fails', () => {
  expect([wait('key', 1), wait('credit', 1), wait('key', 9)]).toEqual([900, 900, 3600])
})

it('waits as long as the network asks, within a day', () => {
  expect(wait('rate-limit', 1, 30)).toBe(30)
  expect(wait('outage', 1, 120)).toBe(120)
  expect(wait('outage', 5, 1)).toBe(80)
  expect(wait('rate-limit', 1, 1e9)).toBe(86_400)
})

it('has a wait for every reason, and jitter only lengthens it', () => {
  for (const reason of REASONS) {
    expect(wait(reason, 1, undefined, 0.999)).toBeGreaterThan(wait(reason, 1))
    expect(wait(reason, 1, undefined, 0.999)).toBeLessThanOrEqual(wait(reason, 1) * 1.1)
  }
  expect(lengthen(1000, () => 1)).toBe(1100)
})

it('ends work that ignores its signal', async () => {
  let aborted: AbortSignal | undefined
  const hung = withDeadline(20, signal => {
    aborted = signal
    return new Promise<never>(() => {})
  })
  await expect(hung).rejects.toMatchObject({ reason: 'timeout' })
  expect(aborted?.aborted).toBe(true)
})

it('passes on what finished in time', async () => {
  await expect(withDeadline(1000, async () => 'done')).resolves.toBe('done')
})
