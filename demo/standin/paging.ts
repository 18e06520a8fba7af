/** Which part of a timeline a request gets, and the tokens that lead to its neighbours. */
import { BadParameter, type Query } from './query.js'
import { isNewer, type RawPost } from './world.js'

export interface Page {
  readonly posts: readonly RawPost[]
  readonly nextToken?: string
  readonly previousToken?: string
}

/** Leads to the newest post. */
export const START = token('after', '')

/**
 * X chooses the page first and leaves out replies and reposts afterwards, so pages come back short.
 * Throws BadParameter.
 */
export function pageOf(timeline: readonly RawPost[], query: Query): Page {
  const within = timeline.filter(post => inWindow(post, query))
  const start = query.pageToken === undefined ? 0 : startOf(within, query.pageToken, query.max)
  const chosen = within.slice(start, start + query.max)
  const first = chosen[0]
  const last = chosen.at(-1)
  return {
    posts: chosen.filter(post => !isExcluded(post, query.exclude)),
    ...(last && start + query.max < within.length && { nextToken: token('after', last.id) }),
    ...(first && query.pageToken !== undefined && { previousToken: token('before', first.id) }),
  }
}

function inWindow({ id, created_at }: RawPost, { sinceId, untilId, startTime, endTime }: Query): boolean {
  if (sinceId && !isNewer(id, sinceId)) return false
  if (untilId && !isNewer(untilId, id)) return false
  const at = Date.parse(created_at ?? '')
  // An id bound beats a time bound, as X documents.
  return (Boolean(sinceId) || !(at < startTime)) && (Boolean(untilId) || !(at >= endTime))
}

function isExcluded(post: RawPost, exclude: ReadonlySet<string>): boolean {
  const types = post.referenced_tweets?.map(({ type }) => type) ?? []
  if (exclude.has('replies') && (post.in_reply_to_user_id || types.includes('replied_to'))) return true
  return exclude.has('retweets') && types.includes('retweeted')
}

function token(direction: 'after' | 'before', id: string): string {
  return Buffer.from(`${direction}:${id}`).toString('base64url')
}

function startOf(posts: readonly RawPost[], pageToken: string, max: number): number {
  const [, direction, id] =
    /^(after|before):(\d*)$/.exec(Buffer.from(pageToken, 'base64url').toString()) ?? []
  if (direction === undefined || id === undefined) {
    const message = `The \`pagination_token\` query parameter value [${pageToken}] is not valid`
    throw new BadParameter('pagination_token', pageToken, message)
  }
  if (id === '') return 0
  const at = indexOf(posts, id)
  return direction === 'after' ? at.index + (at.found ? 1 : 0) : Math.max(0, at.index - max)
}

/** Where the post is, or where it was before its author deleted it. */
function indexOf(posts: readonly RawPost[], id: string): { readonly index: number; readonly found: boolean } {
  const index = posts.findIndex(post => post.id === id)
  if (index >= 0) return { index, found: true }
  const next = posts.findIndex(post => isNewer(id, post.id))
  return { index: next < 0 ? posts.length : next, found: false }
}
