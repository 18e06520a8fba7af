import { html, nothing, type TemplateResult } from 'lit'
import type { Media, Photo, PostBody } from '../../wire/post.js'
import { colors, focusOf, SIZES, srcset } from '../picture.js'
import { type FullView, keyOf } from '../view.js'
import { film, rest, spacer } from './film.js'

/** What fits a grid; the rest is seen when one of them is enlarged. */
const SHOWN = 4

/** Pictures and films in a grid whose size is known before a byte of them has come. */
export function media(post: PostBody, items: readonly Media[], view: FullView): TemplateResult {
  const shown = items.slice(0, SHOWN)
  // Who has read a content warning and gone on has been asked already.
  const covered = post.sensitive && !post.warning && !view.opened.has(keyOf(post, 'media'))
  return html`<div part="media" class="of-${shown.length}">
    ${covered ? cover(post, shown, view) : shown.map((item, index) => piece(item, index, post, items, view))}
  </div>`
}

/** Nothing behind it is loaded or can be read out until the visitor asks for it. */
function cover(post: PostBody, items: readonly Media[], { messages, on, still }: FullView): TemplateResult {
  return html`<div part="cover">
    ${colors(...items)}${items.length === 1 ? items.map(spacer) : ''}
    <div class="cover-text">
      <p>${messages.sensitive}</p>
      ${
        still
          ? html`<a part="button" href=${post.url} target="_blank">${messages.show}</a>`
          : html`<button part="button" @click=${() => on.toggle(keyOf(post, 'media'))}>${messages.show}</button>`
      }
    </div>
  </div>`
}

function piece(
  item: Media,
  index: number,
  post: PostBody,
  items: readonly Media[],
  view: FullView,
): TemplateResult {
  const beyond = index === SHOWN - 1 ? items.slice(SHOWN) : []
  const more = beyond.length ? `+${view.format.count(beyond.length)}` : ''
  if (item.type !== 'photo') return film(item, keyOf(post, index), post, view, more)
  const { alt, url, variants, width, height } = item
  const text = alt || view.messages.image
  const picture = html`${colors(item)}<img
        part="photo"
        class=${focusOf(item)}
        src=${url}
        srcset=${srcset(variants)}
        sizes=${SIZES}
        alt=${text}
        width=${width || 16}
        height=${height || 9}
        loading="lazy"
        decoding="async"
        referrerpolicy="no-referrer"
      />${rest(more)}`
  return html`<div class="cell" data-alt=${text}>
    ${
      // Films beyond the grid are nowhere but on the network.
      view.still || beyond.some(one => one.type !== 'photo')
        ? html`<a part="enlarge" href=${post.url} target="_blank">${picture}</a>`
        : html`<button part="enlarge" aria-haspopup="dialog" @click=${(event: Event) => enlarge(event, item, post, view)}>${picture}</button>`
    }
    ${alt && !beyond.length ? description(alt, keyOf(post, `alt ${index}`), view) : nothing}
  </div>`
}

/** The author's words for those who see the picture as well. The badge reads the same in every language. */
function description(alt: string, key: string, { messages, opened, on }: FullView): TemplateResult {
  const open = opened.has(key)
  return html`${open ? html`<p part="description" dir="auto">${alt}</p>` : nothing}
    <button
      part="alt"
      aria-expanded=${open}
      aria-label="ALT, ${messages.imageDescription}"
      @click=${() => on.toggle(key)}
    >ALT</button>`
}

/** Where the chunk can't be had, the network shows the picture. */
async function enlarge(
  { currentTarget }: Event,
  photo: Photo,
  post: PostBody,
  view: FullView,
): Promise<void> {
  const photos = post.media?.filter(item => item.type === 'photo') ?? []
  const lightbox = await import('../lightbox.js').catch(() => undefined)
  if (lightbox && currentTarget instanceof HTMLElement)
    lightbox.openLightbox(photos, photos.indexOf(photo), currentTarget, view)
  else open(post.url, '_blank', 'noopener')
}
