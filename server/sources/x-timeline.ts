/** Reads an account's newest posts, page by page, and never buys more of them than the window holds. */
import { toFeedError } from '../errors.js'
import type { XClient } from './x-client.js'
import { type Dialect, pageQuery } from './x-fields.js'
import { type Account, type Company, toPost } from './x-post.js'
import { type Closed, type Harvest, provePage } from './x-proof.js'
import { createShelf, historyOf, idOf } from './x-raw.js'

export interface TimelineAsk {
  readonly account: Account
  /** 5 to 100. */
  readonly window: number
  readonly replies: boolean
  readonly signal: AbortSignal
}

export interface TimelineTools {
  readonly client: XClient
  readonly dialect: Dialect
  readonly warn: (message: string) => void
}

export type Timeline =
  | ({ readonly type: 'open' } & Harvest)
  | { readonly type: 'closed'; readonly status: Closed }

/** X filters a page after it has cut it, so pages come back short or empty; this many are read at most. */
const MOST_PAGES = 5
/** X's least and most posts per page. */
const SMALLEST = 5
const LARGEST = 100

export async function readTimeline(
  ask: TimelineAsk,
  { client, dialect, warn }: TimelineTools,
): Promise<Timeline> {
  const { account, window, replies, signal } = ask
  let raws: readonly unknown[] = []
  const shelf = createShelf()
  const tokens = new Set<string>()
  let token: string | undefined

  for (let page = 1; page <= MOST_PAGES; page++) {
    const lacking = window - raws.length
    // A page for fewer posts than the smallest one would buy posts that nobody keeps: the window stays a little short.
    if (lacking < SMALLEST) break
    const query = pageQuery({ size: Math.min(LARGEST, lacking), replies, token })
    try {
      const body = await dialect.ask(words =>
        client.get('users/:id/tweets', { id: account.id }, { ...query, ...words }, signal),
      )
      const answer = provePage(body)
      if (answer.type === 'closed') return answer
      raws = raws.concat(answer.posts)
      shelf.add(body)
      token = answer.next
    } catch (error) {
      // Posts that came, and were paid for, are worth more than a full window.
      if (raws.length === 0) throw error
      warn(`${toFeedError(error).message}; going on with the ${raws.length} posts before it`)
      break
    }
    if (token === undefined || tokens.has(token)) break
    tokens.add(token)
  }

  return { type: 'open', ...toHarvest(raws, { ...shelf, account }, window), more: token !== undefined }
}

function toHarvest(raws: readonly unknown[], company: Company, window: number): Omit<Harvest, 'more'> {
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

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
