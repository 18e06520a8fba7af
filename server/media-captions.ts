/** Captions of films: WebVTT and nothing else, whole, small, and never kept. */
import { FeedError } from './errors.js'
import { NoMedia } from './media-errors.js'
import { isCaptions, typeOf } from './media-types.js'
import type { Upstream } from './upstream.js'

/** Hours of talk take some 100 KB. */
const MAX_BYTES = 1 << 20
/** Milliseconds. */
const PATIENCE = 10_000

/** Plain servers don't know WebVTT by name; what can't be text at all is not looked at. */
const TYPES: ReadonlySet<string> = new Set(['text/vtt', 'text/plain', 'application/octet-stream', ''])

/** Throws NoMedia when there is nothing to show. */
export async function readCaptions(url: string, upstream: Upstream, signal: AbortSignal): Promise<Buffer> {
  const { status, headers, body } = await upstream
    .get(url, { signal, accept: 'text/vtt', maxBytes: MAX_BYTES, redirects: 3, timeoutMs: PATIENCE })
    .catch(error => {
      throw error instanceof FeedError ? NoMedia.ofFeedError(error) : error
    })
  if (status !== 200) throw NoMedia.ofStatus(status)
  if (!TYPES.has(typeOf(headers['content-type'])) || !isCaptions(body))
    throw new NoMedia('wrong', 'What is there are no captions (WebVTT).')
  return body
}
