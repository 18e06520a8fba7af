/** The owner's page: each feed's age and trouble in plain words, and the money. As JSON and as HTML. */
import { ADVICE, STORE_ADVICE } from './advice.js'
import { type Feed, formatFeed } from './feed.js'
import { dayOf, type Ledger } from './ledger.js'
import type { FeedRecord, Observer } from './observe.js'
import type { StoreHealth } from './stores/store-health.js'

export interface FeedStatus {
  readonly feed: string
  /** The document's status, or `not asked yet`. */
  readonly status: string
  readonly ageSeconds: number | null
  readonly nextRefresh: string | null
  readonly dropped: number
  readonly error: {
    readonly reason: string
    readonly message: string
    readonly since: string
    readonly advice: string
  } | null
}

export interface StoreStatus {
  readonly store: StoreHealth['name']
  /** Counts since the start, by outcome. */
  readonly counts: Readonly<Record<string, number>>
  readonly trouble: { readonly message: string; readonly advice: string } | null
}

export interface StatusReport {
  readonly version: string
  readonly upSeconds: number
  readonly feeds: readonly FeedStatus[]
  readonly stores: readonly StoreStatus[]
  readonly money: {
    readonly budgetDollars: number
    readonly today: Money
    readonly month: Money
    readonly leftTodayDollars: number
  } | null
}

interface Money {
  readonly posts: number
  readonly users: number
  readonly dollars: number
}

export interface StatusOptions {
  readonly version: string
  readonly feeds: readonly Feed[]
  readonly observer: Observer
  readonly ledger: Ledger | undefined
  readonly health: readonly StoreHealth[]
  readonly now: () => number
}

export function createStatus({
  version,
  feeds,
  observer,
  ledger,
  health,
  now,
}: StatusOptions): () => Promise<StatusReport> {
  const started = now()
  return async () => ({
    version,
    upSeconds: Math.floor((now() - started) / 1000),
    feeds: [...new Set([...feeds.map(formatFeed), ...observer.feeds.keys()])].map(feed =>
      toStatus(feed, observer.feeds.get(feed), now()),
    ),
    stores: health.map(toStoreStatus),
    money: ledger ? await moneyOf(ledger, now()) : null,
  })
}

function toStatus(feed: string, record: FeedRecord | undefined, now: number): FeedStatus {
  const { status = 'not asked yet', fetchedAt, freshUntil, failure, dropped = 0 } = record ?? {}
  const next = failure?.retryAt ?? freshUntil
  return {
    feed,
    status,
    ageSeconds: fetchedAt === undefined ? null : Math.floor((now - fetchedAt) / 1000),
    nextRefresh: next === undefined ? null : new Date(next).toISOString(),
    dropped,
    error: failure
      ? {
          reason: failure.error.reason,
          message: failure.error.message,
          since: new Date(failure.failedAt).toISOString(),
          advice: ADVICE[failure.error.reason],
        }
      : null,
  }
}

function toStoreStatus({ name, counts, trouble }: StoreHealth): StoreStatus {
  const message = trouble()
  return {
    store: name,
    counts: counts(),
    trouble: message === undefined ? null : { message, advice: STORE_ADVICE[name] },
  }
}

async function moneyOf(ledger: Ledger, now: number): Promise<StatusReport['money']> {
  const totals = await ledger.totals()
  const day = dayOf(now)
  const sum = (wanted: (day: string) => boolean): Money => {
    const days = totals.filter(total => wanted(total.day))
    const add = (pick: (total: (typeof days)[number]) => number) =>
      days.reduce((all, total) => all + pick(total), 0)
    return {
      posts: add(total => total.posts),
      users: add(total => total.users),
      dollars: add(total => total.spent) / 1e6,
    }
  }
  const today = sum(name => name === day)
  const budgetDollars = ledger.budget / 1e6
  return {
    budgetDollars,
    today,
    month: sum(name => name.startsWith(day.slice(0, 7))),
    leftTodayDollars: Math.max(0, Math.round((budgetDollars - today.dollars) * 1e6) / 1e6),
  }
}
