/**
 * A fault of a store, met by one service in the four states a feed can be in. Its network is well, so a visitor
 * sees posts, unless they had to be bought from a budget that this server can't know.
 */
import { expect, vi } from 'vitest'
import { ask, learn, told } from './visitor.js'
import type { World } from './world.js'

export type State = 'cold' | 'fresh' | 'stale' | 'expired'

export interface StoreFault {
  readonly name: string
  /** The server has no say of Redis: it buys from what it had at hand that day, and nothing on the next. */
  readonly alone?: true
}

const MINUTE = 60_000
const DAY = 86_400_000

/** Throws when any part of an answer is wrong. `begin` brings the fault about, with one feed known. */
export async function meet(
  world: World,
  { alone }: StoreFault,
  handles: { readonly known: string; readonly unknown: string },
  begin: () => unknown,
  note: (state: State, outcome: string) => void,
): Promise<void> {
  const { known, unknown } = handles
  const reads = (handle: string) =>
    world.standIn.calls.filter(call => call.handle === handle && call.path.endsWith('/tweets')).length
  await world.start()
  const good = await learn(world, known)
  await begin()

  note('cold', told(await ask(world, unknown)))
  await learn(world, unknown)
  expect([reads(known), reads(unknown)]).toEqual([1, 1])

  const fresh = await ask(world, known)
  expect(fresh.document).toEqual(good)
  expect(fresh.cache).toContain('; hit;')
  expect(reads(known)).toBe(1)
  note('fresh', told(fresh))

  world.clock.advance(20 * MINUTE)
  const stale = await ask(world, known)
  expect(stale.document).toEqual(good)
  await vi.waitFor(async () => expect((await learn(world, known)).fetchedAt).not.toBe(good.fetchedAt), {
    timeout: 20_000,
  })
  expect(reads(known)).toBe(2)
  note('stale', told(stale))

  world.clock.advance(DAY)
  if (alone) {
    const expired = await ask(world, known)
    expect(expired.status).toBe(503)
    expect(expired.document).toMatchObject({ status: 'unavailable', reason: 'outage', retryAfter: 5 })
    expect(reads(known)).toBe(2)
    return note('expired', told(expired))
  }
  // The clock leapt: who asks while the last read is still being kept is answered with that.
  const now = new Date(world.clock.now()).toISOString()
  const expired = await vi.waitFor(
    async () => {
      const answer = await ask(world, known)
      expect(answer.document).toMatchObject({ status: 'posts', fetchedAt: now })
      return answer
    },
    { timeout: 20_000 },
  )
  expect(reads(known)).toBe(3)
  note('expired', told(expired))
}
