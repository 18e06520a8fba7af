/** One picture for everybody who asks: fetched once, checked, resized once per width and format, kept. */
import { LRUCache } from 'lru-cache'
import { FeedError } from './errors.js'
import type { MediaCache } from './media-cache.js'
import { NoMedia } from './media-errors.js'
import { type Format, NoPicture, type Picture, type Resizer } from './media-image.js'
import { isPicture, pictureTypeOf, typeOf } from './media-types.js'
import type { Upstream } from './upstream.js'

export interface Pictures {
  /** `width` in pixels, at most. Throws NoMedia when there is nothing to show. */
  read(url: string, width: number, format: Format): Promise<Picture>
  /** Deletes every size of these, and throws away what is on its way. */
  forget(urls: Iterable<string>): Promise<void>
}

export interface PicturesOptions {
  readonly cache: MediaCache
  readonly resizer: Resizer
  readonly upstream: Upstream
  readonly now: () => number
}

const MAX_BYTES = 5 << 20
/** Milliseconds until it has come whole. */
const PATIENCE = 10_000
const MAX_FAILURES = 10_000
const ACCEPT = 'image/avif,image/webp,image/png,image/jpeg,image/gif'

export function createPictures({ cache, resizer, upstream, now }: PicturesOptions): Pictures {
  /** By address: the one fetch, and each size that is being made. A forgotten one is no longer here. */
  const flights = new Map<string, Map<string, Promise<Picture>>>()
  const failures = new LRUCache<string, { readonly error: NoMedia; readonly until: number }>({
    max: MAX_FAILURES,
  })

  /** Two who ask for the same wait for the same. */
  function once(
    url: string,
    variant: string,
    make: (wanted: () => boolean) => Promise<Picture>,
  ): Promise<Picture> {
    const known = flights.get(url) ?? new Map<string, Promise<Picture>>()
    flights.set(url, known)
    const running = known.get(variant)
    if (running) return running
    const flight = make(() => flights.get(url) === known).finally(() => {
      known.delete(variant)
      if (known.size === 0 && flights.get(url) === known) flights.delete(url)
    })
    known.set(variant, flight)
    return flight
  }

  async function kept(
    url: string,
    variant: string,
    wanted: () => boolean,
    make: () => Promise<Picture>,
  ): Promise<Picture> {
    const bytes = await cache.get(url, variant)
    const type = bytes && pictureTypeOf(bytes)
    if (bytes && type) return { type, bytes }
    const made = await make()
    if (wanted()) await cache.set(url, variant, made.bytes)
    return made
  }

  const original = (url: string): Promise<Picture> =>
    once(url, 'o', wanted => kept(url, 'o', wanted, () => fetchPicture(url)))

  async function fetchPicture(url: string): Promise<Picture> {
    const { status, headers, body } = await upstream.get(url, {
      signal: new AbortController().signal,
      accept: ACCEPT,
      maxBytes: MAX_BYTES,
      redirects: 3,
      timeoutMs: PATIENCE,
    })
    if (status !== 200) throw NoMedia.ofStatus(status)
    const type = pictureTypeOf(body)
    if (!type || !isPicture(typeOf(headers['content-type']), body))
      throw new NoMedia('wrong', 'What is there is no picture of a kind that is shown.')
    return { type, bytes: body }
  }

  return {
    async read(url, width, format) {
      const failure = failures.get(url)
      if (failure && now() < failure.until) throw failure.error
      const variant = `${width}.${format}`
      try {
        return await once(url, variant, wanted =>
          kept(url, variant, wanted, async () => resizer.resize(await original(url), width, format)),
        )
      } catch (thrown) {
        const error = toNoMedia(thrown)
        failures.set(url, { error, until: now() + error.remember })
        throw error
      }
    },
    async forget(urls) {
      const gone = [...urls]
      for (const url of gone) {
        flights.delete(url)
        failures.delete(url)
      }
      await cache.remove(gone)
    },
  }
}

function toNoMedia(error: unknown): NoMedia {
  if (error instanceof NoMedia) return error
  if (error instanceof FeedError) return NoMedia.ofFeedError(error)
  if (error instanceof NoPicture)
    return new NoMedia('wrong', 'What is there could not be read as a picture, or is too large.')
  return new NoMedia('away', 'The picture could not be made.')
}
