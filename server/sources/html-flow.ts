/**
 * Text as HTML flows it: white space collapses, blocks stand on lines of their own, and nothing is
 * written before there is something to see. Knows no tags.
 */
import type { LinkedSegment, Segment } from '../../wire/post.js'

export interface Link {
  readonly href: string
  /** What it turns out to be once its text is known. */
  readonly typeOf: (text: string) => LinkedSegment
}

export interface Flow {
  /** `asIs` keeps white space, as `<pre>` does. */
  text(text: string, asIs?: boolean): void
  /** What follows is at least so many line breaks away. */
  apart(lines: number): void
  /** One more line break, as `<br>` makes it. */
  newline(): void
  space(): void
  /** Stands before the next text, if any comes before `unmark`. */
  mark(text: string): void
  /** Ends what `mark` began: `text` closes it if anything was written in between. */
  unmark(text: string): void
  open(link: Link): void
  close(): void
  /** The limit is reached: nothing more is taken. */
  readonly full: boolean
  end(cut: boolean): readonly Segment[]
}

/** No run of breaks is longer: one blank line. */
const MOST_BREAKS = 2
/** Where a text is cut, it is cut between words, if one ends within so many characters. */
const LAST_WORD = 40

/** `limit` counts UTF-16 units. */
export function createFlow(limit: number): Flow {
  const segments: Segment[] = []
  let link: Link | undefined
  let linkText = ''
  let marks = ''
  let breaks = 0
  let gap = false
  let left = limit

  function add(text: string): void {
    if (left <= 0) {
      left = -1
      return
    }
    const taken = text.length <= left ? text : cutAt(text, left)
    left -= text.length
    if (link && linkText) linkText += taken
    else pushText(segments, taken)
  }

  function put(text: string): void {
    const started = segments.length > 0 || linkText !== ''
    if (started && breaks > 0) add('\n'.repeat(Math.min(breaks, MOST_BREAKS)))
    else if (started && gap) add(' ')
    if (marks) add(marks)
    marks = ''
    breaks = 0
    gap = false
    // The first text of a link opens it; what stands before it does not belong to it.
    if (link && linkText === '' && left > 0) {
      linkText = text.length <= left ? text : cutAt(text, left)
      left -= text.length
    } else add(text)
  }

  function close(): void {
    if (link && linkText) segments.push({ type: link.typeOf(linkText), text: linkText, href: link.href })
    link = undefined
    linkText = ''
  }

  return {
    text(raw, asIs = false) {
      const clean = raw.replace(UNSEEN, '')
      if (asIs) {
        const text = clean.replace(/\r\n?/g, '\n')
        if (text) put(text)
        return
      }
      // No-break spaces are not white space here, as in HTML.
      const flat = clean.replace(/[ \t\n\f\r]+/g, ' ')
      const words = flat.slice(flat.startsWith(' ') ? 1 : 0, flat.endsWith(' ') ? -1 : undefined)
      gap ||= flat.startsWith(' ')
      if (words) put(words)
      gap ||= flat.endsWith(' ')
    },
    apart: lines => {
      breaks = Math.max(breaks, lines)
    },
    newline: () => {
      breaks += 1
    },
    space: () => {
      gap = true
    },
    mark: text => {
      marks += text
    },
    unmark(text) {
      if (marks === '') add(text)
      marks = ''
    },
    open(next) {
      close()
      link = next
    },
    close,
    get full() {
      return left < 0
    },
    end(cut) {
      close()
      const shown = trimmed(segments)
      if ((cut || left < 0) && shown.length > 0) pushText(shown, '…')
      return shown
    },
  }
}

/** Control characters, but for white space. */
const UNSEEN = /(?![\t\n\f\r])\p{Cc}/gu

function pushText(segments: Segment[], text: string): void {
  const last = segments.at(-1)
  if (text === '') return
  if (last?.type === 'text') segments[segments.length - 1] = { type: 'text', text: last.text + text }
  else segments.push({ type: 'text', text })
}

function cutAt(text: string, length: number): string {
  const part = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
  const word = part.lastIndexOf(' ')
  return word > part.length - LAST_WORD && word > 0 ? part.slice(0, word) : part
}

/** Preformatted text brings blank lines of its own to both ends. */
function trimmed(segments: readonly Segment[]): Segment[] {
  const shown = [...segments]
  for (const [at, edge] of [
    [0, /^[ \t\n\f]+/],
    [-1, /[ \t\n\f]+$/],
  ] as const) {
    const segment = shown.at(at)
    if (segment?.type !== 'text') continue
    const text = segment.text.replace(edge, '')
    shown.splice(at === 0 ? 0 : shown.length - 1, 1, ...(text ? [{ ...segment, text }] : []))
  }
  return shown
}
