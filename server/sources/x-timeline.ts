/** Reads an account's newest posts, page by page, and never buys more of them than the window holds. */
import type { Post } from '../../wire/post.js'
import { toFeedError } from '../errors.js'
import type { XCalls } from './x-calls.js'
import type { Dialect } from './x-fields.js'
import { type Account, type Company, toPost } from './x-post.js'
import { type Closed, type Harvest, provePage } from './x-proof.js'
import { compareIds, createShelf, historyOf, idOf } from './x-raw.js'

export interface TimelineAsk {
  readonly account: Account
  /** 5 to 100. */
  readonly window: number
  readonly replies: boolean
  /** Only what is newer than this post. */
  readonly since?: string
  readonly signal: AbortSignal
}

export interface TimelineTools {
  readonly calls: XCalls
  readonly dialect: Dialect
  readonly warn: (message: string) => void
}

export interface OpenTimeline extends Harvest {
  readonly type: 'open'
  /** No further post of at least the smallest page fits the window. */
  readonly full: boolean
  /** Every id that came, and every version of an edited post. */
  readonly ids: ReadonlySet<string>
  /** The newest of them. */
  readonly newest?: string
}

export type Timeline = OpenTimeline | { readonly type: 'closed'; readonly status: Closed }

/** X filters a page after it has cut it, so pages come back short or empty; this many are read at most. */
const MOST_PAGES = 5
/** X's least and most posts per page. */
const SMALLEST = 5
const LARGEST = 100

export async function readTimeline(
  ask: TimelineAsk,
  { calls, dialect, warn }: TimelineTools,
): Promise<Timeline> {
  const { account, window, replies, since, signal } = ask
  let raws: readonly unknown[] = []
  const shelf = createShelf()
  const tokens = new Set<string>()
  let token: string | undefined

  for (let page = 1; page <= MOST_PAGES; page++) {
    const lacking = window - raws.length
    // A page for fewer posts than the smallest one would buy posts that nobody keeps: the window stays a little short.
    if (lacking < SMALLEST) break
    // Little is new at a poll, and what a page may cost is set aside before it.
    const size = since !== undefined && page === 1 ? SMALLEST : Math.min(LARGEST, lacking)
    try {
      const body = await dialect.ask(words =>
        calls.page(account.id, { size, replies, since, token }, words, signal),
      )
      const answer = provePage(body)
      if (answer.type === 'closed') return answer
      raws = raws.concat(answer.posts)
      shelf.add(body)
      token = answer.next
    } catch (error) {
      // Posts that came, and were paid for, are worth more than a full window; but a poll must leave no gap.
      if (raws.length === 0 || since !== undefined) throw error
      warn(`${toFeedError(error).message}; going on with the ${raws.length} posts before it`)
      break
    }
    if (token === undefined || tokens.has(token)) break
    tokens.add(token)
  }

  const ids = raws.flatMap(raw => [idOf(raw) ?? [], historyOf(raw)].flat())
  const newest = ids.toSorted(compareIds).at(-1)
  return {
    type: 'open',
    ...toHarvest(raws, { ...shelf, account }, window),
    more: token !== undefined,
    full: window - raws.length < SMALLEST,
    ids: new Set(ids),
    ...(newest !== undefined && { newest }),
  }
}

function toHarvest(
  raws: readonly unknown[],
  company: Company,
  window: number,
): { readonly posts: readonly Post[]; readonly dropped: number } {
  const newest = newestVersions(raws).slice(0, window)
  const posts = newest.map(raw => toPost(raw, company)).filter(post => post !== undefined)
  const nameless = raws.filter(raw => idOf(raw) === undefined).length
  return { posts, dropped: newest.length - posts.length + nameless }
}

/**
 * Newest first, and of the versions of an edited post the newest only. Ordered by id, which grows with
 * time: a repost's is that of the reposting, while its date is the original's.
 */
function newestVersions(raws: readonly unknown[]): readonly unknown[] {
  const versions = new Map<string, { readonly id: string; readonly raw: unknown }>()
  for (const raw of raws) {
    const id = idOf(raw)
    if (id === undefined) continue
    const first = historyOf(raw)[0] ?? id
    const known = versions.get(first)
    if (!known || compareIds(id, known.id) > 0) versions.set(first, { id, raw })
  }
  return [...versions.values()].sort((a, b) => compareIds(b.id, a.id)).map(({ raw }) => raw)
}
