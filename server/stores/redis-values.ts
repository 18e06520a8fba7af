/** Entries, failures and deletions as they are written in Redis, and read with doubt. */
import { REASONS, type Reason } from '../../wire/document.js'
import type { Deleted } from '../deletions.js'
import { FeedError } from '../errors.js'
import type { Entry, Failure } from '../known.js'
import { toEntry, toJson } from './store.js'
import { type Unreadable, whyUnreadable } from './store-health.js'

/** Another number and older values are passed over: raise it when the shape of an entry changes. */
const VERSION = 1

/** `fetchedAt {"v":1,…}`, so that scripts compare ages without parsing. */
export const sealEntry = (key: string, entry: Entry<unknown>): string =>
  `${entry.fetchedAt} ${JSON.stringify({ v: VERSION, key, entry })}`

export function openEntry<T>(
  key: string,
  text: string,
  isValue: (value: unknown) => value is T,
): Entry<T> | undefined {
  const envelope = objectIn(text.slice(text.indexOf(' ')))
  return envelope.v === VERSION && envelope.key === key ? toEntry(envelope.entry, isValue) : undefined
}

export function sealFailure({ error, attempts, failedAt, retryAt }: Failure): string {
  const { reason, message, retryAfter } = error
  return JSON.stringify({ reason, message, retryAfter, attempts, failedAt, retryAt })
}

export function openFailure(text: string): Failure | undefined {
  const { reason, message, retryAfter, attempts, failedAt, retryAt } = objectIn(text)
  const numbers = [attempts, failedAt, retryAt].every(Number.isFinite)
  if (!isReason(reason) || typeof message !== 'string' || !numbers) return undefined
  const error = new FeedError(reason, message, typeof retryAfter === 'number' ? { retryAfter } : {})
  return { error, attempts: Number(attempts), failedAt: Number(failedAt), retryAt: Number(retryAt) }
}

/** In the place of an id: all that was read before its time. */
const WHOLE_FEED = ''

/** Times and ids in turn, as a sorted set takes them. */
export const sealDeleted = ({ posts, before }: Deleted): readonly (string | number)[] => [
  ...Object.entries(posts).flatMap(([id, time]) => [time, id]),
  ...(before ? [before, WHOLE_FEED] : []),
]

/** Ids and times in turn, as a sorted set tells them. */
export function openDeleted(told: unknown): Deleted {
  const list = Array.isArray(told) ? told.map(String) : []
  const times = new Map<string, number>()
  for (let at = 0; at + 1 < list.length; at += 2) times.set(list[at] ?? '', Number(list[at + 1]))
  const before = times.get(WHOLE_FEED)
  times.delete(WHOLE_FEED)
  return { posts: Object.fromEntries(times), ...(before && { before }) }
}

/** Of a text that is neither an entry nor a failure. */
export const whyPassedOver = (text: string): Unreadable =>
  whyUnreadable(toJson(text.slice(Math.max(0, text.indexOf('{')))), VERSION)

const isReason = (value: unknown): value is Reason => REASONS.some(reason => reason === value)

const objectIn = (text: string): Record<string, unknown> => (toJson(text) ?? {}) as Record<string, unknown>
