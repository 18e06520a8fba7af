/** Takes a deleted post out of what is known, and keeps it out when the network still tells it. Pure. */
import type { KnownDocument } from '../wire/document.js'
import type { Post } from '../wire/post.js'
import type { Truth } from './sources/source.js'

/** The truth without a post, its reposts and its quotes, now and in every later read. */
export function withoutPost(truth: Truth, id: string): Truth {
  return keepOut(truth, [...new Set([...(truth.purged ?? []), id])])
}

/** A new read, without what was purged before it. */
export function withoutPurged(truth: Truth, purged: readonly string[] | undefined): Truth {
  return purged ? keepOut(truth, purged) : truth
}

function keepOut(truth: Truth, purged: readonly string[]): Truth {
  return { ...truth, purged, document: strip(truth.document, purged) }
}

function strip(document: KnownDocument, purged: readonly string[]): KnownDocument {
  if (document.status !== 'posts') return document
  const { posts, more: _more, ...rest } = document
  const kept = posts.filter(post => !isPurged(post, purged)).map(post => withoutQuote(post, purged))
  return kept.length > 0 ? { ...document, posts: kept } : { ...rest, status: 'filtered' }
}

function withoutQuote(post: Post, purged: readonly string[]): Post {
  const quoted = post.quote?.type === 'post' && isPurged(post.quote.post, purged)
  return quoted ? { ...post, quote: { type: 'unavailable' } } : post
}

/** A repost has an id of its own and the original's address. */
function isPurged({ id, url }: Pick<Post, 'id' | 'url'>, purged: readonly string[]): boolean {
  return purged.some(gone => id === gone || url.endsWith(`/${gone}`))
}
