/**
 * Writes a finished answer on a plain node response. The Express route and the hot path in front of it
 * both end here, so they can't differ.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, type Encoding, matches, pickEncoding } from './answer.js'
import type { Config } from './config.js'
import type { Served } from './feed-answers.js'
import { corsFor, type Headers, SAFETY } from './headers.js'

export type WriteAnswer = (request: IncomingMessage, response: ServerResponse, served: Served) => void

export function createWriter(origins: Config['origins'], now: () => number): WriteAnswer {
  const cors = corsFor(origins)
  return function writeAnswer({ headers: asked, method }, response, served) {
    const { answer } = served
    const { body, status } = answer
    const head = headOf(served, cors(asked.origin), now())
    if (status === 200 && matches(asked['if-none-match'], answer.etag)) {
      response.writeHead(304, head.unchanged)
      response.end()
      return
    }
    const encoding = pickEncoding(asked['accept-encoding'] as string | undefined)
    response.writeHead(status, head[encoding])
    response.end(method === 'HEAD' ? undefined : body[encoding])
  }
}

type Heads = Readonly<Record<Encoding | 'unchanged', Headers>>

/** `Age` and `Cache-Status` change once a second at most, so the heads of an answer are kept for that long. */
const kept = new WeakMap<Answer, WeakMap<Headers, Kept>>()

interface Kept {
  readonly kind: Served['kind']
  /** Seconds the answer is old, and seconds it stays fresh. */
  readonly age: number
  readonly left: number
  readonly heads: Heads
}

function headOf({ kind, answer, ttl }: Served, cors: Headers, time: number): Heads {
  const age = Math.max(0, Math.floor((time - answer.madeAt) / 1000))
  const left = Math.floor(ttl / 1000)
  const bySite = kept.get(answer)
  const last = bySite?.get(cors)
  if (last && last.age === age && last.left === left && last.kind === kind) return last.heads
  const { 'Content-Type': type = '', ...rest } = answer.headers
  const unchanged = {
    ...SAFETY,
    ...cors,
    ...rest,
    ETag: answer.etag,
    Age: String(age),
    'Cache-Status': cacheStatus(kind, left),
  }
  const full = (encoding: Encoding): Headers => ({
    ...unchanged,
    'Content-Type': type,
    'Content-Length': String(answer.body[encoding].length),
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  })
  const heads = { unchanged, identity: full('identity'), gzip: full('gzip'), br: full('br') }
  const next: Kept = { kind, age, left, heads }
  if (bySite) bySite.set(cors, next)
  else kept.set(answer, new WeakMap([[cors, next]]))
  return heads
}

/** RFC 9211: what our cache did, for whoever debugs a page. */
function cacheStatus(kind: Served['kind'], ttl: number): string {
  switch (kind) {
    case 'hit':
    case 'stale':
      return `social-feed; hit; ttl=${ttl}`
    case 'stale-error':
      return `social-feed; hit; ttl=${ttl}; detail=stale-error`
    case 'miss':
      return 'social-feed; fwd=miss; stored'
    case 'negative':
    case 'error':
      return `social-feed; fwd=miss; detail=${kind}`
  }
}
