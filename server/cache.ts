/**
 * Freshness, one flight per key, and memory of failures around lru-cache as a bounded store.
 * lru-cache's own fetch() is not used: it has no negative caching, swallows cold errors, and buys one
 * upstream call per reader in an outage.
 *
 * fresh: answered. Stale: answered at once, one refresh behind it. Expired or unknown: everybody waits
 * for the same refresh. Failed lately: nobody asks again until the back-off ends. A failed load never
 * touches what is known.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { type FeedError, toFeedError } from './errors.js'
import type { Store } from './stores/store.js'

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
  /** Told when a value makes room for another, or is gone for good; not when memory alone lets go of it. */
  readonly released?: (value: T, next: T | undefined) => void
  readonly store: Store<T>
  /** Milliseconds a load may take, and so a lease. */
  readonly leaseFor: number
  readonly now: () => number
}

export interface Cache<T> {
  read(key: string): Promise<Found<T>>
  /** What memory knows right now, without waiting; starts a refresh when one is due. */
  peek(key: string): Found<T> | undefined
  /** Is this key being learnt right now? */
  asking(key: string): boolean
  /** Resolves when nothing is being learnt, and what was learnt is stored. */
  idle(): Promise<void>
  /** Forgets a key everywhere; what is on its way for it is thrown away when it arrives. */
  forget(key: string): Promise<void>
  /** Replaces a known value without asking for it anew, everywhere. */
  revise(key: string, change: (value: T) => T): Promise<boolean>
}

/** Failures remembered for keys that may not exist: few, so that junk can't crowd out anything. */
const MAX_FAILURES = 1000
/** Milliseconds between two looks at what the holder of the lease has learnt. */
const FOLLOW_EVERY = 100

export function createCache<T>(options: CacheOptions<T>): Cache<T> {
  const { load, lifetime, backOff, bytesOf, maxBytes, report, released, store, leaseFor, now } = options
  const entries = new LRUCache<string, Entry<T>>({
    maxSize: maxBytes,
    sizeCalculation: entry => Math.max(1, bytesOf(entry.value)),
    disposeAfter: ({ value }, key, reason) => {
      if (reason !== 'evict') released?.(value, entries.peek(key)?.value)
    },
  })
  const failures = new LRUCache<string, Failure>({ max: MAX_FAILURES })
  const flights = new Map<string, Promise<Found<T>>>()
  store.onChange(drop)

  function peek(key: string): Found<T> | undefined {
    const found = known(key)
    if (found?.kind === 'stale' || (found?.kind === 'stale-error' && now() >= found.failure.retryAt)) {
      void refresh(key)
    }
    return found
  }

  function known(key: string): Found<T> | undefined {
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

  async function read(key: string): Promise<Found<T>> {
    const found = peek(key) ?? (await refresh(key))
    if (found.kind === 'stale') peek(key) // restored from the store: the refresh behind it starts now
    return found
  }

  function refresh(key: string): Promise<Found<T>> {
    const running = flights.get(key)
    if (running) return running
    const flight: Promise<Found<T>> = learn(key, () => flights.get(key) === flight).finally(() => {
      if (flights.get(key) === flight) flights.delete(key)
    })
    flights.set(key, flight)
    return flight
  }

  /** Adopts what another server learnt, or asks under the lease; waits while another server asks. */
  async function learn(key: string, wanted: () => boolean): Promise<Found<T>> {
    for (;;) {
      const adopted = await adopt(key)
      if (adopted) return adopted
      const lease = await store.lease(key, leaseFor)
      if (!lease) {
        await delay(FOLLOW_EVERY)
        continue
      }
      try {
        // Looked at again under the lease: its last holder may have told in between.
        return (await adopt(key)) ?? (await ask(key, wanted))
      } finally {
        await lease.release()
      }
    }
  }

  /** What the store knows beyond memory, if that settles the question. */
  async function adopt(key: string): Promise<Found<T> | undefined> {
    const kept = await store.load(key)
    const entry = usable(key)
    const newer = kept.entry && kept.entry.fetchedAt > (entry?.fetchedAt ?? 0) && now() < kept.entry.hardUntil
    if (kept.entry && newer) {
      entries.set(key, kept.entry)
      failures.delete(key)
    }
    if (
      kept.failure &&
      kept.failure.failedAt > (failures.get(key)?.failedAt ?? usable(key)?.fetchedAt ?? 0)
    ) {
      failures.set(key, kept.failure)
      if (now() < kept.failure.retryAt) return known(key)
    }
    return newer ? known(key) : undefined
  }

  async function ask(key: string, wanted: () => boolean): Promise<Found<T>> {
    const found = await load(key, usable(key)?.value).then(
      value => learnt(value),
      (cause: unknown) => failed(key, toFeedError(cause)),
    )
    report(key, found)
    if (!wanted()) return found
    if (found.failure) {
      failures.set(key, found.failure)
      await store.fail(key, found.failure)
    } else {
      entries.set(key, found.entry)
      failures.delete(key)
      await store.save(key, found.entry)
    }
    return found
  }

  function learnt(value: T): Found<T> {
    const { fresh, hard } = lifetime(value)
    const fetchedAt = now()
    return {
      kind: 'miss',
      entry: { value, fetchedAt, freshUntil: fetchedAt + fresh, hardUntil: fetchedAt + hard },
    }
  }

  function failed(key: string, error: FeedError): Found<T> {
    const attempts = (failures.get(key)?.attempts ?? 0) + 1
    const failure = { error, attempts, failedAt: now(), retryAt: now() + backOff(error, attempts) }
    const entry = usable(key)
    return entry ? { kind: 'stale-error', entry, failure } : { kind: 'error', failure }
  }

  function drop(key: string): void {
    entries.delete(key)
    failures.delete(key)
    flights.delete(key)
  }

  return {
    read,
    peek,
    asking: key => flights.has(key),
    idle: async () => {
      await Promise.allSettled(flights.values())
    },
    forget: async key => {
      // Seen first, so that what hangs on it is released too.
      const kept = entries.has(key) ? undefined : (await store.load(key)).entry
      if (kept) entries.set(key, kept)
      drop(key)
      await store.remove(key)
    },
    revise: async (key, change) => {
      for (;;) {
        const kept = (await store.load(key)).entry
        const known = usable(key)
        const entry = kept && kept.fetchedAt >= (known?.fetchedAt ?? 0) ? kept : known
        if (!entry) return false
        flights.delete(key)
        const revised = { ...entry, value: change(entry.value) }
        entries.set(key, entry)
        entries.set(key, revised)
        if (await store.replace(key, revised)) return true
      }
    },
  }
}
