/**
 * One flight per key around what memory and the store know. lru-cache's own fetch() is not used: it has no
 * negative caching, swallows cold errors, and buys one upstream call per reader in an outage.
 *
 * fresh: answered. Stale: answered at once, one refresh behind it. Expired or unknown: everybody waits
 * for the same refresh. Failed lately: nobody asks again until the back-off ends. A failed load never
 * touches what is known.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { FeedError, toFeedError } from './errors.js'
import { createKnown, type Entry, type Failure, type Found, type KnownOptions } from './known.js'
import type { Kept, Store } from './stores/store.js'

export interface CacheOptions<T> extends KnownOptions<T> {
  /** Learns the value of a key; rejects when it can't. Must end by itself: see `withDeadline`. */
  readonly load: (key: string, previous: T | undefined) => Promise<T>
  /** Milliseconds a value stays fresh, and how long it may be shown at all. */
  readonly lifetime: (value: T) => { readonly fresh: number; readonly hard: number }
  /** Milliseconds to wait after the nth failure in a row. */
  readonly backOff: (error: FeedError, attempts: number) => number
  /** Told of the outcome of every load. */
  readonly report: (key: string, found: Found<T>) => void
  readonly store: Store<T>
  /** What is believed of what the store kept. Default: all of it. */
  readonly admit?: (key: string, kept: Kept<T>) => Entry<T> | undefined
  /** Milliseconds a load may take, and so a lease, and the wait for that of another server. */
  readonly leaseFor: number
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

/** Milliseconds between two looks at what the holder of the lease has learnt. */
const FOLLOW_EVERY = 100

export function createCache<T>(options: CacheOptions<T>): Cache<T> {
  const { load, lifetime, backOff, report, store, admit = (_, { entry }) => entry, leaseFor, now } = options
  const known = createKnown(options)
  const flights = new Map<string, Promise<Found<T>>>()
  store.onChange(drop)

  function peek(key: string): Found<T> | undefined {
    const found = known.find(key)
    if (found?.kind === 'stale' || (found?.kind === 'stale-error' && now() >= found.failure.retryAt)) {
      void refresh(key)
    }
    return found
  }

  async function read(key: string): Promise<Found<T>> {
    const found = peek(key) ?? (await refresh(key))
    if (found.kind === 'stale') peek(key) // restored from the store: the refresh behind it starts now
    return found
  }

  function refresh(key: string): Promise<Found<T>> {
    const running = flights.get(key)
    if (running) return running
    const wanted = () => flights.get(key) === flight
    const flight: Promise<Found<T>> = store
      .patiently(() => learn(key, wanted))
      .finally(() => {
        if (wanted()) flights.delete(key)
      })
    flights.set(key, flight)
    return flight
  }

  /** Adopts what another server learnt, or asks under the lease; waits while another server asks. */
  async function learn(key: string, wanted: () => boolean): Promise<Found<T>> {
    const first = await attempt(key, wanted)
    if (first) return first
    const rounds = Math.ceil(leaseFor / FOLLOW_EVERY)
    for (let round = 0; round < rounds; round++) {
      await delay(FOLLOW_EVERY)
      // The other server is asking meanwhile, so each look has a patience of its own.
      const found = await store.patiently(() => attempt(key, wanted))
      if (found) return found
    }
    // This server's own trouble: those that ask may still tell the others.
    const silent = `other servers are asking, and none has told in ${leaseFor / 1000} s`
    const found = failed(key, new FeedError('timeout', silent))
    report(key, found)
    if (wanted()) known.fail(key, found.failure)
    return found
  }

  /** Undefined: another server asks, and has told nothing yet. */
  async function attempt(key: string, wanted: () => boolean): Promise<Found<T> | undefined> {
    const { lease, ...kept } = await store.claim(key, leaseFor)
    try {
      return adopt(key, kept) ?? (lease && (await ask(key, wanted)))
    } finally {
      await lease?.release()
    }
  }

  /** What the store knows beyond memory, if that settles the question. */
  function adopt(key: string, kept: Kept<T>): Found<T> | undefined {
    const entry = admit(key, kept)
    const near = known.entry(key)
    const newer = entry && entry.fetchedAt > (near?.fetchedAt ?? 0) && now() < entry.hardUntil
    if (newer) known.learn(key, entry)
    const since = known.failure(key)?.failedAt ?? known.entry(key)?.fetchedAt ?? 0
    if (kept.failure && kept.failure.failedAt > since) {
      known.fail(key, kept.failure)
      if (now() < kept.failure.retryAt) return known.find(key)
    }
    return newer ? known.find(key) : undefined
  }

  async function ask(key: string, wanted: () => boolean): Promise<Found<T>> {
    const found = await load(key, known.entry(key)?.value).then(
      value => learnt(value),
      (cause: unknown) => failed(key, toFeedError(cause)),
    )
    report(key, found)
    if (!wanted()) return found
    if (found.failure) {
      known.fail(key, found.failure)
      await store.fail(key, found.failure)
    } else {
      known.learn(key, found.entry)
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

  function failed(key: string, error: FeedError): Found<T> & { readonly failure: Failure } {
    const attempts = (known.failure(key)?.attempts ?? 0) + 1
    const failure = { error, attempts, failedAt: now(), retryAt: now() + backOff(error, attempts) }
    const entry = known.entry(key)
    return entry ? { kind: 'stale-error', entry, failure } : { kind: 'error', failure }
  }

  function drop(key: string): void {
    known.drop(key)
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
      const kept = known.has(key) ? undefined : (await store.load(key)).entry
      if (kept) known.revise(key, kept)
      drop(key)
      await store.remove(key)
    },
    revise: async (key, change) => {
      for (;;) {
        const kept = (await store.load(key)).entry
        const near = known.entry(key)
        const entry = kept && kept.fetchedAt >= (near?.fetchedAt ?? 0) ? kept : near
        if (!entry) return false
        flights.delete(key)
        // The store may have kept what is no longer believed.
        const revised = admit(key, { entry: { ...entry, value: change(entry.value) } })
        // Seen first, so that what hangs on it alone is released too.
        known.revise(key, entry)
        if (!revised) {
          drop(key)
          await store.remove(key)
          return false
        }
        known.revise(key, revised)
        if (await store.replace(key, revised)) return true
      }
    },
  }
}
