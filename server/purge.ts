/** Takes deleted posts out of what is known, with their reposts and quotes. Pure. */
import type { KnownDocument } from '../wire/document.js'
import type { Post } from '../wire/post.js'
import type { Truth } from './sources/source.js'

/** The same object when it holds none of them. */
export function withoutPosts(truth: Truth, ids: readonly string[]): Truth {
  const gone = ids.filter(id => isAmong(truth.document, id))
  return gone.length > 0 ? { ...truth, document: strip(truth.document, gone) } : truth
}

/** Does the document show this post, as itself, as a repost or in a quote? */
export function isAmong(document: KnownDocument, id: string): boolean {
  return document.status === 'posts' && document.posts.some(post => isPost(post, id) || isQuoted(post, id))
}

function strip(document: KnownDocument, ids: readonly string[]): KnownDocument {
  if (document.status !== 'posts') return document
  const { posts, more: _more, ...rest } = document
  const kept = posts
    .filter(post => !ids.some(id => isPost(post, id)))
    .map(post => (ids.some(id => isQuoted(post, id)) ? withoutQuote(post) : post))
  return kept.length > 0 ? { ...document, posts: kept } : { ...rest, status: 'filtered' }
}

/** A repost has an id of its own and the original's address. */
const isPost = ({ id, url }: Pick<Post, 'id' | 'url'>, gone: string): boolean =>
  id === gone || url.endsWith(`/${gone}`)

const isQuoted = ({ quote }: Post, id: string): boolean => quote?.type === 'post' && isPost(quote.post, id)

const withoutQuote = (post: Post): Post => ({ ...post, quote: { type: 'unavailable' } })
