/**
 * Freshness, one flight per key, and memory of failures around lru-cache as a bounded store.
 * lru-cache's own fetch() is not used: it has no negative caching, swallows cold errors, and buys one
 * upstream call per reader in an outage.
 *
 * fresh: answered. Stale: answered at once, one refresh behind it. Expired or unknown: everybody waits
 * for the same refresh. Failed lately: nobody asks again until the back-off ends. A failed load never
 * touches what is known.
 */
import { LRUCache } from 'lru-cache'
import { type FeedError, toFeedError } from './errors.js'

export interface Entry<T> {
  readonly value: T
  /** Milliseconds since the epoch, as are all times here. */
  readonly fetchedAt: number
  readonly freshUntil: number
  /** Past this the value is never shown again. */
  readonly hardUntil: number
}

export interface Failure {
  readonly error: FeedError
  /** Failures in a row, from 1. */
  readonly attempts: number
  readonly failedAt: number
  readonly retryAt: number
}

/**
 * - `hit`: fresh · `stale`: past the interval, a refresh runs behind it · `miss`: just learnt
 * - `stale-error`: known, but the last refresh failed
 * - `negative`: nothing known, failed lately · `error`: nothing known, failed just now
 */
export type Found<T> =
  | { readonly kind: 'hit' | 'stale' | 'miss'; readonly entry: Entry<T>; readonly failure?: undefined }
  | { readonly kind: 'stale-error'; readonly entry: Entry<T>; readonly failure: Failure }
  | { readonly kind: 'negative' | 'error'; readonly entry?: undefined; readonly failure: Failure }

export interface CacheOptions<T> {
  /** Learns the value of a key; rejects when it can't. Must end by itself: see `withDeadline`. */
  readonly load: (key: string, previous: T | undefined) => Promise<T>
  /** Milliseconds a value stays fresh, and how long it may be shown at all. */
  readonly lifetime: (value: T) => { readonly fresh: number; readonly hard: number }
  /** Milliseconds to wait after the nth failure in a row. */
  readonly backOff: (error: FeedError, attempts: number) => number
  readonly bytesOf: (value: T) => number
  readonly maxBytes: number
  /** Told of the outcome of every load. */
  readonly report: (key: string, found: Found<T>) => void
  readonly now: () => number
}

export interface Cache<T> {
  read(key: string): Promise<Found<T>>
  /** What is known right now, without waiting; starts a refresh when one is due. */
  peek(key: string): Found<T> | undefined
}

/** Failures remembered for keys that may not exist: few, so that junk can't crowd out anything. */
const MAX_FAILURES = 1000

export function createCache<T>(options: CacheOptions<T>): Cache<T> {
  const { load, lifetime, backOff, bytesOf, maxBytes, report, now } = options
  const entries = new LRUCache<string, Entry<T>>({
    maxSize: maxBytes,
    sizeCalculation: entry => Math.max(1, bytesOf(entry.value)),
  })
  const failures = new LRUCache<string, Failure>({ max: MAX_FAILURES })
  const flights = new Map<string, Promise<Found<T>>>()

  function peek(key: string): Found<T> | undefined {
    const entry = known(key)
    const failure = failures.get(key)
    const waiting = failure !== undefined && now() < failure.retryAt
    if (!entry) return waiting ? { kind: 'negative', failure } : undefined
    if (now() < entry.freshUntil) return { kind: 'hit', entry }
    if (!waiting) void refresh(key)
    return failure ? { kind: 'stale-error', entry, failure } : { kind: 'stale', entry }
  }

  function known(key: string): Entry<T> | undefined {
    const entry = entries.get(key)
    if (!entry || now() < entry.hardUntil) return entry
    entries.delete(key)
    return undefined
  }

  function refresh(key: string): Promise<Found<T>> {
    const running = flights.get(key)
    if (running) return running
    const flight = learn(key)
      .then(found => {
        report(key, found)
        return found
      })
      .finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }

  async function learn(key: string): Promise<Found<T>> {
    try {
      const value = await load(key, known(key)?.value)
      const { fresh, hard } = lifetime(value)
      const fetchedAt = now()
      const entry = { value, fetchedAt, freshUntil: fetchedAt + fresh, hardUntil: fetchedAt + hard }
      entries.set(key, entry)
      failures.delete(key)
      return { kind: 'miss', entry }
    } catch (cause) {
      const error = toFeedError(cause)
      const attempts = (failures.get(key)?.attempts ?? 0) + 1
      const failure = { error, attempts, failedAt: now(), retryAt: now() + backOff(error, attempts) }
      failures.set(key, failure)
      const entry = known(key)
      return entry ? { kind: 'stale-error', entry, failure } : { kind: 'error', failure }
    }
  }

  return { peek, read: async key => peek(key) ?? refresh(key) }
}
