/** What each feed of a wall is known to be → the wall's one document. Pure. */
import { type FeedDocument, WIRE_VERSION } from '../wire/document.js'
import type { Author, Post } from '../wire/post.js'
import type { BareWall, Elsewhere, WallDocument, WallPost, WallSource } from '../wire/wall.js'
import { fold } from './wall-fold.js'

/** `documents`: one for each source, in the owner's order, each with all the posts that this question may show. */
export function toWall(name: string, documents: readonly FeedDocument[], limit: number): WallDocument {
  const base: Omit<BareWall, 'status'> = {
    v: WIRE_VERSION,
    wall: { name, sources: documents.map(toSource) },
    fetchedAt: oldest(documents),
    ...(documents.some(document => document.sample) && { sample: true as const }),
  }
  const posts = mergePosts(documents.map(document => (document.status === 'posts' ? document.posts : [])))
  if (posts.length > 0) {
    const more = posts.length - limit
    return { ...base, status: 'posts', posts: posts.slice(0, limit), ...(more > 0 && { more }) }
  }
  const away = documents.filter(document => document.status === 'unavailable')
  const [first] = away
  if (first && away.length === documents.length) {
    const retryAfter = Math.min(...away.map(document => document.retryAfter))
    return { ...base, status: 'unavailable', reason: first.reason, retryAfter }
  }
  return { ...base, status: documents.every(document => document.status === 'empty') ? 'empty' : 'filtered' }
}

/** Pinned first, then newest first; what is the same on several networks is one post, that of the earliest source. */
export function mergePosts(feeds: readonly (readonly Post[])[]): readonly WallPost[] {
  const sources = new Map(feeds.flatMap((posts, source) => posts.map(post => [post, source] as const)))
  const dates = new Map(feeds.flatMap(datesOf))
  const sourceOf = (post: Post) => sources.get(post) ?? 0
  return fold(feeds.flat())
    .flatMap(([lead, ...others]) => {
      if (!lead) return []
      const also = others.map((post): Elsewhere => ({ source: sourceOf(post), url: post.url }))
      const pinned = [lead, ...others].some(post => post.pinned)
      const post: WallPost = {
        ...lead,
        source: sourceOf(lead),
        ...(pinned && { pinned }),
        ...(also.length > 0 && { also }),
      }
      return [{ post, date: dates.get(lead) ?? 0 }]
    })
    .sort((a, b) => Number(b.post.pinned ?? false) - Number(a.post.pinned ?? false) || b.date - a.date)
    .map(({ post }) => post)
}

/**
 * When each post came into its feed. A repost carries the date of the original; when it was reposted is not
 * told, but not before what stands below it.
 */
function datesOf(posts: readonly Post[]): readonly (readonly [Post, number])[] {
  const dates: (readonly [Post, number])[] = []
  let below = 0
  for (const post of posts.toReversed()) {
    const own = Date.parse(post.createdAt)
    const date = post.repostedBy ? Math.max(own, below) : own
    dates.push([post, date])
    if (!post.pinned) below = date
  }
  return dates
}

function toSource(document: FeedDocument): WallSource {
  const { network, handle, profileUrl } = document
  const account = { network, handle, profileUrl, ...authorOf(document) }
  if (document.status === 'unavailable') return { ...account, status: 'unavailable', reason: document.reason }
  const { status, stale } = document
  return { ...account, status, ...(stale && { stale }) }
}

function authorOf(document: FeedDocument): { readonly author?: Author } {
  return 'author' in document && document.author ? { author: document.author } : {}
}

/** Of the sources that are known; of all, when none is. */
function oldest(documents: readonly FeedDocument[]): string {
  const known = documents.filter(document => document.status !== 'unavailable')
  const times = (known.length > 0 ? known : documents).map(({ fetchedAt }) => Date.parse(fetchedAt))
  return new Date(Math.min(...times)).toISOString()
}
