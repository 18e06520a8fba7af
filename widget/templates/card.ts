import { html, nothing, type TemplateResult } from 'lit'
import type { Card } from '../../wire/post.js'
import { SIZES, srcset } from '../picture.js'
import type { FullView } from '../view.js'

/** The preview of a linked page: a wide picture stands on top, any other at the side. */
export function card({ url, title, description, site, image }: Card, { owner }: FullView): TemplateResult {
  const picture = owner.noMedia ? undefined : image
  const wide = picture?.width && picture.height ? picture.width / picture.height > 1.3 : false
  return html`<a
    part="card"
    class=${wide ? 'wide' : nothing}
    href=${url}
    target="_blank"

  >
    ${
      picture
        ? html`<img part="card-image" src=${picture.url} srcset=${srcset(picture.variants)} sizes=${SIZES} alt="" width=${picture.width ?? 1} height=${picture.height ?? 1} loading="lazy" decoding="async" referrerpolicy="no-referrer" />`
        : nothing
    }
    <span part="card-text" dir="auto">
      <span part="card-site">${site}</span>
      <span part="card-title">${title}</span>
      ${description ? html`<span part="card-description">${description}</span>` : nothing}
    </span>
  </a>`
}
