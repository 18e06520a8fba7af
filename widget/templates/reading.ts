import { html, type TemplateResult } from 'lit'
import type { PostBody, Segment } from '../../wire/post.js'
import { type FullView, keyOf } from '../view.js'
import { isLong, segment, text } from './body.js'

/** Characters and lines of a long text that are shown at first: clearly less than what is shown whole. */
const CHARACTERS = 400
const LINES = 9

/** A long text: its beginning, until the visitor asks for the rest. The button stays, so the focus does too. */
export function folded(post: PostBody, { messages, opened, on }: FullView): unknown {
  if (!isLong(post.text)) return text(post, pictured)
  const key = keyOf(post, 'text')
  const open = opened.has(key)
  const shown = open ? post : { ...post, text: beginning(post.text, post.language) }
  return html`${text(shown, pictured)}<button
      part="more"
      aria-expanded=${open}
      @click=${(event: Event) => {
        on.toggle(key)
        if (open) stay(event.currentTarget)
      }}
    >${open ? messages.showLess : messages.showMore}</button>`
}

/** A post under a warning: first the warning alone, and nothing behind it loads or is read out. */
export function warned<Warned extends PostBody>(
  post: Warned,
  warning: string,
  view: FullView,
  content: (post: Warned) => TemplateResult,
): TemplateResult {
  const { messages, opened, on, still } = view
  const key = keyOf(post, 'warning')
  const open = opened.has(key)
  return html`<div part="warning">
      <p><span class="hidden">${messages.contentWarning}: </span><bdi>${warning}</bdi></p>
      ${
        still
          ? html`<a part="button" class="quiet" href=${post.url} target="_blank">${messages.showContent}</a>`
          : html`<button part="button" class="quiet" aria-expanded=${open} @click=${() => on.toggle(key)}>
        ${open ? messages.hideContent : messages.showContent}
      </button>`
      }
    </div>
    ${open ? content({ ...post, text: without(warning, post.text) }) : ''}`
}

/** With the pictures that some words are written in. */
function pictured(part: Segment): string | TemplateResult {
  return part.type === 'emoji'
    ? html`<img part="emoji" src=${part.url} alt=${part.text} width="20" height="20" loading="lazy" referrerpolicy="no-referrer" />`
    : segment(part)
}

/** Cut between words, in the language's own sense of them; links, tags and emoji stay whole. */
function beginning(text: readonly Segment[], language: string | undefined): readonly Segment[] {
  const shown: Segment[] = []
  let room = CHARACTERS
  let lines = LINES
  for (const segment of text) {
    const rows = segment.text.split('\n')
    const fits = rows.slice(0, lines).join('\n')
    if (fits.length <= room && rows.length <= lines) {
      shown.push(segment)
      room -= segment.text.length
      lines -= rows.length - 1
      continue
    }
    if (segment.type === 'text')
      shown.push({ type: 'text', text: `${cut(fits, room, language).trimEnd()}\u00a0…` })
    else shown.push({ type: 'text', text: '…' })
    break
  }
  return shown
}

function cut(text: string, room: number, language: string | undefined): string {
  if (text.length <= room) return text
  const words = new Intl.Segmenter(canonical(language), { granularity: 'word' }).segment(text)
  const word = words.containing(Math.max(0, room))
  return text.slice(0, word?.index ?? room)
}

function canonical(language: string | undefined): string | undefined {
  try {
    return language && Intl.getCanonicalLocales(language)[0]
  } catch {
    return undefined
  }
}

/** The warning is the text's first line too, for views that can't fold. */
function without(warning: string, [first, ...rest]: readonly Segment[]): readonly Segment[] {
  if (first?.type !== 'text' || !first.text.startsWith(warning)) return first ? [first, ...rest] : rest
  const left = first.text.slice(warning.length).replace(/^\s+/, '')
  return left ? [{ type: 'text', text: left }, ...rest] : rest
}

/** What was long is short again, so its button may have left the window. */
function stay(button: EventTarget | null): void {
  requestAnimationFrame(() => button instanceof Element && button.scrollIntoView({ block: 'nearest' }))
}
