/** What was found of a feed, as the finished bytes of one view: made once, the same for everybody after that. */
import { LRUCache } from 'lru-cache'
import type { FeedDocument, UnavailableDocument } from '../wire/document.js'
import { WIRE_VERSION } from '../wire/document.js'
import { type Answer, toAnswer } from './answer.js'
import { keepFor, notNow } from './cache-headers.js'
import { type Feed, formatFeed } from './feed.js'
import type { Entry, Failure, Found } from './known.js'
import type { Media } from './media.js'
import { type Moderation, moderated, NO_RULES } from './moderation.js'
import { moduleOf } from './sources/index.js'
import type { Truth } from './sources/source.js'
import { seenThrough, type View, viewKey } from './view.js'

export interface Served {
  readonly kind: Found<Truth>['kind']
  readonly answer: Answer
  /** Milliseconds the answer stays fresh; negative when past it. */
  readonly ttl: number
}

export interface FeedAnswersOptions {
  /** Posts kept per feed. */
  readonly window: number
  readonly refreshSeconds: number
  /** Mark every document as invented. */
  readonly sample: boolean
  /** The owner's rules as they are now: another object once they changed. Absent: none. */
  readonly moderation?: () => Moderation
  /** Leads pictures and films through this server. Absent: they stay where they are. */
  readonly media?: Pick<Media, 'present' | 'release' | 'idle'>
  /** Of finished bytes. Default 64 MiB. */
  readonly maxBytes?: number
  readonly now: () => number
}

export interface FeedAnswers {
  serve(feed: Feed, view: View, found: Found<Truth>): Served
  /** What a tag with this view is told. */
  tell(feed: Feed, view: View, found: Found<Truth>): FeedDocument
  /** The same with pictures and films still where their network has them, for who shows only some of its posts. */
  draft(feed: Feed, view: View, found: Found<Truth>): FeedDocument
  forget(feed: Feed): void
}

/** What an answer was made of: the same again, and it is still right. */
interface Made {
  readonly of: Entry<Truth> | Failure
  readonly rules: Moderation
  /** Seconds it says to wait. */
  readonly wait: number
  readonly answer: Answer
}

export function createFeedAnswers(options: FeedAnswersOptions): FeedAnswers {
  const { window, refreshSeconds, sample, media, now } = options
  const { maxBytes = 64 << 20, moderation = () => NO_RULES } = options
  const answers = new LRUCache<string, Made>({
    maxSize: maxBytes,
    sizeCalculation: ({ answer: { body } }) => body.identity.length + body.gzip.length + body.br.length,
  })

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

  return {
    tell,
    draft,
    serve: (feed, view, found) => ({
      kind: found.kind,
      answer: answerOf(feed, view, found),
      ttl: (found.entry?.freshUntil ?? found.failure?.retryAt ?? 0) - now(),
    }),
    forget(feed) {
      const mine = `${formatFeed(feed)} `
      for (const key of [...answers.keys()]) if (key.startsWith(mine)) answers.delete(key)
    },
  }
}
