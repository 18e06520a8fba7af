/**
 * The pictures of one post, large, in a dialog of the browser's own: it holds the focus, gives it back,
 * and closes on Escape by itself. Arrives when the first picture is chosen.
 */
import { type CSSResult, html, nothing, render, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import type { Photo } from '../wire/post.js'
import { onGesture } from './gestures.js'
import { fill } from './i18n.js'
import { lightboxStyles } from './styles/lightbox.js'
import type { FullView } from './view.js'

export function openLightbox(
  photos: readonly Photo[],
  start: number,
  opener: HTMLElement,
  view: FullView,
): void {
  const root = opener.getRootNode()
  if (!(root instanceof ShadowRoot) || !opener.isConnected || root.querySelector('dialog')) return
  wear(root, lightboxStyles)
  const { messages, language, direction, dir = direction } = view
  const dialog = document.createElement('dialog')
  Object.assign(dialog, { part: 'lightbox', lang: language, dir, ariaLabel: messages.images })
  const stop = new AbortController()
  const { signal } = stop
  const { scrollX: left, scrollY: top } = window
  let index = start

  const go = (to: number): void => {
    if (to < 0 || to >= photos.length) return
    index = to
    gesture.reset()
    draw()
  }
  const draw = (): void => {
    render(
      picture(photos, index, view, go, () => dialog.close()),
      dialog,
    )
    reach(dialog.querySelector('[part=lightbox-text]'))
  }
  const forward = dir === 'rtl' ? -1 : 1
  const gesture = onGesture(dialog, {
    swipe: by => go(index + by * forward),
    leave: () => dialog.close(),
    signal,
  })
  dialog.addEventListener('keydown', event => {
    // With these the arrows are the browser's own: Alt with one goes back in its history.
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const to = goal(event.key, index, photos.length, forward)
    if (to === undefined) return
    event.preventDefault()
    go(to)
  })
  dialog.addEventListener('close', () => {
    stop.abort()
    dialog.remove()
    if (!root.isConnected) return
    // Keys and fingers reach the page behind the dialog, and may have scrolled it.
    scrollTo({ left, top, behavior: 'instant' })
    const back = opener.isConnected ? opener : root.querySelector<HTMLElement>('[role=feed]')
    back?.focus({ preventScroll: true })
  })
  draw()
  root.append(dialog)
  dialog.showModal()
  reach(dialog.querySelector('[part=lightbox-text]'))
}

/** In some browsers the keyboard scrolls only what can have the focus. */
function reach(text: HTMLElement | null): void {
  if (text) text.tabIndex = text.scrollHeight > text.clientHeight ? 0 : -1
}

function goal(key: string, index: number, count: number, forward: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return index + forward
    case 'ArrowLeft':
      return index - forward
    case 'Home':
      return 0
    case 'End':
      return count - 1
  }
  return undefined
}

function picture(
  photos: readonly Photo[],
  index: number,
  { messages, format }: FullView,
  go: (to: number) => void,
  close: () => void,
): TemplateResult {
  const photo = photos[index]
  const many = photos.length > 1
  const place = `${format.count(index + 1)} / ${format.count(photos.length)}`
  return html`<div class="bar">
      <p part="lightbox-place" role="status">${many ? fill(messages.imageOf, place) : nothing}</p>
      <button part="lightbox-button" class="close" aria-label=${messages.close} @click=${close}>${sign(CROSS)}</button>
    </div>
    <div class="stage" data-alt=${photo?.alt || messages.image}>
      ${
        // A new element, as the old one would show its picture until the next has come.
        keyed(
          index,
          html`<img part="lightbox-photo" src=${photo?.url ?? ''} alt=${photo?.alt || messages.image} draggable="false" referrerpolicy="no-referrer" />`,
        )
      }
    </div>
    ${photo?.alt ? html`<p part="lightbox-text" dir="auto">${photo.alt}</p>` : nothing}
    ${
      many
        ? html`<button part="lightbox-button" class="previous" aria-label=${messages.previousImage}
            aria-disabled=${index === 0} @click=${() => go(index - 1)}>${sign(CHEVRON)}</button>
          <button part="lightbox-button" class="next" aria-label=${messages.nextImage}
            aria-disabled=${index === photos.length - 1} @click=${() => go(index + 1)}>${sign(CHEVRON)}</button>`
        : nothing
    }`
}

function sign(path: string): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d=${path} /></svg>`
}

const CROSS = 'M6 6 18 18M18 6 6 18'
const CHEVRON = 'M9 5 16 12 9 19'

function wear(root: ShadowRoot, { styleSheet }: CSSResult): void {
  if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet)
}
