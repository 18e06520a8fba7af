/**
 * One post, as the view wants it. Plain data: no HTML anywhere, text is typed segments, every
 * address is absolute `https:` or `http:`. Absent means "not known or does not apply"; never null.
 */
import type { Network } from './document.js'

export interface Author {
  /** Display name as the account wrote it; may be any Unicode text. */
  readonly name: string
  /** Canonical handle, without `@`. */
  readonly handle: string
  /** The profile on its network. */
  readonly url: string
  readonly avatar?: string
  /** The kind of check mark, exactly as the network reports it. */
  readonly verified?: Verified
  /** The organisation that the network says the account belongs to. */
  readonly affiliation?: { readonly name: string; readonly url?: string; readonly image?: string }
}

/** X: `blue`, `business`, `government`. Bluesky: `verified`, and `verifier` for who may verify others. */
export type Verified = 'blue' | 'business' | 'government' | 'verified' | 'verifier'

/** The same picture, so many pixels wide. */
export interface Variant {
  readonly url: string
  readonly width: number
}

/** Joined in order, the segments are the visible text; line breaks are `\n` inside them. */
export type Segment =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: LinkedSegment; readonly text: string; readonly href: string }
  | { readonly type: 'emoji'; readonly text: string; readonly url: string }

export type LinkedSegment = 'link' | 'mention' | 'hashtag' | 'cashtag'

interface MediaBase {
  /** The author's description, for people who can't see it. */
  readonly alt?: string
  /** Pixels; both or neither. Without them the view reserves 16:9. */
  readonly width?: number
  readonly height?: number
  /** `#rrggbb`: what stands in the picture's place until it has loaded, and over it while it is covered. */
  readonly color?: string
  /** The point to keep in sight when the view crops: 0 to 1 from the left and from the top. The middle by default. */
  readonly focus?: { readonly x: number; readonly y: number }
}

export interface Photo extends MediaBase {
  readonly type: 'photo'
  readonly url: string
  /** Narrowest first, for a view that picks by what it has room for. `url` is always good. */
  readonly variants?: readonly Variant[]
}

export interface MediaSource {
  readonly url: string
  /** MIME type, such as `video/mp4` or `application/x-mpegURL`. */
  readonly type: string
  /** Bits per second. */
  readonly bitrate?: number
}

/** WebVTT. */
export interface Captions {
  readonly url: string
  /** BCP 47. */
  readonly language?: string
}

/** A `gif` is a silent loop; both kinds start only when the visitor asks. */
export interface Video extends MediaBase {
  readonly type: 'video' | 'gif'
  readonly poster?: string
  /** Seconds. */
  readonly duration?: number
  /** Best first among each type. */
  readonly sources: readonly MediaSource[]
  readonly captions?: readonly Captions[]
}

export type Media = Photo | Video

/** The preview of a linked page. */
export interface Card {
  readonly url: string
  readonly title: string
  readonly description?: string
  /** What to show as the address: the site's host, without `www.`. */
  readonly site: string
  readonly image?: {
    readonly url: string
    readonly width?: number
    readonly height?: number
    readonly variants?: readonly Variant[]
  }
}

export interface Poll {
  readonly options: readonly { readonly label: string; readonly votes: number }[]
  readonly closed: boolean
  /** ISO 8601, UTC. */
  readonly endsAt?: string
}

export interface Metrics {
  readonly replies?: number
  readonly reposts?: number
  readonly quotes?: number
  readonly likes?: number
}

/** Why a post's own content is held back by its network. */
export interface Withheld {
  readonly reason: 'law' | 'copyright'
  /** ISO 3166 codes; `XX` is everywhere. */
  readonly countries: readonly string[]
}

export type Quote =
  | { readonly type: 'post'; readonly post: PostBody }
  /** Deleted, protected, or from an account that can't be shown. */
  | { readonly type: 'unavailable'; readonly url?: string }

/** Addresses where a visitor can act on the post, on its own network. */
export interface Actions {
  readonly reply: string
  readonly repost: string
  readonly like: string
}

/** What a post and a quoted post have in common. */
export interface PostBody {
  readonly id: string
  /** Permalink on its network. */
  readonly url: string
  readonly author: Author
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly text: readonly Segment[]
  /** BCP 47. */
  readonly language?: string
  readonly media?: readonly Media[]
  readonly card?: Card
  readonly poll?: Poll
  /**
   * The author's content warning, one line. It is the text's first line too, so that a view which can't
   * fold still says it; one that can shows it in place of text and media until asked.
   */
  readonly warning?: string
  /** The author or the network marked the media as sensitive. */
  readonly sensitive?: true
  readonly edited?: true
  readonly withheld?: Withheld
  readonly paidPartnership?: true
}

export interface Post extends PostBody {
  readonly network: Network
  /** The owner of the feed wants it first. */
  readonly pinned?: true
  /** Set when the feed's account reposted somebody's post; everything else is the original's. */
  readonly repostedBy?: Author
  readonly replyTo?: { readonly handle: string; readonly url: string }
  readonly quote?: Quote
  readonly metrics?: Metrics
  readonly actions?: Actions
}
