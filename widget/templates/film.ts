import { html, nothing, type TemplateResult } from 'lit'
import type { PostBody, Video } from '../../wire/post.js'
import { toPlay } from '../film-sources.js'
import { colors, focusOf } from '../picture.js'
import { type FullView, keyOf } from '../view.js'
import { tracks } from './captions.js'

/** A film, or a silent loop: its poster until the visitor asks for it. One that can't be had here is on the network. */
export function film(
  item: Video,
  key: string,
  post: PostBody,
  view: FullView,
  /** How many more there are, which is told on the last in a grid: it leads to all of them. */
  more = '',
): TemplateResult {
  if (more || item.sources.length === 0 || view.opened.has(`${key} failed`))
    return elsewhere(item, post, view, more)
  if (view.still) return unscripted(item, post, view)
  return view.opened.has(key) ? player(item, key, view) : poster(item, key, view)
}

/** Takes the room of a picture: an empty drawing has the proportions of its view box, with no style attribute. */
export function spacer({
  width,
  height,
}: {
  readonly width?: number
  readonly height?: number
}): TemplateResult {
  return html`<svg class="spacer" viewBox="0 0 ${width || 16} ${height || 9}" aria-hidden="true"></svg>`
}

function poster(item: Video, key: string, view: FullView): TemplateResult {
  return html`<button part="play" aria-label=${label(item, view)} @click=${() => view.on.toggle(key)}>
    ${face(item, PLAY)}
  </button>`
}

/** The browser's own player where no script will ever come, and else what the poster looks like until one does. */
function unscripted(item: Video, post: PostBody, view: FullView): TemplateResult {
  const { poster, alt, width, height, sources, captions } = item
  return html`<div class="cell">
    <div class="scripted cell">${elsewhere(item, post, view)}</div>
    <video
      class="unscripted"
      controls
      playsinline
      preload="none"
      width=${width || 16}
      height=${height || 9}
      crossorigin=${captions ? 'anonymous' : nothing}
      poster=${poster ?? nothing}
      aria-label=${alt || label(item, view)}
    >
      ${toPlay(sources, view.owner.clientWidth, (height || 9) / (width || 16)).map(
        ({ url, type }) => html`<source src=${url} type=${type} />`,
      )}${tracks(captions, view)}
    </video>
  </div>`
}

/** How many more there are, as it is said on the last of a grid. */
export function rest(more: string): TemplateResult | typeof nothing {
  return more ? html`<span part="rest" dir="ltr">${more}</span>` : nothing
}

function elsewhere(item: Video, post: PostBody, view: FullView, more = ''): TemplateResult {
  const failed = view.opened.has(`${keyOf(post, post.media?.indexOf(item) ?? 0)} failed`)
  return html`<a part="play" href=${post.url} target="_blank" aria-label=${label(item, view, more)}>
    ${face(item, PLAY)}${failed ? html`<span part="failed">${view.messages.cannotPlay}</span>` : nothing}${rest(more)}
  </a>`
}

/** What stands on the poster is part of the name, so that it can be said aloud to press it. */
function label({ type, alt, duration }: Video, { messages }: FullView, more = ''): string {
  const play = type === 'gif' ? messages.playGif : messages.playVideo
  const mark = badge(type, duration)
  return [alt ? `${play}: ${alt}` : play, play.includes(mark) ? '' : mark, more].filter(Boolean).join(', ')
}

function face(item: Video, path: string): TemplateResult {
  const { poster, width, height } = item
  const mark = badge(item.type, item.duration)
  return html`${colors(item)}${
    poster
      ? html`<img class=${focusOf(item)} src=${poster} alt="" width=${width || 16} height=${height || 9} loading="lazy" decoding="async" referrerpolicy="no-referrer" />`
      : spacer(item)
  }
    <span part="play-mark"><svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg></span>
    ${mark ? html`<span part="badge">${mark}</span>` : nothing}`
}

function badge(type: Video['type'], duration = 0): string {
  return type === 'gif' ? 'GIF' : clock(duration)
}

/** Seconds as `1:23` or `1:02:03`. */
function clock(duration: number): string {
  const seconds = Math.round(duration)
  const minutes = Math.floor(seconds / 60)
  const two = (value: number) => String(value % 60).padStart(2, '0')
  const start = minutes < 60 ? minutes : `${Math.floor(minutes / 60)}:${two(minutes)}`
  return seconds ? `${start}:${two(seconds)}` : ''
}

/** The visitor has asked for it, so it plays at once; a loop has one control, which puts it back to rest. */
function player(item: Video, key: string, view: FullView): TemplateResult {
  const { type, poster, alt, width, height, sources, captions } = item
  const loop = type === 'gif'
  const playable = toPlay(sources, view.owner.clientWidth * devicePixelRatio, (height || 9) / (width || 16))
  return html`<div class="cell">
    <video
      part="video"
      class=${focusOf(item)}
      crossorigin=${captions ? 'anonymous' : nothing}
      ?controls=${!loop}
      playsinline
      autoplay
      preload="none"
      width=${width || 16}
      height=${height || 9}
      poster=${poster ?? ''}
      aria-label=${alt ?? ''}
      ?loop=${loop}
      .muted=${loop}
      tabindex=${loop ? -1 : 0}
    >
      ${playable.map(
        ({ url, type }, index) => html`<source
          src=${url}
          type=${type}
          @error=${() => index === playable.length - 1 && view.on.toggle(`${key} failed`)}
        />`,
      )}${tracks(captions, view)}
    </video>
    ${
      loop
        ? html`<button part="play pause" aria-label=${view.messages.pauseGif} @click=${() => view.on.toggle(key)}>
          <span part="play-mark"><svg viewBox="0 0 24 24" aria-hidden="true"><path d=${PAUSE} /></svg></span>
        </button>`
        : nothing
    }
  </div>`
}

const PLAY = 'M8 5V19L19 12Z'
const PAUSE = 'M7 5H10V19H7ZM14 5H17V19H14Z'
