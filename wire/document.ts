/**
 * The document: the one JSON a feed is answered with, and the only type that server and widget share.
 * Its `status` is a fact that was proved, never a guess from an empty list.
 */
import type { Author, Post } from './post.js'

export const WIRE_VERSION = 1

export const NETWORKS = ['x', 'bluesky', 'mastodon', 'rss'] as const
export type Network = (typeof NETWORKS)[number]

export const STATUSES = [
  'posts',
  'empty',
  'filtered',
  'protected',
  'suspended',
  'not-found',
  'withheld',
  'unavailable',
] as const
export type Status = (typeof STATUSES)[number]

/**
 * Why the network can't be read now.
 * - `outage`: it answered 5xx, or nothing could be reached
 * - `timeout`: it did not answer in time
 * - `rate-limit`: it asked us to wait
 * - `credit`: the owner's prepaid credit or spending limit is used up
 * - `budget`: the owner's own daily budget is spent
 * - `key`: the key is missing, wrong, or lacks access
 * - `unreadable`: it answered something that is not its API
 */
export const REASONS = ['outage', 'timeout', 'rate-limit', 'credit', 'budget', 'key', 'unreadable'] as const
export type Reason = (typeof REASONS)[number]

interface Base {
  readonly v: typeof WIRE_VERSION
  readonly network: Network
  /** Canonical: lower case, no leading `@`. */
  readonly handle: string
  /** Where the account lives, for the visitor's way out. */
  readonly profileUrl: string
  /** When this was learnt. ISO 8601, UTC. */
  readonly fetchedAt: string
  /** Set in sample mode: invented accounts and posts. */
  readonly sample?: true
}

/** A truth the network has told. It can go stale: refreshing it failed, but it was good at `fetchedAt`. */
interface Known extends Base {
  readonly stale?: { readonly since: string; readonly reason: Reason }
}

export interface PostsDocument extends Known {
  readonly status: 'posts'
  readonly author: Author
  /** Newest first, never empty. */
  readonly posts: readonly Post[]
  /** Posts of the window that the request's `limit` left out. 0 is left away. */
  readonly more?: number
}

export interface EmptyDocument extends Known {
  readonly status: 'empty'
  readonly author: Author
}

export interface FilteredDocument extends Known {
  readonly status: 'filtered'
  readonly author: Author
}

export interface ProtectedDocument extends Known {
  readonly status: 'protected'
  readonly author?: Author
}

export interface GoneDocument extends Known {
  readonly status: 'suspended' | 'not-found'
}

export interface WithheldDocument extends Known {
  readonly status: 'withheld'
  readonly author?: Author
}

/** Nothing good is known. */
export interface UnavailableDocument extends Base {
  readonly status: 'unavailable'
  readonly reason: Reason
  /** Seconds until asking again makes sense. */
  readonly retryAfter: number
}

export type KnownDocument =
  | PostsDocument
  | EmptyDocument
  | FilteredDocument
  | ProtectedDocument
  | GoneDocument
  | WithheldDocument

export type FeedDocument = KnownDocument | UnavailableDocument
