/** A picture in the width there is room for. Without variants a browser takes what `src` says. */
import { nothing } from 'lit'
import type { Variant } from '../wire/post.js'

export function srcset(variants: readonly Variant[] = []): string | typeof nothing {
  return variants.map(({ url, width }) => `${url} ${width}w`).join(', ') || nothing
}

/** As wide as it is laid out, where a browser can wait for that; else the widest column a feed is read in. */
export const SIZES = 'auto, (min-width: 600px) 600px, 100vw'
