/** The spine: which feed, which view of it → cache → source → document → finished bytes. */
import type { FeedDocument, KnownDocument, Network } from '../wire/document.js'
import { createCache } from './cache.js'
import { withDeadline } from './deadline.js'
import type { Deletions } from './deletions.js'
import { FeedError, toFeedError } from './errors.js'
import { type Feed, formatFeed, parseFeed } from './feed.js'
import { createFeedAnswers, type FeedAnswersOptions, type Served } from './feed-answers.js'
import type { Entry, Failure, Found } from './known.js'
import { withoutPosts } from './purge.js'
import { backOff, createLanes, createPause, lengthen } from './resilience.js'
import { moduleOf } from './sources/index.js'
import type { Source, Truth } from './sources/source.js'
import type { Kept, Store } from './stores/store.js'
import type { View } from './view.js'

export interface FeedsOptions extends FeedAnswersOptions {
  readonly sources: Partial<Record<Network, Source>>
  readonly store: Store<Truth>
  readonly deletions: Deletions
  /** Milliseconds one read may take in all. */
  readonly deadline?: number
  readonly random: () => number
  readonly log: FeedLog
}

/** Told of each read of a network. */
export interface FeedLog {
  learnt(feed: string, entry: Entry<Truth>): void
  /** `entry` is what goes on being shown, if anything is known. */
  failed(feed: string, failure: Failure, entry: Entry<Truth> | undefined): void
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

/** The share of a read's time after which it is no longer begun: it would be paid for, and given up at once. */
const LATEST_BEGIN = 0.9

export function createFeeds(options: FeedsOptions): Feeds {
  const { sources, window, refreshSeconds, sample, media, store, deletions, now, random, log } = options
  const { maxBytes = 64 << 20, deadline = 12_000 } = options
  const lanes = createLanes()
  const pause = createPause(now)
  const answers = createFeedAnswers(options)
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
    store,
    admit,
    leaseFor: deadline + 3000,
    report: (key, found) =>
      found.failure ? log.failed(key, found.failure, found.entry) : log.learnt(key, found.entry),
    now,
  })

  async function load(key: string, previous: Truth | undefined): Promise<Truth> {
    const feed = parseFeed(key)
    const source = feed && sources[feed.network]
    if (!feed || !source) throw new Error(`no source for ${key}`)
    const { network, handle, replies } = feed
    const ask = { handle, window, replies, ...(previous && { previous }) }
    const last = performance.now() + deadline * LATEST_BEGIN
    try {
      // The wait for a turn counts: a visitor waits for both.
      const truth = await withDeadline(deadline, signal =>
        lanes[network].execute(async () => {
          if (performance.now() > last)
            throw new FeedError('timeout', 'its turn came too late to be answered')
          pause.check(network)
          return source.load({ ...ask, signal })
        }, signal),
      )
      const renewed = deletions.renew(key, truth)
      if (renewed) await store.keepOut(key, renewed)
      return deletions.keepOut(key, truth)
    } catch (error) {
      // Invented accounts each play a fault of their own.
      if (!sample && !moduleOf(network)?.manyServers) pause.note(network, toFeedError(error))
      throw error
    }
  }

  /** What the store kept is shown without what was deleted, and told what it doesn't know of that. */
  function admit(key: string, { entry, deleted }: Kept<Truth>): Entry<Truth> | undefined {
    const missing = deleted && deletions.learn(key, deleted)
    if (missing) void store.keepOut(key, missing)
    return entry && deletions.admit(key, entry)
  }

  async function purgePost(key: string, id: string): Promise<boolean> {
    await store.keepOut(key, await deletions.post(key, id))
    return cache.revise(key, truth => withoutPosts(truth, [id]))
  }

  async function purgeFeed(key: string): Promise<boolean> {
    await store.keepOut(key, await deletions.feed(key))
    await cache.forget(key)
    return true
  }

  return {
    read: async (feed, view) => answers.serve(feed, view, await cache.read(formatFeed(feed))),
    peek: (feed, view) => {
      const found = cache.peek(formatFeed(feed))
      return found && answers.serve(feed, view, found)
    },
    look: feed => cache.peek(formatFeed(feed)),
    learn: feed => cache.read(formatFeed(feed)),
    tell: answers.tell,
    draft: answers.draft,
    asking: feed => cache.asking(formatFeed(feed)),
    idle: cache.idle,
    async purge(feed, id) {
      answers.forget(feed)
      const known = await (id ? purgePost(formatFeed(feed), id) : purgeFeed(formatFeed(feed)))
      await media?.idle()
      return known
    },
  }
}

/** Verdicts on an account change rarely, so they are asked about less often than posts. */
const patience = (status: KnownDocument['status']): number =>
  status === 'protected' || status === 'suspended' || status === 'withheld' ? 4 : 1

const hardEndOf = (network: Network): number => moduleOf(network)?.hardEnd ?? HARD_END
