/** How the stores do, in counts and in a sentence, for the owner. */

/** Why something that was kept is passed over: half of it is missing, it is not ours, or of another version. */
export type Unreadable = 'torn' | 'foreign' | 'outdated'

export interface StoreHealth {
  readonly name: 'redis' | 'disk'
  /** What is wrong right now. Undefined: nothing. */
  trouble(): string | undefined
  /** What happened since the start, by a word that explains itself: `answered`, `torn`. */
  counts(): Readonly<Record<string, number>>
}

/** `json` is undefined when it was none. */
export function whyUnreadable(json: unknown, version: number): Unreadable {
  if (json === undefined) return 'torn'
  const { v } = (json ?? {}) as { readonly v?: unknown }
  return Number.isInteger(v) && v !== version ? 'outdated' : 'foreign'
}
