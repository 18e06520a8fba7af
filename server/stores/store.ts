/**
 * Where last known good outlives the process, and where servers tell each other what they learnt.
 * A store never rejects and never makes a visitor wait long: one that is away, slow or full knows nothing,
 * grants every lease, and the service goes on from memory.
 */
import type { Deleted } from '../deletions.js'
import type { Entry, Failure } from '../known.js'

export interface Kept<T> {
  readonly entry?: Entry<T>
  readonly failure?: Failure
  /** What owners deleted of it, as far as servers share that here. */
  readonly deleted?: Deleted
}

/** The right, held by one process at a time, to refresh one feed. */
export interface Lease {
  release(): Promise<void>
}

/** No lease: another process holds it. */
export interface Claim<T> extends Kept<T> {
  readonly lease?: Lease
}

export interface Store<T> {
  load(key: string): Promise<Kept<T>>
  /**
   * The lease, unless another process holds it, and what was known under it: one way there and back. The lease
   * ends by itself after `milliseconds`, should its holder die.
   */
  claim(key: string, milliseconds: number): Promise<Claim<T>>
  /** Resolves when the entry is as safe as this store can make it. */
  save(key: string, entry: Entry<T>): Promise<void>
  /** Saves an entry over the one it was made from, and has other servers drop theirs. False: a newer one is there. */
  replace(key: string, entry: Entry<T>): Promise<boolean>
  /** Remembers a failure for the other servers. */
  fail(key: string, failure: Failure): Promise<void>
  remove(key: string): Promise<void>
  /** Has other servers keep out what the owner deleted, and drop what they know of the feed. */
  keepOut(key: string, deleted: Deleted): Promise<void>
  /** All that `work` asks of this store one visitor waits for: together not long. */
  patiently<R>(work: () => Promise<R>): Promise<R>
  /** Calls back when another process removed or changed a key. */
  onChange(forget: (key: string) => void): void
  close(): Promise<void>
}

const nothing = async (): Promise<void> => {}

/** Nobody else could hold it. */
export const FREE: Lease = { release: nothing }

/** Knows nothing and keeps nothing. */
export const noStore: Store<never> = {
  load: async () => ({}),
  claim: async () => ({ lease: FREE }),
  save: nothing,
  replace: async () => true,
  fail: nothing,
  remove: nothing,
  keepOut: nothing,
  patiently: work => work(),
  onChange: () => {},
  close: nothing,
}

/** The entry in parsed JSON, if it is one. */
export function toEntry<T>(raw: unknown, isValue: (value: unknown) => value is T): Entry<T> | undefined {
  const { value, fetchedAt, freshUntil, hardUntil } = (raw ?? {}) as Partial<Record<keyof Entry<T>, unknown>>
  const times = [fetchedAt, freshUntil, hardUntil].every(time => Number.isFinite(time))
  return times && isValue(value) ? (raw as Entry<T>) : undefined
}

/** Undefined when it is no JSON. */
export function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
