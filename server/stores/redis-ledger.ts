/**
 * The ledger of servers that share a Redis. While Redis is away a server may still spend what it has at
 * hand: a part of the budget that Redis has set aside for it and counts as taken until it is told otherwise.
 * So the sum over all servers never passes the budget, whoever is cut off or dies; what a dead server had at
 * hand counts as spent that day. When a day grows tight, all servers that can hear it give theirs up.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { FeedError } from '../errors.js'
import { type Bought, type DayTotal, dayOf, type LedgerStore, type MicroDollars, priceOf } from '../ledger.js'
import { DAYS_OF_TOTALS } from './ledger-book.js'
import type { Op } from './redis-ledger-script.js'
import { createVisits, PREFIX, TIGHT, type VisitsOptions } from './redis-ledger-visits.js'

export interface RedisLedgerOptions extends VisitsOptions {
  readonly now: () => number
}

export interface RedisLedger extends LedgerStore {
  /** Gives back what is at hand. */
  close(): Promise<void>
}

interface Reserved {
  readonly id: string
  readonly day: string
  readonly amount: MicroDollars
  /** Taken from what was at hand. */
  readonly alone?: true
}

const DAY = 86_400_000
/** An outage that begins this long before midnight UTC can be outlived on the next day's budget. */
const AHEAD = 2 * 3600 * 1000
/** Milliseconds the others have to give up what they have at hand: rounds, and between two. */
const ROUNDS = 5
const BETWEEN = 20
/** Milliseconds between the visits of a server that buys nothing. */
const EVERY = 300_000
/** Milliseconds until Redis is told what was bought. */
const SOON = 250
/** Seconds until a feed that met a Redis outage asks again. */
const RETRY_AFTER = 5

export function createRedisLedger(options: RedisLedgerOptions): RedisLedger {
  const { link, now } = options
  const { days, known, visit, take } = createVisits(options)
  const open: Reserved[] = []
  let lastTotals: readonly DayTotal[] = []
  let queue: Promise<unknown> = Promise.resolve()
  let telling: NodeJS.Timeout | undefined
  // An idle server gets something at hand too; one that keeps dying as it starts does not take it again each time.
  const idle = setInterval(
    () => void inTurn(() => visit(dayOf(now()))).then(() => inTurn(lookAhead)),
    EVERY,
  ).unref()
  link.listen(TIGHT, day => {
    void inTurn(async () => {
      known(day).tight = true
      await visit(day)
    })
  })

  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const done = queue.then(work)
    queue = done.catch(() => {})
    return done
  }

  /** False: those in front take longer than this visitor may wait for Redis. */
  async function isMyTurn(): Promise<boolean> {
    for (let last: Promise<unknown> | undefined; last !== queue; ) {
      last = queue
      if (!(await link.wait(last))) return false
    }
    return true
  }

  async function reserve(day: string, amount: MicroDollars): Promise<boolean> {
    for (let round = 0; round < ROUNDS; round++) {
      const id = randomUUID()
      const visited = await visit(day, { id, amount })
      if (!visited) {
        known(day).ops.push({ id, amount, bought: NOTHING }) // it may have been carried out
        return spendAtHand(day, amount)
      }
      if (visited.granted) return Boolean(open.push({ id, day, amount }))
      if (!visited.tight) return false
      if (known(day).tight && !(await link.wait(delay(BETWEEN)))) return false
      known(day).tight = true
    }
    return false
  }

  function spendAtHand(day: string, amount: MicroDollars): boolean {
    if (amount > known(day).held) {
      throw new FeedError(
        'outage',
        'Redis is away, and what this server may spend without it is spent; paid reads go on when it is back',
        { retryAfter: RETRY_AFTER },
      )
    }
    const id = randomUUID()
    take(day, amount)
    known(day).ops.push({ id, amount })
    return Boolean(open.push({ id, day, amount, alone: true }))
  }

  /** Reservations of one amount are alike, so the oldest is settled. Until Redis is told, its worst case counts. */
  function settle(day: string, amount: MicroDollars, bought: Bought): void {
    const at = open.findIndex(reserved => reserved.day === day && reserved.amount === amount)
    const [reserved] = at < 0 ? [] : open.splice(at, 1)
    if (!reserved) return
    known(day).ops.push({ id: reserved.id, amount, bought })
    // Redis still counts all of it, or will before it counts this: what is left over is at hand again.
    if (reserved.alone)
      take(day, priceOf({ posts: bought.posts.length, users: bought.users.length }) - amount)
    tellSoon()
  }

  /** With whatever else there is by then, or along with the next reservation: nobody waits for it. */
  function tellSoon(): void {
    telling ??= setTimeout(async () => {
      telling = undefined
      // The visitor who bought it no longer waits.
      if (!(await link.patiently(() => inTurn(tell)))) tellSoon()
    }, SOON).unref()
  }

  /** False: Redis is away. */
  async function tell(): Promise<boolean> {
    for (const [day, { ops }] of days) if (ops.length > 0 && !(await visit(day))) return false
    return true
  }

  /** Something at hand for tomorrow, shortly before it begins. */
  async function lookAhead(): Promise<void> {
    const next = dayOf(now() + AHEAD)
    if (next !== dayOf(now()) && !days.get(next)?.book) await visit(next)
  }

  async function readTotals(): Promise<readonly DayTotal[]> {
    const names = Array.from({ length: DAYS_OF_TOTALS }, (_, ago) => dayOf(now() - ago * DAY))
    const reply = await link.ask(async redis => {
      const pipeline = redis.pipeline()
      for (const day of names) pipeline.hmget(`${PREFIX}:${day}`, 'posts', 'users', 'spent', 'book')
      return pipeline.exec()
    })
    if (!reply?.value) return lastTotals
    lastTotals = reply.value.flatMap(([, value], at) => {
      const [posts, users, spent, book] = Array.isArray(value) ? value : []
      const day = names[at]
      return day && book ? [{ day, posts: Number(posts), users: Number(users), spent: Number(spent) }] : []
    })
    return lastTotals
  }

  return {
    reserve: async (day, amount) => {
      const granted = (await isMyTurn()) ? await inTurn(() => reserve(day, amount)) : spendAtHand(day, amount)
      void link.patiently(() => inTurn(lookAhead))
      return granted
    },
    settle: async (day, amount, bought) => settle(day, amount, bought),
    totals: () =>
      inTurn(async () => {
        await tell()
        await visit(dayOf(now()))
        const totals = await readTotals()
        return totals.map(total => withOps(total, days.get(total.day)?.ops ?? []))
      }),
    close: () =>
      inTurn(async () => {
        clearTimeout(telling)
        clearInterval(idle)
        for (const [day, state] of days) {
          state.tight = true
          await visit(day)
        }
      }),
  }
}

const NOTHING: Bought = { posts: [], users: [] }

/** What Redis has not been told yet, at its worst. */
function withOps(total: DayTotal, ops: readonly Op[]): DayTotal {
  const untold = ops.filter(({ bought }) => !bought).reduce((sum, { amount }) => sum + amount, 0)
  return { ...total, spent: total.spent + untold }
}
