/** The owner's daily budget, from the wire of the stand-in X to what a visitor is answered. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { HANDLE, openWorld, type World } from './support/world.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** At nine in the morning, where the clock begins. */
const TO_MIDNIGHT = 15 * 3600

let world: World
beforeEach(async () => {
  world = await openWorld({ FEEDS: 'x/northquaynews,x/demo_arabic,x/varindiamag', WINDOW_POSTS: '5' })
})
afterEach(() => world.close())

const read = async (handle: string) => {
  const response = await world.get(`feeds/x/${handle}`)
  return {
    status: response.status,
    wait: response.headers.get('Retry-After'),
    document: await response.json(),
  }
}
const spent = () => Math.round(world.standIn.billed().dollars * 1000)

/** Waits for the refresh behind the answer. */
const settled = (handle: string, wanted: object) =>
  expect.poll(async () => (await read(handle)).document).toMatchObject(wanted)

it('is never passed: what is known stays, what is not says so until midnight UTC, and the next day recovers', async () => {
  await world.start({ X_DAILY_BUDGET_USD: '0.08' })
  expect((await read('demo_arabic')).document).toMatchObject({ status: 'posts' })
  const calls = world.standIn.calls.length

  expect(await read(HANDLE)).toMatchObject({
    status: 503,
    wait: String(TO_MIDNIGHT),
    document: { status: 'unavailable', reason: 'budget', retryAfter: TO_MIDNIGHT },
  })
  expect(world.standIn.calls.slice(calls).filter(({ path }) => path.endsWith('/tweets'))).toEqual([])

  world.clock.advance(HOUR)
  await settled('demo_arabic', { status: 'posts', stale: { reason: 'budget' } })
  expect(spent()).toBeLessThanOrEqual(80)
  expect(world.log.join('')).toContain('X_DAILY_BUDGET_USD')

  world.clock.advance(DAY - HOUR)
  expect((await read(HANDLE)).document).toMatchObject({ status: 'posts' })
  expect(spent()).toBeLessThanOrEqual(80)
})

it('too small for another whole window still bears polls, which set little aside', async () => {
  await world.start({ X_DAILY_BUDGET_USD: '0.23', WINDOW_POSTS: '20' })
  await read('demo_arabic')
  expect((await read(HANDLE)).document).toMatchObject({ status: 'unavailable', reason: 'budget' })
  world.clock.advance(HOUR)
  const now = new Date(world.clock.now()).toISOString()
  await settled('demo_arabic', { status: 'posts', fetchedAt: now })
})

it('counts what an earlier process spent that day', async () => {
  await world.start({ X_DAILY_BUDGET_USD: '0.08' })
  await read('demo_arabic')
  await world.start({ X_DAILY_BUDGET_USD: '0.08' })
  expect((await read(HANDLE)).document).toMatchObject({ status: 'unavailable', reason: 'budget' })
})
