/** How a picture is shown: in the width there is room for, in its colour until it has come, and cropped around its point. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Media, Variant } from '../wire/post.js'

/** Without variants a browser takes what `src` says. */
export function srcset(variants: readonly Variant[] = []): string | typeof nothing {
  return variants.map(({ url, width }) => `${url} ${width}w`).join(', ') || nothing
}

/** As wide as it is laid out, where a browser can wait for that; else the widest column a feed is read in. */
export const SIZES = 'auto, (min-width: 600px) 600px, 100vw'

/** What stands there until these pictures have come. A drawing takes its colour as an attribute, which no policy on styles forbids. */
export function colors(...items: readonly Media[]): TemplateResult | typeof nothing {
  if (!items.some(item => item.color)) return nothing
  return html`<span class="colors" aria-hidden="true"
    >${items.map(
      ({ color }) =>
        html`<svg width="100%" height="100%"><rect width="100%" height="100%" fill=${color ?? 'none'} /></svg>`,
    )}</span
  >`
}

/** Classes that keep a picture's point in sight, to a tenth: a style attribute may be forbidden. */
export function focusOf({ focus }: Media): string | typeof nothing {
  return focus ? `x${Math.round(focus.x * 10)} y${Math.round(focus.y * 10)}` : nothing
}
