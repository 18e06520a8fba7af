/** Between two reads of the whole window only what is new is asked for, and put in front of what is known. */
import type { Post } from '../../wire/post.js'
import { BadRequest } from './x-errors.js'
import type { Known, Notes } from './x-notes.js'
import type { Closed } from './x-proof.js'
import { compareIds } from './x-raw.js'
import { type OpenTimeline, readTimeline, type Timeline, type TimelineTools } from './x-timeline.js'

export interface PollAsk {
  readonly known: Known
  readonly replies: boolean
  readonly signal: AbortSignal
}

export interface Merged {
  readonly type: 'merged'
  readonly posts: readonly Post[]
  readonly dropped: number
  readonly notes: Notes
}

/** Undefined when only the whole window can tell: more came than can be joined to what is known. */
export async function poll(
  { known, replies, signal }: PollAsk,
  tools: TimelineTools,
): Promise<Merged | { readonly type: 'closed'; readonly status: Closed } | undefined> {
  const { account, notes } = known
  const { window, newest: since } = notes
  const news = await readTimeline({ account, window, replies, since, signal }, tools).catch(withoutSince)
  if (news?.type !== 'open') return news
  if (news.more && !news.full) return undefined
  const posts = merge(news, known)
  if (posts.length === 0) return undefined
  const newest = news.newest && compareIds(news.newest, since) > 0 ? news.newest : since
  return { type: 'merged', posts, dropped: known.dropped + news.dropped, notes: { ...notes, newest } }
}

/** X may not take the number, as one too old for it; that is no reason to stay behind. */
function withoutSince(error: unknown): Timeline | undefined {
  if (error instanceof BadRequest) return undefined
  throw error
}

/** A new version of an edited post has a new id and names all earlier ones, so it takes their place. */
function merge({ posts, more, ids }: OpenTimeline, { document, notes }: Known): readonly Post[] {
  const kept = more ? [] : document.posts.filter(({ id }) => !ids.has(id))
  return [...posts, ...kept].slice(0, notes.window)
}
