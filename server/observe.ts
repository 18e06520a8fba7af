/** What happened, kept for the owner: one record per feed, one count per outcome. No visitor is in it. */
import type { Network, Reason, Status } from '../wire/document.js'
import type { FeedLog } from './feeds.js'
import type { Entry, Failure, Found } from './known.js'
import type { Truth } from './sources/source.js'

export interface FeedRecord {
  readonly status?: Status
  readonly dropped?: number
  /** Milliseconds since the epoch. */
  readonly fetchedAt?: number
  readonly freshUntil?: number
  readonly failure?: Failure
}

export interface Observer extends FeedLog {
  served(kind: Found<unknown>['kind']): void
  readonly feeds: ReadonlyMap<string, FeedRecord>
  /** Answers to visitors, by what the cache did. */
  readonly answers: Readonly<Record<Found<unknown>['kind'], number>>
  /** Reads of a network: `x ok`, `x outage` … */
  readonly reads: ReadonlyMap<`${Network} ${'ok' | Reason}`, number>
}

/** Records kept; an owner's list is far shorter, sample mode serves any handle. */
const MAX_FEEDS = 1000

export function createObserver(listeners: readonly FeedLog[]): Observer {
  const feeds = new Map<string, FeedRecord>()
  const reads = new Map<`${Network} ${'ok' | Reason}`, number>()
  const answers = { hit: 0, stale: 0, 'stale-error': 0, miss: 0, negative: 0, error: 0 }

  function note(feed: string, outcome: 'ok' | Reason, record: FeedRecord): void {
    const read = `${feed.split('/')[0] as Network} ${outcome}` as const
    reads.set(read, (reads.get(read) ?? 0) + 1)
    if (feeds.has(feed) || feeds.size < MAX_FEEDS) feeds.set(feed, record)
  }

  return {
    feeds,
    answers,
    reads,
    served: kind => {
      answers[kind]++
    },
    learnt(feed: string, entry: Entry<Truth>) {
      const { value, fetchedAt, freshUntil } = entry
      note(feed, 'ok', { status: value.document.status, dropped: value.dropped, fetchedAt, freshUntil })
      for (const listener of listeners) listener.learnt(feed, entry)
    },
    failed(feed, failure, entry) {
      const { failure: _last, ...known } = feeds.get(feed) ?? {}
      note(feed, failure.error.reason, { ...known, failure })
      for (const listener of listeners) listener.failed(feed, failure, entry)
    },
  }
}
