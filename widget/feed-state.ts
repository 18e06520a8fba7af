import type { KnownDocument, Reason } from '../wire/document.js'
import type { KnownWall } from '../wire/wall.js'

/** Why nothing could be shown. `refused`: the server does not serve what this page asks for. */
export type FailureReason = Reason | 'refused'

/** What an account or a wall is known to show. */
export type Known = KnownDocument | KnownWall

/** Nothing good is known, and why. A server's `unavailable` document is one of these. */
export interface Failure {
  readonly status: 'unavailable'
  readonly reason: FailureReason
  /** Seconds until asking again makes sense, when the server named them. */
  readonly retryAfter?: number
  /** For the page's owner: what to change. */
  readonly advice?: string
  readonly profileUrl?: string
}

/** What the view shows: a document that is known to be true, or why there is none. */
export type FeedState = { readonly status: 'loading' } | { readonly status: 'offline' } | Failure | Known

export type StateName = FeedState['status']

/** What is told as it happens; the names and details are those of the element's events. */
export interface FeedNews {
  readonly 'feed-load': { readonly feed: Known }
  readonly 'feed-state': { readonly state: StateName; readonly previous: StateName }
  readonly 'feed-error': Failure
}
