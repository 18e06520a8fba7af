/** What memory knows of each key, and how old that is: the states a reader can find a key in. */
import { LRUCache } from 'lru-cache'
import type { FeedError } from './errors.js'

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

export interface KnownOptions<T> {
  readonly bytesOf: (value: T) => number
  readonly maxBytes: number
  /** Told when a value makes room for another, or is gone for good; not when memory alone lets go of it. */
  readonly released?: (value: T, next: T | undefined) => void
  readonly now: () => number
}

export interface Known<T> {
  /** What a reader finds; undefined: nobody has asked, or not for long. */
  find(key: string): Found<T> | undefined
  /** Until its hard end. */
  entry(key: string): Entry<T> | undefined
  failure(key: string): Failure | undefined
  has(key: string): boolean
  /** In place of what was known, failures included. */
  learn(key: string, entry: Entry<T>): void
  /** Another form of the entry: the failure beside it stays. */
  revise(key: string, entry: Entry<T>): void
  /** Beside the entry, which goes on being shown. */
  fail(key: string, failure: Failure): void
  drop(key: string): void
}

/** Failures remembered for keys that may not exist: few, so that junk can't crowd out anything. */
const MAX_FAILURES = 1000

export function createKnown<T>({ bytesOf, maxBytes, released, now }: KnownOptions<T>): Known<T> {
  const entries = new LRUCache<string, Entry<T>>({
    maxSize: maxBytes,
    sizeCalculation: entry => Math.max(1, bytesOf(entry.value)),
    disposeAfter: ({ value }, key, reason) => {
      if (reason !== 'evict') released?.(value, entries.peek(key)?.value)
    },
  })
  const failures = new LRUCache<string, Failure>({ max: MAX_FAILURES })

  function find(key: string): Found<T> | undefined {
    const entry = usable(key)
    const failure = failures.get(key)
    if (!entry) return failure && now() < failure.retryAt ? { kind: 'negative', failure } : undefined
    if (now() < entry.freshUntil) return { kind: 'hit', entry }
    return failure ? { kind: 'stale-error', entry, failure } : { kind: 'stale', entry }
  }

  function usable(key: string): Entry<T> | undefined {
    const entry = entries.get(key)
    if (!entry || now() < entry.hardUntil) return entry
    entries.delete(key)
    return undefined
  }

  return {
    find,
    entry: usable,
    failure: key => failures.get(key),
    has: key => entries.has(key),
    learn(key, entry) {
      entries.set(key, entry)
      failures.delete(key)
    },
    revise: (key, entry) => void entries.set(key, entry),
    fail: (key, failure) => void failures.set(key, failure),
    drop(key) {
      entries.delete(key)
      failures.delete(key)
    },
  }
}
