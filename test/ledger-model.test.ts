/**
 * The ledger on disk and the source for X, moved at random: reads, new posts, crashes in the middle of a
 * call, restarts, midnights, new months. The stand-in's own bill is what it is held against.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayOf, priceOf } from '../server/ledger.js'
import { openPaidFeed, type PaidFeed, QUAY } from './support/paid-feed.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What must be true: each day's worst cases of calls whose process died, in micro-dollars. */
interface Model {
  readonly lost: Map<string, number>
}

type Step = fc.AsyncCommand<Model, PaidFeed, boolean>

function step(name: string, run: (model: Model, feed: PaidFeed) => Promise<void> | void): Step {
  return {
    check: async () => true,
    run: async (model, feed) => {
      await run(model, feed)
      await holds(model, feed)
    },
    toString: () => name,
  }
}

/** Of every day that both know: no less than X charged, no more than the budget, and exact but for crashes. */
async function holds(model: Model, feed: PaidFeed): Promise<void> {
  for (const { day, posts, users, spent } of await feed.ledger.totals()) {
    const charged = Math.round(feed.standIn.billed(day).dollars * 1e6)
    const lost = model.lost.get(day) ?? 0
    expect(spent).toBe(priceOf({ posts, users }) + lost)
    expect(spent).toBeLessThanOrEqual(feed.ledger.budget)
    expect(spent).toBeGreaterThanOrEqual(charged)
    if (lost === 0) expect({ posts, users }).toMatchObject(countsOf(feed, day))
  }
}

const countsOf = ({ standIn }: PaidFeed, day: string) => {
  const { posts, users } = standIn.billed(day)
  return { posts, users }
}

const read = step('read', async (_, feed) => {
  const error: unknown = await feed.read().then(
    () => undefined,
    thrown => thrown,
  )
  if (error) expect(error).toMatchObject({ name: 'FeedError', reason: 'budget' })
})

/** The process dies after X has answered and before the ledger is told; what it learnt dies with it. */
const crash = step('crash', async (model, feed) => {
  const { ledger } = feed
  const day = dayOf(feed.clock.now())
  const before = (await feed.total(day)).spent
  await feed
    .read({
      forget: true,
      ledger: {
        ...ledger,
        reserve: worst => ledger.reserve(worst).then(() => ({ settle: async () => {} })),
      },
    })
    .catch(() => {})
  feed.reopen()
  model.lost.set(day, (model.lost.get(day) ?? 0) + (await feed.total(day)).spent - before)
})

const restart = step('restart', (_, feed) => feed.reopen())
const publish = (count: number) =>
  step(`publish ${count}`, (_, feed) => {
    for (let post = 0; post < count; post++) feed.standIn.publish(QUAY, 'News from the quay')
  })
const tick = (milliseconds: number) =>
  step(`tick ${milliseconds}`, (_, { clock }) => clock.advance(milliseconds))
const midnight = step('midnight', (_, { clock }) => clock.advance(DAY - (clock.now() % DAY) + MINUTE))
const monthRoll = step('new month', (_, { clock }) => {
  const now = new Date(clock.now())
  clock.advance(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) - clock.now() - MINUTE)
})

const steps = fc.commands<Model, PaidFeed, boolean>(
  [
    fc.constant(read),
    fc.constant(read),
    fc.constant(crash),
    fc.constant(restart),
    fc.constant(midnight),
    fc.constant(monthRoll),
    fc.integer({ min: 1, max: 25 }).map(publish),
    fc.integer({ min: MINUTE, max: DAY }).map(tick),
  ],
  { maxCommands: 40, size: 'max' },
)

it('spends no more than the budget, counts no less than X charges, and loses nothing in a crash', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 120 }), steps, async (cents, commands) => {
      const feed = await openPaidFeed({ budget: cents / 100 })
      try {
        await fc.asyncModelRun(() => ({ model: { lost: new Map() }, real: feed }), commands)
      } finally {
        await feed.close()
      }
    }),
    { numRuns: 40 },
  )
}, 60_000)
