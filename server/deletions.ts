/**
 * What the owner deleted here, kept apart from the posts: it outlives them, a restart, and a Redis that was
 * away or lost everything. Every server keeps its own file, and hands on what it finds missing in Redis.
 */
import type { Entry } from './known.js'
import { isAmong, withoutPosts } from './purge.js'
import type { Truth } from './sources/source.js'

/** Times are milliseconds since the epoch. */
export interface Deleted {
  /** By id: when it was deleted, or last told by its network after that. */
  readonly posts: Readonly<Record<string, number>>
  /** The whole feed was deleted: what was read before is never shown again. */
  readonly before?: number
}

export interface Deletions {
  /** Resolves when it is kept. */
  post(key: string, id: string): Promise<Deleted>
  feed(key: string): Promise<Deleted>
  /** A read of the network, without what was deleted. */
  keepOut(key: string, truth: Truth): Truth
  /** Keeps longer what a read tells again; the answer is that, if anything. Once a day is often enough. */
  renew(key: string, truth: Truth): Deleted | undefined
  /** What is shown of an entry that a store kept: nothing when it is older than a deletion of the feed. */
  admit(key: string, entry: Entry<Truth>): Entry<Truth> | undefined
  /** What other servers know as well now. The answer is what they lack, if anything. */
  learn(key: string, theirs: Deleted): Deleted | undefined
  /** Resolves when all of it is kept. */
  idle(): Promise<void>
}

export interface DeletionsOptions {
  /** What an earlier process kept, by feed as `formatFeed` writes it. */
  readonly kept?: ReadonlyMap<string, Deleted>
  /** Keeps all of it; resolves when it is as safe as it can be made. Absent: it lasts as long as the process. */
  readonly keep?: (all: ReadonlyMap<string, Deleted>) => Promise<void>
  readonly now: () => number
}

const DAY = 86_400_000
/**
 * An id is kept while its network goes on telling the post, and 400 days after it last did: longer than the
 * year after which an anniversary is reposted, and not for ever, since it is a trace of somebody's post.
 */
export const KEEP_FOR = 400 * DAY
/** Ids kept per feed, the newest: ten of the largest windows. */
export const MAX_POSTS = 1000

export function createDeletions({
  kept = new Map(),
  keep = async () => {},
  now,
}: DeletionsOptions): Deletions {
  const all = new Map<string, Deleted>()
  for (const [key, deleted] of kept) {
    const left = mergeDeleted(deleted, NOTHING, now())
    if (!isEmpty(left)) all.set(key, left)
  }
  let keeping: Promise<void> = Promise.resolve()

  function add(key: string, more: Deleted): Promise<void> {
    all.set(key, mergeDeleted(all.get(key), more, now()))
    keeping = keep(all)
    return keeping
  }
  const known = (key: string): Deleted => all.get(key) ?? NOTHING

  return {
    async post(key, id) {
      await add(key, { posts: { [id]: now() } })
      return known(key)
    },
    async feed(key) {
      await add(key, { posts: {}, before: now() })
      return known(key)
    },
    keepOut: (key, truth) => withoutPosts(truth, Object.keys(known(key).posts)),
    renew(key, { document }) {
      const old = Object.entries(known(key).posts).filter(([, at]) => now() - at >= DAY)
      const told = old.filter(([id]) => isAmong(document, id)).map(([id]) => [id, now()])
      if (told.length === 0) return undefined
      const renewed = { posts: Object.fromEntries(told) }
      void add(key, renewed)
      return renewed
    },
    admit(key, entry) {
      const { posts, before = 0 } = known(key)
      if (entry.fetchedAt < before) return undefined
      const value = withoutPosts(entry.value, Object.keys(posts))
      return value === entry.value ? entry : { ...entry, value }
    },
    learn(key, theirs) {
      const both = mergeDeleted(known(key), theirs, now())
      if (isMore(both, known(key))) void add(key, theirs)
      return isMore(both, theirs) ? both : undefined
    },
    idle: () => keeping,
  }
}

const NOTHING: Deleted = { posts: {} }

export function mergeDeleted(some: Deleted | undefined, more: Deleted, now: number): Deleted {
  const posts = new Map(Object.entries(some?.posts ?? {}))
  for (const [id, at] of Object.entries(more.posts)) posts.set(id, Math.max(at, posts.get(id) ?? 0))
  const kept = [...posts].filter(([, at]) => now - at < KEEP_FOR).sort(([, a], [, b]) => b - a)
  const time = Math.max(some?.before ?? 0, more.before ?? 0)
  const before = now - time < KEEP_FOR ? time : 0
  return { posts: Object.fromEntries(kept.slice(0, MAX_POSTS)), ...(before && { before }) }
}

const isEmpty = ({ posts, before }: Deleted): boolean => !before && Object.keys(posts).length === 0

/** Does `some` hold what `others` lack? The time alone doesn't count: it is renewed by each server. */
const isMore = (some: Deleted, others: Deleted): boolean =>
  (some.before ?? 0) > (others.before ?? 0) || Object.keys(some.posts).some(id => !(id in others.posts))
