/**
 * What has been read of a paid network and what it cost, per UTC day. The worst case is set aside before
 * each call and made exact after it; what was set aside when a process died counts as spent.
 */
import { FeedError } from './errors.js'

/** Micro-dollars, so that sums are exact: 1 dollar is 1,000,000. */
export type MicroDollars = number

/**
 * X bills $0.005 per post and $0.010 per user, once per object and UTC day
 * (docs.x.com/x-api/getting-started/pricing, August 2026). Failed and empty answers are free.
 */
export const PRICES = { post: 5_000, user: 10_000 } as const

export interface Reads {
  readonly posts: number
  readonly users: number
}

/** Ids of the objects an answer held. */
export interface Bought {
  readonly posts: readonly string[]
  readonly users: readonly string[]
}

export interface DayTotal extends Reads {
  /** `2026-11-23`, UTC. */
  readonly day: string
  /** With what is set aside at the moment. */
  readonly spent: MicroDollars
}

export interface Reservation {
  /** Exactly once, whatever became of the call: with nothing when it failed. */
  settle(bought: Bought): Promise<void>
}

export interface Ledger {
  /** Sets the worst case aside. Throws FeedError `budget`, with the seconds to midnight UTC, when the day can't bear it. */
  reserve(worst: Reads): Promise<Reservation>
  /** The days kept, newest first. */
  totals(): Promise<readonly DayTotal[]>
  readonly budget: MicroDollars
}

/** Where the sums live: each call is atomic and durable before it resolves. */
export interface LedgerStore {
  /** Adds `amount` to the day unless that passes `limit`. */
  reserve(day: string, amount: MicroDollars, limit: MicroDollars): Promise<boolean>
  /** Gives `reserved` back and counts what of `bought` is new that day. */
  settle(day: string, reserved: MicroDollars, bought: Bought): Promise<void>
  totals(): Promise<readonly DayTotal[]>
}

export interface LedgerOptions {
  readonly store: LedgerStore
  readonly budget: MicroDollars
  readonly now: () => number
}

const DAY = 86_400_000

export function createLedger({ store, budget, now }: LedgerOptions): Ledger {
  return {
    budget,
    totals: () => store.totals(),
    async reserve(worst) {
      const day = dayOf(now())
      const amount = priceOf(worst)
      if (!(await store.reserve(day, amount, budget))) {
        throw new FeedError(
          'budget',
          `the day's budget of $${budget / 1e6} is spent; raise X_DAILY_BUDGET_USD or wait for midnight UTC`,
          {
            retryAfter: Math.ceil((DAY - (now() % DAY)) / 1000),
          },
        )
      }
      return { settle: bought => store.settle(day, amount, bought) }
    },
  }
}

export const priceOf = ({ posts, users }: Reads): MicroDollars => posts * PRICES.post + users * PRICES.user

/** The UTC day of a time: `2026-11-23`. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
