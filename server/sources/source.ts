import type { KnownDocument, Network } from '../../wire/document.js'
import type { Ledger } from '../ledger.js'
import type { Upstream } from '../upstream.js'

/** What a source is asked for: one handle's newest posts. */
export interface Ask {
  /** Canonical, and valid for this network. */
  readonly handle: string
  /** Posts to keep and pay for, 5 to 100. */
  readonly window: number
  /** Ask the network for replies as well. */
  readonly replies: boolean
  /** What the last good read of this feed told; absent on the first. */
  readonly previous?: Truth
  /** The total deadline of the read. */
  readonly signal: AbortSignal
}

/** One good read: a proved document of the whole window, and what the source wants to remember of it. */
export interface Truth {
  readonly document: KnownDocument
  /** The source's own notes for its next read (ids, validators): plain JSON. */
  readonly memory?: unknown
  /** Posts that could not be read and were left out. */
  readonly dropped: number
}

/** The adapter that reads one network. It knows neither the cache nor HTTP towards visitors. */
export interface Source {
  readonly network: Network
  profileUrl(handle: string): string
  /** Throws FeedError when the truth can't be learnt now. */
  load(ask: Ask): Promise<Truth>
}

/** All that the server knows of one network. `index.ts` lists them. */
export interface NetworkModule {
  readonly network: Network
  /** As people write it. */
  readonly name: string
  /** The canonical form of what somebody typed, or undefined when it can't be a handle here. Asks nobody. */
  canonical(handle: string): string | undefined
  profileUrl(handle: string): string
  /**
   * Hosts that its pictures and films may come from. `any` where accounts live on servers of their own and no
   * list is possible: there the signature and the check at the socket are the guard.
   */
  readonly mediaHosts: readonly string[] | 'any'
  /** Seconds after which a known document is never shown again. Default 7 days. */
  readonly hardEnd?: number
  /** Handles live on servers of their own, so the refusal of one says nothing of the others. */
  readonly manyServers?: true
  /** Undefined when this network can't be read with what the owner gave. */
  create(needs: SourceNeeds): Source | undefined
}

/** What the server gives to its sources; each takes what it needs. */
export interface SourceNeeds {
  /** Absent without a key. */
  readonly x: { readonly token: string; readonly url: string } | undefined
  readonly ledger: Ledger
  /** Where Bluesky's public API answers; ends without a slash. */
  readonly blueskyAppView: string
  /** The way to every network but X. */
  readonly upstream: Upstream
  readonly now: () => number
  /** For the owner's log; never given a key. */
  readonly warn: (message: string) => void
}
