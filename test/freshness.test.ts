/** What answers say of time: to whoever waits, and to caches between this server and the visitor. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { HANDLE, openWorld, type World } from './support/world.js'

const PATH = `feeds/x/${HANDLE}`
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** X's posts must be gone a day after they were last known to exist. */
const HARD_END = 24 * 3600

let world: World
beforeEach(async () => {
  world = await openWorld()
  await world.start()
})
afterEach(() => world.close())

it('the wait that is named grows shorter as time goes by', async () => {
  world.standIn.play(HANDLE, 'unauthorized-401')
  const waits = []
  for (const minutes of [0, 5, 5, 4]) {
    world.clock.advance(minutes * MINUTE)
    const response = await world.get(PATH)
    const { retryAfter } = (await response.json()) as { retryAfter: number }
    expect(response.headers.get('Retry-After')).toBe(String(retryAfter))
    waits.push(retryAfter)
  }
  expect(waits).toEqual([900, 600, 300, 60])
})

it.each([
  ['fresh', 0],
  ['behind for an hour', 1],
  ['behind for a day but one minute', 24 - 1 / 60],
])('no cache may show what is %s past its hard end', async (_what, hours) => {
  await world.get(PATH)
  world.standIn.play(HANDLE, 'unavailable-503')
  world.clock.advance(hours * HOUR)
  await world.get(PATH)
  if (hours > 0) await expect.poll(async () => (await world.get(PATH)).text()).toContain('"stale"')
  // Also in a view that nobody has asked for yet.
  for (const path of [PATH, `${PATH}?limit=2`]) {
    const { headers } = await world.get(path)
    const cacheControl = headers.get('Cache-Control') ?? ''
    const seconds = (name: string) => Number(new RegExp(`(?:^|[ ,])${name}=(\\d+)`).exec(cacheControl)?.[1])
    const kept = seconds('s-maxage') + Math.max(seconds('stale-if-error'), seconds('stale-while-revalidate'))
    expect(seconds('max-age')).toBeLessThanOrEqual(seconds('s-maxage'))
    expect(kept - Number(headers.get('Age'))).toBeLessThanOrEqual(HARD_END - hours * 3600)
    expect(kept).toBeGreaterThan(0)
  }
})

it('after a restart too', async () => {
  await world.get(PATH)
  world.clock.advance(20 * HOUR)
  await world.start()
  world.standIn.play(HANDLE, 'hang')
  const cacheControl = (await world.get(PATH)).headers.get('Cache-Control')
  expect(Number(/stale-if-error=(\d+)/.exec(cacheControl ?? '')?.[1])).toBeLessThanOrEqual(4 * 3600)
})
