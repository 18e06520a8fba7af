/**
 * The fast path: addresses that Express has already understood are answered in front of it, because
 * Express gives every request and response another prototype and node's own code for them then runs
 * several times slower. It answers only what memory knows; everything else falls through.
 */
import type { RequestListener } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { Served } from './feed-answers.js'
import type { WriteAnswer } from './write.js'

export type Peek = () => Served | undefined

export interface HotPath {
  /** The app with the fast path in front. */
  around(app: RequestListener): RequestListener
  /** This address asks for what `peek` finds in memory, if it does. */
  remember(url: string, peek: Peek): void
}

/** Spellings of addresses kept; a longer one is not worth its memory. */
const MAX_ADDRESSES = 2000
const MAX_LENGTH = 256

export function createHotPath(write: WriteAnswer, served: (kind: Served['kind']) => void): HotPath {
  const addresses = new LRUCache<string, Peek>({ max: MAX_ADDRESSES })
  return {
    around: app => (request, response) => {
      const peek =
        request.method === 'GET' || request.method === 'HEAD' ? addresses.get(request.url ?? '') : undefined
      const found = peek?.()
      if (!found) return app(request, response)
      write(request, response, found)
      served(found.kind)
    },
    remember(url, peek) {
      if (url.length <= MAX_LENGTH) addresses.set(url, peek)
    },
  }
}
