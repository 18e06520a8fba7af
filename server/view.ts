/** What one tag asks to see of a feed's window: it may hide what the owner bought, never buy more. */
import type { KnownDocument, PostsDocument } from '../wire/document.js'
import type { Post } from '../wire/post.js'

export interface View {
  /** Posts, 1 to 100. */
  readonly limit: number
  readonly replies: boolean
  readonly reposts: boolean
}

/** One spelling per view, in which the limit is never larger than the window. */
export function viewKey(view: View, window: number): string {
  return `${Math.min(view.limit, window)}${view.replies ? 'r' : ''}${view.reposts ? '' : 'o'}`
}

/** The document as this view shows it. Hiding every post makes it `filtered`: posts exist, none to show. */
export function seenThrough(view: View, document: KnownDocument): KnownDocument {
  if (document.status !== 'posts') return document
  const shown = document.posts.filter(post => wanted(view, post))
  const { posts: _posts, more: _more, ...rest } = document
  if (shown.length === 0) return { ...rest, status: 'filtered' }
  const posts = shown.slice(0, view.limit)
  const left = shown.length - posts.length
  const seen: PostsDocument = { ...rest, posts }
  return left > 0 ? { ...seen, more: left } : seen
}

const wanted = (view: View, post: Post): boolean =>
  (view.replies || !isReply(post)) && (view.reposts || post.repostedBy === undefined)

/** To somebody else: an account that answers itself goes on telling, and its network shows that among its posts. */
const isReply = ({ replyTo, author }: Post): boolean =>
  replyTo !== undefined && replyTo.handle !== author.handle
