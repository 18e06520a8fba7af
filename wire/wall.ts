/**
 * What a wall is answered with. A type of its own, told by its `wall`: `network`, `handle`, `profileUrl` and
 * `author` are facts about one account, and a wall has none of its own. Whoever reads documents of both kinds
 * has to ask which one it is, and no wall can be taken for the feed of its first account.
 */
import type { Network, Reason, Status, WIRE_VERSION } from './document.js'
import type { Author, Post } from './post.js'

interface WallBase {
  readonly v: typeof WIRE_VERSION
  readonly wall: Wall
  /** The oldest of what is shown: when the source that was read longest ago was read. ISO 8601, UTC. */
  readonly fetchedAt: string
  readonly sample?: true
  /** Set by a browser that shows a remembered wall; a server tells each source's own age. */
  readonly stale?: Stale
}

export interface Wall {
  /** As the owner wrote it: lower case letters, digits and dashes. */
  readonly name: string
  /** In the owner's order, never empty. */
  readonly sources: readonly WallSource[]
}

interface Stale {
  readonly since: string
  readonly reason: Reason
}

interface SourceBase {
  readonly network: Network
  /** Canonical: see the document of a single feed. */
  readonly handle: string
  readonly profileUrl: string
  readonly author?: Author
}

/** One feed of a wall, with the status its own document would have for the same question. */
export type WallSource =
  | (SourceBase & { readonly status: Exclude<Status, 'unavailable'>; readonly stale?: Stale })
  | (SourceBase & { readonly status: 'unavailable'; readonly reason: Reason })

/** The same post on another network. */
export interface Elsewhere {
  /** Index in `wall.sources`. */
  readonly source: number
  readonly url: string
}

export interface WallPost extends Post {
  /** Index in `wall.sources`. */
  readonly source: number
  /** Where else its author published it; those posts are not listed again. */
  readonly also?: readonly Elsewhere[]
}

/** Pinned first, then newest first; never empty. */
export interface PostsWall extends WallBase {
  readonly status: 'posts'
  readonly posts: readonly WallPost[]
  /** Posts that the request's `limit` left out. 0 is left away. */
  readonly more?: number
}

/**
 * - `empty`: each source was proved to have no posts
 * - `filtered`: no source has a post to show here, for reasons that differ; `sources` tells each
 */
export interface BareWall extends WallBase {
  readonly status: 'empty' | 'filtered'
}

/** No source could be read, and nothing good is known of any. */
export interface UnavailableWall extends WallBase {
  readonly status: 'unavailable'
  /** The first source's. */
  readonly reason: Reason
  /** Seconds until asking again makes sense. */
  readonly retryAfter: number
}

export type KnownWall = PostsWall | BareWall
export type WallDocument = KnownWall | UnavailableWall

/** What a wall is called on a page: `city-hall` is “City hall”. */
export function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
}
