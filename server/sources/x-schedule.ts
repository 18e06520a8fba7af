/** When a feed of X is read whole again. Pure. */
import { createHash } from 'node:crypto'
import { dayOf } from '../ledger.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Away from midnight UTC: a clock a little off must not put two days' reads into one of X's days. */
const EARLIEST = 2 * HOUR
const LATEST = 22 * HOUR

/**
 * Polls tell what is new. What was edited, deleted, withheld or liked since shows only when the whole window
 * is read again: once per UTC day, because X sells a post once per such day. `last` is when it was read
 * whole, in milliseconds. Each handle has a time of day of its own, so that feeds take turns; none waits
 * longer than 24 hours, in which X wants a deletion to show.
 */
export function isReconcileDue(handle: string, last: number, now: number): boolean {
  if (dayOf(last) === dayOf(now)) return false
  return now - last >= DAY || now % DAY >= timeOfDay(handle)
}

/** Milliseconds after midnight UTC; the same for a handle on every server. */
export function timeOfDay(handle: string): number {
  const part = createHash('sha256').update(handle).digest().readUInt32BE() / 2 ** 32
  return EARLIEST + Math.floor(part * (LATEST - EARLIEST))
}
