import { html, nothing, type TemplateResult } from 'lit'
import type { Media, Photo, PostBody, Video } from '../../wire/post.js'
import { type FullView, keyOf } from '../view.js'

/** Pictures and films in a grid whose size is known before a byte of them has come. */
export function media(post: PostBody, items: readonly Media[], view: FullView): TemplateResult {
  const shown = items.slice(0, 4)
  const covered = post.sensitive && !view.opened.has(keyOf(post, 'media'))
  return html`<div part="media" class="of-${shown.length}">
    ${covered ? cover(post, shown, view) : shown.map((item, index) => piece(item, keyOf(post, index), view))}
  </div>`
}

/** Nothing behind it is loaded or can be read out until the visitor asks for it. */
function cover(post: PostBody, items: readonly Media[], { messages, on }: FullView): TemplateResult {
  return html`<div part="cover">
    ${items.length === 1 ? items.map(spacer) : ''}
    <div class="cover-text">
      <p>${messages.sensitive}</p>
      <button part="button" @click=${() => on.uncover(keyOf(post, 'media'))}>${messages.show}</button>
    </div>
  </div>`
}

/** Takes the room of a picture: an empty drawing has the proportions of its view box, with no style attribute. */
function spacer({ width, height }: Media): TemplateResult {
  return html`<svg class="spacer" viewBox="0 0 ${width || 16} ${height || 9}" aria-hidden="true"></svg>`
}

function piece(item: Media, key: string, view: FullView): TemplateResult {
  if (item.type === 'photo') return photo(item, view)
  return view.opened.has(key) ? player(item) : poster(item, key, view)
}

function photo({ url, alt, width, height }: Photo, { messages }: FullView): TemplateResult {
  return html`<img
    part="photo"
    src=${url}
    alt=${alt || messages.image}
    width=${width || 16}
    height=${height || 9}
    loading="lazy"
    decoding="async"
  />`
}

/** What stands on the poster is part of the button's name, so that it can be said aloud to press it. */
function poster(item: Video, key: string, { messages, on }: FullView): TemplateResult {
  const label = item.type === 'gif' ? messages.playGif : messages.playVideo
  const badge = item.type === 'gif' ? 'GIF' : clock(item.duration)
  return html`<button
    part="play"
    aria-label=${[item.alt ? `${label}: ${item.alt}` : label, label.includes(badge) ? '' : badge].filter(Boolean).join(', ')}
    @click=${() => on.uncover(key)}
  >
    ${
      item.poster
        ? html`<img src=${item.poster} alt="" width=${item.width || 16} height=${item.height || 9} loading="lazy" decoding="async" />`
        : spacer(item)
    }
    <span class="play-mark"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 5V19L19 12Z" /></svg></span>
    ${badge ? html`<span class="badge">${badge}</span>` : nothing}
  </button>`
}

/** Seconds as `1:23`. */
function clock(duration = 0): string {
  const seconds = Math.round(duration)
  return seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : ''
}

/** The visitor has asked for it, so it plays at once; a GIF is a film that repeats in silence. */
function player({ type, poster, alt, width, height, sources }: Video): TemplateResult {
  const loop = type === 'gif'
  return html`<video
    part="video"
    controls
    playsinline
    autoplay
    preload="none"

    width=${width || 16}
    height=${height || 9}
    poster=${poster ?? ''}
    aria-label=${alt ?? ''}
    ?loop=${loop}
    .muted=${loop}
  >
    ${sources.map(source => html`<source src=${source.url} type=${source.type} />`)}
  </video>`
}
