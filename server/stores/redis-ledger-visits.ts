/**
 * What one server knows of the books in Redis, day by day, and its visits there. A visit brings what was spent
 * and bought meanwhile, and settles how much this server has at hand: a part of the budget that Redis counts as
 * taken until it is told otherwise.
 */
import { randomUUID } from 'node:crypto'
import { type MicroDollars, PRICES } from '../ledger.js'
import { DAYS_OF_IDS, DAYS_OF_TOTALS } from './ledger-book.js'
import { type Op, VISIT, type Visit, type Visited } from './redis-ledger-script.js'
import type { RedisLink } from './redis-link.js'

/** What this server knows of one day. */
export interface Day {
  /** What Redis was not told yet, or did not confirm. */
  readonly ops: Op[]
  /** At hand: may be spent while Redis is away. */
  readonly held: MicroDollars
  /** The others need what this server has at hand. */
  tight: boolean
  /** Which books it saw last; undefined: none. */
  readonly book?: string
}

export interface VisitsOptions {
  readonly link: RedisLink
  readonly budget: MicroDollars
  /** Servers that share this Redis. */
  readonly replicas: number
}

export interface Visits {
  readonly days: ReadonlyMap<string, Day>
  known(day: string): Day
  /** Undefined: Redis is away. It may have carried the visit out all the same. One at a time. */
  visit(day: string, ask?: Visit['ask']): Promise<Visited | undefined>
  /** Takes from what is at hand; gives back when negative. Also while a visit is under way. */
  take(day: string, amount: MicroDollars): void
}

export const PREFIX = 'social-feed:ledger'
export const TIGHT = `${PREFIX}:tight`
const DAY = 86_400
/** Of what is left of the budget, this much is at the servers' hands altogether. */
const AT_HAND = 1 / 4

interface State extends Day {
  held: MicroDollars
  /** What to come down to on the next visit. */
  target: MicroDollars
  seen: MicroDollars
  book?: string
}

export function createVisits({ link, budget, replicas }: VisitsOptions): Visits {
  const server = randomUUID()
  const days = new Map<string, State>()
  let turn = 0

  function known(day: string): State {
    const found = days.get(day) ?? { ops: [], held: 0, target: 0, tight: false, seen: 0 }
    days.set(day, found)
    for (const old of [...days.keys()].sort().slice(0, -DAYS_OF_IDS - 1)) days.delete(old)
    return found
  }

  async function visit(day: string, ask?: Visit['ask']): Promise<Visited | undefined> {
    const state = known(day)
    state.held = state.tight ? 0 : Math.min(state.held, state.target)
    const keep = state.held
    const ops = [...state.ops]
    const request: Visit = {
      server,
      turn: ++turn,
      ops,
      ...(ask && { ask }),
      budget,
      keep,
      share: state.tight ? 0 : AT_HAND / replicas,
      channel: TIGHT,
      day,
      ...(state.book && { book: state.book }),
      seen: state.seen,
      prices: PRICES,
      keepTotals: (DAYS_OF_TOTALS + 1) * DAY,
      keepIds: (DAYS_OF_IDS + 1) * DAY,
    }
    const keys = ['', ':posts', ':users', ':reservations', ':holds'].map(part => `${PREFIX}:${day}${part}`)
    const reply = await link.ask(redis => redis.eval(VISIT, keys.length, ...keys, JSON.stringify(request)))
    if (typeof reply?.value !== 'string') return undefined
    const visited = JSON.parse(reply.value) as Visited
    state.ops.splice(0, ops.length)
    // What was taken while the visit was under way came out of `keep`, so it comes off what is held now.
    const taken = keep - state.held
    state.held = visited.held - taken
    state.target = Math.max(0, visited.target - taken)
    state.book = visited.book
    state.seen = visited.seen
    return visited
  }

  function take(day: string, amount: MicroDollars): void {
    const state = known(day)
    state.held -= amount
    state.target = amount < 0 ? state.target - amount : Math.min(state.target, state.held)
  }

  return { days, known, visit, take }
}
