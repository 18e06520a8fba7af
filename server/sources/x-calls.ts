/** The two questions to X, each entered in the ledger: the worst case before it, what came after it. */
import { FeedError, toFeedError } from '../errors.js'
import type { Bought, Ledger, Reads, Reservation } from '../ledger.js'
import { type Json, listAt, objectAt } from './json.js'
import type { XClient, XQuery } from './x-client.js'
import { type PageAsk, pageQuery, profileQuery } from './x-fields.js'
import { idOf } from './x-raw.js'

export interface XCalls {
  /** `words` are the fields in one of X's vocabularies. */
  lookUp(handle: string, words: XQuery, signal: AbortSignal): Promise<Json>
  page(accountId: string, ask: PageAsk, words: XQuery, signal: AbortSignal): Promise<Json>
}

/** The most that reading a window of up to 100 posts in one page buys: the profile and `worstOf` the page. */
export function worstRead(ask: PageAsk): Reads {
  return { ...worstOf(ask), users: 1 }
}

export function createXCalls(client: XClient, ledger: Ledger, warn: (message: string) => void): XCalls {
  const running = new Set<Promise<unknown>>()

  async function pay(worst: Reads, signal: AbortSignal, call: () => Promise<Json>): Promise<Json> {
    const reservation = await reserve(worst, signal)
    const paid = settleAfter(reservation, call)
    const over = paid.catch(() => {}).finally(() => running.delete(over))
    running.add(over)
    return paid
  }

  /** What other calls only set aside is mostly given back: while one runs, a refusal is not the last word. */
  async function reserve(worst: Reads, signal: AbortSignal): Promise<Reservation> {
    for (;;) {
      if (signal.aborted) throw new FeedError('timeout', 'X: given up before it was asked')
      const before = [...running]
      try {
        return await ledger.reserve(worst)
      } catch (error) {
        const others = [...before, ...running]
        if (toFeedError(error).reason !== 'budget' || others.length === 0) throw error
        await Promise.race(others)
      }
    }
  }

  /**
   * A failed call is settled with nothing: X bills only what it answered. Should it have answered what never
   * arrived whole, the same posts come again with the next read of that day and are counted then.
   */
  async function settleAfter(reservation: Reservation, call: () => Promise<Json>): Promise<Json> {
    let bought: Bought = { posts: [], users: [] }
    try {
      const body = await call()
      bought = boughtIn(body)
      return body
    } finally {
      // What came is worth showing even if it can't be entered; then the worst case stays counted.
      await reservation
        .settle(bought)
        .catch(error => warn(`the ledger could not be settled: ${toFeedError(error).message}`))
    }
  }

  return {
    lookUp: (username, words, signal) =>
      pay({ posts: 0, users: 1 }, signal, () =>
        client.get('users/by/username/:username', { username }, profileQuery(words), signal),
      ),
    page: (id, ask, words, signal) =>
      pay(worstOf(ask), signal, () =>
        client.get('users/:id/tweets', { id }, { ...pageQuery(ask), ...words }, signal),
      ),
  }
}

/**
 * X counts the posts that come along as posts of the answer, so each may bring what it refers to: the one
 * it reposts or quotes, and with replies the one it answers as well. The people and media that come along
 * are of another kind than the endpoint sells and are not counted (so X's own API simulator, credits.go).
 */
function worstOf({ size, replies }: PageAsk): Reads {
  return { posts: size * (replies ? 3 : 2), users: 0 }
}

function boughtIn(body: Json): Bought {
  const includes = objectAt(body, 'includes')
  const posts = [...listAt(body, 'data'), ...listAt(includes, 'tweets'), ...listAt(includes, 'posts')]
  return { posts: idsOf(posts), users: idsOf([objectAt(body, 'data')]) }
}

const idsOf = (objects: readonly unknown[]): readonly string[] => [
  ...new Set(objects.map(idOf).filter(id => id !== undefined)),
]
