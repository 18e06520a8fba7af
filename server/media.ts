/** Pictures and films through this server: addresses in documents, what they answer, and their deletion. */
import type { RequestHandler } from 'express'
import type { FeedDocument, KnownDocument } from '../wire/document.js'
import type { WallDocument } from '../wire/wall.js'
import { createMediaAddresses } from './media-address.js'
import { createMediaCache } from './media-cache.js'
import { goneMedia, throughOurServer } from './media-document.js'
import { createFilms } from './media-films.js'
import { createMediaHosts } from './media-hosts.js'
import { createResizer } from './media-image.js'
import { createPictures } from './media-pictures.js'
import { mediaRoute } from './media-route.js'
import type { Upstream } from './upstream.js'

export interface MediaOptions {
  readonly secret: string
  /** Ends with a slash. */
  readonly publicUrl: string
  readonly upstream: Upstream
  /** Hosts with ports that may be private and without TLS. */
  readonly allowPrivate: readonly string[]
  /** Where pictures are kept; undefined is in memory only. */
  readonly folder: string | undefined
  readonly maxBytes: number
  readonly now: () => number
  readonly warn: (message: string) => void
}

export interface Media {
  /** The document as a browser gets it: pure, and the same for the same document. */
  present<T extends FeedDocument | WallDocument>(document: T): T
  /** Deletes what `before` showed and `after`, if anything is left, does not. */
  release(before: KnownDocument, after: KnownDocument | undefined): void
  /** Resolves when what was released is gone. */
  idle(): Promise<void>
  readonly route: RequestHandler
  close(): Promise<void>
}

export function createMedia({ secret, publicUrl, allowPrivate, folder, ...world }: MediaOptions): Media {
  const { upstream, maxBytes, now, warn } = world
  const addresses = createMediaAddresses(secret, publicUrl)
  const hosts = createMediaHosts(allowPrivate)
  const cache = createMediaCache({ folder: maxBytes > 0 ? folder : undefined, maxBytes, now, warn })
  const pictures = createPictures({ cache, resizer: createResizer(warn), upstream, now })
  const films = createFilms({
    upstream,
    mintPiece: (list, url) =>
      hosts.allowsPiece(list, url) ? addresses.sign({ kind: 'film', url }) : undefined,
  })
  let releasing: Promise<unknown> = Promise.resolve()
  return {
    present: document =>
      throughOurServer(document, (network, kind, url, width) =>
        hosts.allows(network, url) ? addresses.sign({ kind, url }, width) : undefined,
      ),
    release(before, after) {
      const gone = goneMedia(before, after)
      if (gone.length > 0) releasing = Promise.all([releasing, pictures.forget(gone)])
    },
    async idle() {
      await releasing
    },
    route: mediaRoute({ addresses, pictures, films, upstream }),
    async close() {
      await releasing
      await cache.close()
    },
  }
}
