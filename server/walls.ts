/**
 * Walls: each member is a feed like any other, with its own cache, lease and back-off; here they only become one
 * document, made once per change of any member and view. A member that fails costs the others nothing: it is
 * told in its own line, and one that is slow is waited for once, by the first who ask.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { type FeedDocument, WIRE_VERSION } from '../wire/document.js'
import type { WallDocument } from '../wire/wall.js'
import { type Answer, toAnswer } from './answer.js'
import { keepFor, notNow } from './cache-headers.js'
import { type Feed, formatFeed } from './feed.js'
import type { Served } from './feed-answers.js'
import type { Feeds } from './feeds.js'
import type { Entry, Failure, Found } from './known.js'
import type { Media } from './media.js'
import type { Moderation } from './moderation.js'
import { moduleOf } from './sources/index.js'
import type { Truth } from './sources/source.js'
import { type View, viewKey } from './view.js'
import type { Wall } from './wall.js'
import { toWall } from './wall-document.js'

export interface WallsOptions {
  readonly feeds: Feeds
  readonly window: number
  readonly refreshSeconds: number
  readonly sample: boolean
  /** See `FeedsOptions`. */
  readonly moderation: () => Moderation
  /** See `FeedsOptions`. */
  readonly media?: Pick<Media, 'present'>
  /** Milliseconds a visitor waits for a slow member while others are known. */
  readonly patience?: number
  readonly maxBytes?: number
  readonly now: () => number
}

export interface Walls {
  read(wall: Wall, view: View): Promise<Served>
  /** The document that an answer tells. */
  learn(wall: Wall, view: View): Promise<WallDocument>
  /** What memory can answer right now; starts a refresh of each member that is due. */
  peek(wall: Wall, view: View): Served | undefined
  /** Drops what was made of this feed: before it is purged, so that no bytes outlive it. */
  forget(feed: Feed): void
  /** Is each member either known or being asked right now? */
  asking(wall: Wall): boolean
}

/** What is known of a member; undefined: not yet, and it is not waited for. */
type Part = Found<Truth> | undefined

/** Seconds after which a member that was too slow may have answered. */
const SOON = 5
/** More posts than any window holds: what a wall shows is counted after all are merged. */
const ALL = 100

export function createWalls(options: WallsOptions): Walls {
  const { feeds, window, refreshSeconds, sample, moderation, media, now } = options
  const { patience = 2500, maxBytes = 32 << 20 } = options
  /** Members that a visitor has waited for in vain, until they answer. */
  const late = new Set<string>()
  interface Made {
    readonly of: Wall
    readonly entries: readonly (Entry<Truth> | undefined)[]
    readonly failures: readonly (Failure | undefined)[]
    readonly rules: Moderation
    /** Seconds it says to wait. */
    readonly wait: number
    readonly answer: Answer
  }
  const answers = new LRUCache<string, Made>({
    maxSize: maxBytes,
    sizeCalculation: ({ answer: { body } }) => body.identity.length + body.gzip.length + body.br.length,
  })

  function peek(wall: Wall, view: View): Served | undefined {
    const parts = wall.feeds.map(feed => feeds.look(feed))
    const isMissing = wall.feeds.some((feed, index) => !parts[index] && !late.has(formatFeed(feed)))
    const isBare = parts.every(part => !part?.entry)
    if (isMissing || (isBare && parts.includes(undefined))) return undefined
    return serve(wall, view, parts)
  }

  async function gather(wall: Wall): Promise<readonly Part[]> {
    const parts = wall.feeds.map((): Part => undefined)
    const learning = wall.feeds.map(async (feed, index) => {
      const found = await feeds.learn(feed)
      parts[index] = found
      late.delete(formatFeed(feed))
      return found
    })
    await Promise.race([
      Promise.all(learning.filter((_, index) => !late.has(formatFeed(wall.feeds[index] as Feed)))),
      delay(patience, undefined, { ref: false }),
    ])
    // With nothing to show yet, the first good answer is worth waiting for.
    if (!parts.some(part => part?.entry)) await Promise.any(learning.map(known)).catch(() => {})
    for (const [index, feed] of wall.feeds.entries()) if (!parts[index]) late.add(formatFeed(feed))
    return [...parts]
  }

  function serve(wall: Wall, view: View, parts: readonly Part[]): Served {
    const ends = parts.map(part => (part ? (part.entry?.freshUntil ?? part.failure?.retryAt ?? 0) : 0))
    return { kind: kindOf(parts), answer: answerOf(wall, view, parts), ttl: Math.min(...ends) - now() }
  }

  function answerOf(wall: Wall, view: View, parts: readonly Part[]): Answer {
    const key = `${wall.name} ${viewKey(view, window * wall.feeds.length)}`
    const entries = parts.map(part => part?.entry)
    const failures = parts.map(part => part?.failure)
    const rules = moderation()
    const wait = waitOf(parts)
    const made = answers.get(key)
    const isSame =
      made?.rules === rules &&
      made.wait === wait &&
      same(made.entries, entries) &&
      same(made.failures, failures)
    if (made && isSame) return made.answer
    const document = documentOf(wall, view, parts)
    const left = (Math.min(...entries.flatMap(entry => entry?.hardUntil ?? [])) - now()) / 1000
    const isBehind = failures.some(failure => failure) || parts.includes(undefined)
    const headers =
      document.status === 'unavailable'
        ? notNow(document.retryAfter)
        : keepFor(left, refreshSeconds, isBehind)
    const answer = toAnswer(document, headers, now())
    answers.set(key, { of: wall, entries, failures, rules, wait, answer })
    return answer
  }

  function documentOf(wall: Wall, view: View, parts: readonly Part[]): WallDocument {
    const whole = { ...view, limit: ALL }
    const documents = wall.feeds.map((feed, index) => {
      const found = parts[index]
      return found ? feeds.draft(feed, whole, found) : tooSlow(feed)
    })
    const document = toWall(wall.name, documents, view.limit)
    return media?.present(document) ?? document
  }

  /** Only what shows nothing says when to ask again. */
  function waitOf(parts: readonly Part[]): number {
    if (parts.some(part => part?.entry)) return 0
    const waits = parts.map(part => (part?.failure ? (part.failure.retryAt - now()) / 1000 : SOON))
    return Math.max(1, Math.ceil(Math.min(...waits)))
  }

  function tooSlow({ network, handle }: Feed): FeedDocument {
    return {
      v: WIRE_VERSION,
      status: 'unavailable',
      network,
      handle,
      profileUrl: moduleOf(network)?.profileUrl(handle) ?? '',
      fetchedAt: new Date(now()).toISOString(),
      ...(sample && { sample: true as const }),
      reason: 'timeout',
      retryAfter: SOON,
    }
  }

  return {
    peek,
    read: async (wall, view) => serve(wall, view, await gather(wall)),
    learn: async (wall, view) => documentOf(wall, view, await gather(wall)),
    forget(feed) {
      const isIt = ({ network, handle }: Feed) => network === feed.network && handle === feed.handle
      for (const [key, { of }] of [...answers]) if (of.feeds.some(isIt)) answers.delete(key)
    },
    asking: wall => wall.feeds.every(feed => feeds.asking(feed) || feeds.look(feed) !== undefined),
  }
}

async function known(learning: Promise<Found<Truth>>): Promise<void> {
  const { failure, entry } = await learning
  if (!entry) throw failure?.error
}

function same(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index])
}

/** As a whole it is what its worst member is; nothing to show is an error only when all have none. */
function kindOf(parts: readonly Part[]): Served['kind'] {
  const kinds = parts.map(part => part?.kind)
  const isBare = parts.every(part => !part?.entry)
  if (isBare) return kinds.includes('error') ? 'error' : 'negative'
  if (kinds.includes('miss')) return 'miss'
  if (
    kinds.some(
      kind => kind === undefined || kind === 'stale-error' || kind === 'negative' || kind === 'error',
    )
  )
    return 'stale-error'
  return kinds.includes('stale') ? 'stale' : 'hit'
}
