/** JSON from an API through the upstream: what its status means, in the words of the owner's log. */
import type { Reason } from '../wire/document.js'
import { FeedError } from './errors.js'
import { retryAfter } from './retry-after.js'
import type { Upstream, UpstreamAnswer } from './upstream.js'

export interface JsonAsk {
  readonly signal: AbortSignal
  readonly now: number
  readonly headers?: Readonly<Record<string, string>>
  /** The API wants no key, so 401 and 403 are not about one. */
  readonly keyless?: true
  /** Default 4 MiB. */
  readonly maxBytes?: number
}

export interface JsonAnswer {
  /** 200, or a refusal that may say something about the account: 400, 404, 410, 422 and the like. */
  readonly status: number
  readonly headers: UpstreamAnswer['headers']
  /** Undefined only beside a refusal: its body was no JSON. */
  readonly body: unknown
}

/**
 * Throws FeedError when the answer is about the server, not about what was asked: 5xx `outage`, 429
 * `rate-limit`, 401 and 403 `key` (`unreadable` without one), a redirect or a 200 that is no JSON `unreadable`.
 */
export async function getJson(upstream: Upstream, url: string, ask: JsonAsk): Promise<JsonAnswer> {
  const { signal, now, headers, maxBytes = 4 << 20 } = ask
  const accept = 'application/json'
  const answer = await upstream.get(url, { signal, accept, maxBytes, ...(headers && { headers }) })
  const { status } = answer
  const body = parse(answer.body)
  const where = new URL(url).host
  const reason = reasonOf(status, ask.keyless)
  if (reason !== undefined) {
    const busy = reason === 'outage' || reason === 'rate-limit'
    const wait = busy ? retryAfter(answer.headers, now) : undefined
    throw new FeedError(
      reason,
      `${where}: answered ${status}`,
      wait === undefined ? {} : { retryAfter: wait },
    )
  }
  if (status >= 400) return { status, headers: answer.headers, body }
  if (status !== 200 || body === undefined)
    throw new FeedError('unreadable', `${where}: answered ${status} with something that is not its API`)
  return { status, headers: answer.headers, body }
}

function reasonOf(status: number, keyless = false): Reason | undefined {
  if (status >= 500) return 'outage'
  if (status === 429) return 'rate-limit'
  if (status !== 401 && status !== 403) return undefined
  return keyless ? 'unreadable' : 'key'
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
