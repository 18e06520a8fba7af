/** The spine: which feed, which view of it → cache → source → document → finished bytes. */
import { LRUCache } from 'lru-cache'
import type { FeedDocument, KnownDocument, Network, UnavailableDocument } from '../wire/document.js'
import { WIRE_VERSION } from '../wire/document.js'
import { type Answer, toAnswer } from './answer.js'
import { createCache, type Entry, type Failure, type Found } from './cache.js'
import { keepFor, notNow } from './cache-headers.js'
import { withDeadline } from './deadline.js'
import { toFeedError } from './errors.js'
import { type Feed, formatFeed, parseFeed } from './feed.js'
import type { Media } from './media.js'
import { type Moderation, moderated, NO_RULES } from './moderation.js'
import { withoutPost, withoutPurged } from './purge.js'
import { backOff, createLanes, createPause, lengthen } from './resilience.js'
import { moduleOf } from './sources/index.js'
import type { Source, Truth } from './sources/source.js'
import type { Store } from './stores/store.js'
import { seenThrough, type View, viewKey } from './view.js'

export interface FeedsOptions {
  readonly sources: Partial<Record<Network, Source>>
  /** Posts kept and paid for per feed. */
  readonly window: number
  readonly refreshSeconds: number
  /** Mark every document as invented. */
  readonly sample: boolean
  readonly store: Store<Truth>
  /** The owner's rules as they are now: another object once they changed. Absent: none. */
  readonly moderation?: () => Moderation
  /** Leads pictures and films through this server. Absent: they stay where they are. */
  readonly media?: Pick<Media, 'present' | 'release' | 'idle'>
  readonly maxBytes?: number
  /** Milliseconds one read may take in all. */
  readonly deadline?: number
  readonly now: () => number
  readonly random: () => number
  readonly log: FeedLog
}

/** Told of each read of a network. */
export interface FeedLog {
  learnt(feed: string, entry: Entry<Truth>): void
  /** `entry` is what goes on being shown, if anything is known. */
  failed(feed: string, failure: Failure, entry: Entry<Truth> | undefined): void
}

export interface Served {
  readonly kind: Found<Truth>['kind']
  readonly answer: Answer
  /** Milliseconds the answer stays fresh; negative when past it. */
  readonly ttl: number
}

export interface Feeds {
  read(feed: Feed, view: View): Promise<Served>
  /** What memory can answer right now; starts a refresh when one is due. */
  peek(feed: Feed, view: View): Served | undefined
  /** What memory knows right now; starts a refresh when one is due. */
  look(feed: Feed): Found<Truth> | undefined
  learn(feed: Feed): Promise<Found<Truth>>
  /** What a tag with this view is told of what was found. */
  tell(feed: Feed, view: View, found: Found<Truth>): FeedDocument
  /** The same with pictures and films still where their network has them, for who shows only some of its posts. */
  draft(feed: Feed, view: View, found: Found<Truth>): FeedDocument
  /** Is the network being asked for this feed right now? Joining costs nothing. */
  asking(feed: Feed): boolean
  /** Resolves when no network is being asked, and what was learnt is stored. */
  idle(): Promise<void>
  /** Deletes one post, or all that is known of a feed, from memory and every store. False: nothing was known. */
  purge(feed: Feed, id?: string): Promise<boolean>
}

/** Seconds after which a known document is never shown again, unless its network says otherwise. */
const HARD_END = 7 * 86_400

export function createFeeds(options: FeedsOptions): Feeds {
  const { sources, window, refreshSeconds, sample, media, now, random, log } = options
  const { maxBytes = 64 << 20, deadline = 12_000, moderation = () => NO_RULES } = options
  const lanes = createLanes()
  const pause = createPause(now)
  const cache = createCache<Truth>({
    load,
    lifetime: truth => ({
      fresh: lengthen(refreshSeconds * 1000 * patience(truth.document.status), random),
      hard: hardEndOf(truth.document.network) * 1000,
    }),
    backOff: (error, attempts) => backOff(error, attempts, random),
    bytesOf: truth => JSON.stringify(truth).length * 2,
    maxBytes,
    released: (truth, next) => media?.release(truth.document, next?.document),
    store: options.store,
    leaseFor: deadline + 3000,
    report: (key, found) =>
      found.failure ? log.failed(key, found.failure, found.entry) : log.learnt(key, found.entry),
    now,
  })
  interface Made {
    readonly of: Entry<Truth> | Failure
    readonly rules: Moderation
    /** Seconds it says to wait. */
    readonly wait: number
    readonly answer: Answer
  }
  const answers = new LRUCache<string, Made>({
    maxSize: maxBytes,
    sizeCalculation: ({ answer }) =>
      answer.body.identity.length + answer.body.gzip.length + answer.body.br.length,
  })

  /** Ids the owner deleted: kept here when all else of a feed is forgotten at its hard end. */
  const deletions = new LRUCache<string, readonly string[]>({ max: 1000 })

  async function load(key: string, previous: Truth | undefined): Promise<Truth> {
    const feed = parseFeed(key)
    const source = feed && sources[feed.network]
    if (!feed || !source) throw new Error(`no source for ${key}`)
    const { network, handle, replies } = feed
    const ask = { handle, window, replies, ...(previous && { previous }) }
    try {
      // The wait for a turn counts: a visitor waits for both.
      const truth = await withDeadline(deadline, signal =>
        lanes[network].execute(async () => {
          pause.check(network)
          return source.load({ ...ask, signal })
        }, signal),
      )
      const purged = previous?.purged ?? deletions.get(key)
      if (purged) deletions.set(key, purged)
      return withoutPurged(truth, purged)
    } catch (error) {
      // Invented accounts each play a fault of their own.
      if (!sample && !moduleOf(network)?.manyServers) pause.note(network, toFeedError(error))
      throw error
    }
  }

  /** Made once per truth (or failure and second of the wait) and view; the same bytes for everybody after that. */
  function answerOf(feed: Feed, view: View, found: Found<Truth>): Answer {
    const of = found.failure ?? found.entry
    const key = `${formatFeed(feed)} ${viewKey(view, window)}`
    const made = answers.get(key)
    const wait = found.entry ? 0 : waitOf(found.failure)
    const rules = moderation()
    if (made?.of === of && made.rules === rules && made.wait === wait) return made.answer
    const document = tell(feed, view, found)
    const answer = toAnswer(document, cacheHeaders(document, found.entry?.hardUntil), now())
    answers.set(key, { of, rules, wait, answer })
    return answer
  }

  const waitOf = ({ retryAt }: Failure): number => Math.max(1, Math.ceil((retryAt - now()) / 1000))

  function tell(feed: Feed, view: View, found: Found<Truth>): FeedDocument {
    const document = draft(feed, view, found)
    return media?.present(document) ?? document
  }

  function draft(feed: Feed, view: View, { entry, failure }: Found<Truth>): FeedDocument {
    if (!entry) return unavailable(feed, failure, waitOf(failure))
    const seen = seenThrough(view, moderated(entry.value.document, feed, moderation()))
    const document = { ...seen, ...(sample && { sample: true as const }) }
    if (!failure) return document
    return { ...document, stale: { since: document.fetchedAt, reason: failure.error.reason } }
  }

  function unavailable(feed: Feed, { error, failedAt }: Failure, wait: number): UnavailableDocument {
    const { network, handle } = feed
    return {
      v: WIRE_VERSION,
      status: 'unavailable',
      network,
      handle,
      profileUrl: moduleOf(network)?.profileUrl(handle) ?? '',
      fetchedAt: new Date(failedAt).toISOString(),
      ...(sample && { sample: true as const }),
      reason: error.reason,
      retryAfter: wait,
    }
  }

  function cacheHeaders(document: FeedDocument, hardUntil = 0): Readonly<Record<string, string>> {
    if (document.status === 'unavailable') return notNow(document.retryAfter)
    return keepFor((hardUntil - now()) / 1000, refreshSeconds, document.stale !== undefined)
  }

  const serve = (feed: Feed, view: View, found: Found<Truth>): Served => ({
    kind: found.kind,
    answer: answerOf(feed, view, found),
    ttl: (found.entry?.freshUntil ?? found.failure?.retryAt ?? 0) - now(),
  })

  return {
    read: async (feed, view) => serve(feed, view, await cache.read(formatFeed(feed))),
    peek: (feed, view) => {
      const found = cache.peek(formatFeed(feed))
      return found && serve(feed, view, found)
    },
    look: feed => cache.peek(formatFeed(feed)),
    learn: feed => cache.read(formatFeed(feed)),
    tell,
    draft,
    asking: feed => cache.asking(formatFeed(feed)),
    idle: cache.idle,
    async purge(feed, id) {
      const key = formatFeed(feed)
      for (const made of [...answers.keys()]) if (made.startsWith(`${key} `)) answers.delete(made)
      if (id) {
        deletions.set(key, [...new Set([...(deletions.get(key) ?? []), id])])
        const known = await cache.revise(key, truth => withoutPost(truth, id))
        await media?.idle()
        return known
      }
      await cache.forget(key)
      await media?.idle()
      return true
    },
  }
}

/** Verdicts on an account change rarely, so they are asked about less often than posts. */
const patience = (status: KnownDocument['status']): number =>
  status === 'protected' || status === 'suspended' || status === 'withheld' ? 4 : 1

const hardEndOf = (network: Network): number => moduleOf(network)?.hardEnd ?? HARD_END
