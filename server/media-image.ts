/** Pictures made smaller: no wider than asked, in the best format the browser reads, without what a camera wrote. */
import { bulkhead } from 'cockatiel'
import type { Sharp } from 'sharp'
import { LARGEST } from './media-address.js'
import type { PictureType } from './media-types.js'

/** What a browser says it reads; `plain` is every browser's. */
export const FORMATS = ['avif', 'webp', 'plain'] as const
export type Format = (typeof FORMATS)[number]

export interface Picture {
  readonly type: PictureType
  readonly bytes: Buffer
}

export interface Resizer {
  /** Rejects with `NoPicture` when it can't be decoded, or would be too large. */
  resize(picture: Picture, width: number, format: Format): Promise<Picture>
}

/** The bytes begin like a picture and are none that can be shown. */
export class NoPicture extends Error {
  override readonly name = 'NoPicture'
}

/** Pixels of all frames: more than any phone takes, and less than a machine of 1 GiB can hold. */
const MOST_PIXELS = 50_000_000
/** Conversions at once; more would only share the processor. */
const AT_ONCE = 2
const IN_LINE = 500
/** Seconds. */
const LONGEST = 10

/** `load` brings the library; where it has no build for the machine, pictures pass as they are. */
export function createResizer(
  warn: (message: string) => void,
  load: () => Promise<typeof import('sharp')> = () => import('sharp'),
): Resizer {
  let library: Promise<typeof import('sharp')['default'] | undefined> | undefined
  const lane = bulkhead(AT_ONCE, IN_LINE)

  const open = () => {
    library ??= load().then(
      ({ default: sharp }) => {
        sharp.concurrency(1)
        sharp.cache(false) // ours is the cache
        return sharp
      },
      () => {
        warn('sharp has no build for this machine; pictures are passed on in the size they come in')
        return undefined
      },
    )
    return library
  }

  return {
    async resize(picture, width, format) {
      const sharp = await open()
      if (!sharp) return picture
      const limits = { limitInputPixels: MOST_PIXELS, failOn: 'error' } as const
      return lane.execute(async () => {
        try {
          const whole = await sharp(picture.bytes, { ...limits, animated: true }).metadata()
          const { pages = 1, hasAlpha, width: across, height: along } = whole
          // What passes as it is would be the browser's to unpack.
          if (across * along > MOST_PIXELS) throw new NoPicture('too many pixels')
          // Asked for whole, it moves; in a feed, where nothing stops it, it stands still.
          if (pages > 1 && width === LARGEST) return picture
          const small = sharp(picture.bytes, limits)
            .timeout({ seconds: LONGEST })
            .autoOrient()
            .resize({ width, withoutEnlargement: true })
          return await encode(small, format, width, hasAlpha)
        } catch (error) {
          throw new NoPicture(error instanceof Error ? error.message : String(error))
        }
      })
    },
  }
}

/** Qualities that look alike. A small AVIF is worth more effort, because there are many and they are quick. */
async function encode(picture: Sharp, format: Format, width: number, hasAlpha: boolean): Promise<Picture> {
  switch (format) {
    case 'avif':
      return {
        type: 'image/avif',
        bytes: await picture.avif({ quality: 50, effort: width <= 480 ? 2 : 0 }).toBuffer(),
      }
    case 'webp':
      return { type: 'image/webp', bytes: await picture.webp({ quality: 80 }).toBuffer() }
    case 'plain':
      return hasAlpha
        ? { type: 'image/png', bytes: await picture.png().toBuffer() }
        : { type: 'image/jpeg', bytes: await picture.jpeg({ quality: 82 }).toBuffer() }
  }
}
