/**
 * Where last known good outlives the process, and where servers tell each other what they learnt.
 * A store never rejects and never makes a visitor wait long: one that is away, slow or full knows nothing,
 * grants every lease, and the service goes on from memory.
 */
import type { Entry, Failure } from '../cache.js'

export interface Kept<T> {
  readonly entry?: Entry<T>
  readonly failure?: Failure
}

/** The right, held by one process at a time, to refresh one feed. */
export interface Lease {
  release(): Promise<void>
}

export interface Store<T> {
  load(key: string): Promise<Kept<T>>
  /** Resolves when the entry is as safe as this store can make it. */
  save(key: string, entry: Entry<T>): Promise<void>
  /** Saves an entry over the one it was made from, and has other servers drop theirs. False: a newer one is there. */
  replace(key: string, entry: Entry<T>): Promise<boolean>
  /** Remembers a failure for the other servers. */
  fail(key: string, failure: Failure): Promise<void>
  remove(key: string): Promise<void>
  /** Undefined: another process holds it. It ends by itself after `milliseconds`, should the holder die. */
  lease(key: string, milliseconds: number): Promise<Lease | undefined>
  /** Calls back when another process removed or changed a key. */
  onChange(forget: (key: string) => void): void
  close(): Promise<void>
}

const nothing = async (): Promise<void> => {}

/** Knows nothing and keeps nothing. */
export const noStore: Store<never> = {
  load: async () => ({}),
  save: nothing,
  replace: async () => true,
  fail: nothing,
  remove: nothing,
  lease: async () => ({ release: nothing }),
  onChange: () => {},
  close: nothing,
}

/** The entry in parsed JSON, if it is one. */
export function toEntry<T>(raw: unknown, isValue: (value: unknown) => value is T): Entry<T> | undefined {
  const { value, fetchedAt, freshUntil, hardUntil } = (raw ?? {}) as Partial<Record<keyof Entry<T>, unknown>>
  const times = [fetchedAt, freshUntil, hardUntil].every(time => Number.isFinite(time))
  return times && isValue(value) ? (raw as Entry<T>) : undefined
}
