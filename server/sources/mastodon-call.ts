/** One call to a server that speaks Mastodon's API. */
import { FeedError } from '../errors.js'
import type { Upstream } from '../upstream.js'
import { getJson, type JsonAnswer } from '../upstream-json.js'

/**
 * Throws FeedError; an answer below 500 that is no refusal of strangers is the caller's to judge. No redirect
 * is followed unless asked for.
 */
export type Call = (url: string, redirects?: number) => Promise<JsonAnswer>

export function createCall(upstream: Upstream, signal: AbortSignal, now: () => number): Call {
  return async (url, redirects = 0) => {
    const { host } = new URL(url)
    try {
      const following: Upstream = { ...upstream, get: (url, ask) => upstream.get(url, { ...ask, redirects }) }
      const answer = await getJson(following, url, { signal, now: now() })
      // https://docs.joinmastodon.org/methods/accounts/#statuses: "This method requires an authenticated user"
      if (answer.status === 422) throw new FeedError('key', `${host}: answered 422`)
      return answer
    } catch (error) {
      if (!(error instanceof FeedError) || error.reason !== 'key') throw error
      const hint = 'it shows posts to its own users only; its operator can open the API'
      throw new FeedError('key', `${error.message}; ${hint}`, { cause: error })
    }
  }
}
