/**
 * Foreign HTML → what a visitor would read of it, as segments. Nothing of the markup survives: a link
 * keeps its text and an `http:` or `https:` address, a picture is handed over beside the text.
 */
import { Parser } from 'htmlparser2'
import type { LinkedSegment, Segment } from '../../wire/post.js'
import { absolute } from './address.js'
import { type Attributes, type Frame, hides, linesAround, marksOf } from './html-elements.js'
import { createFlow, type Flow } from './html-flow.js'

export interface HtmlOptions {
  /** What relative addresses stand in; without it they are no links. */
  readonly base?: string | undefined
  /** Longest text, in UTF-16 units; what is cut ends with `…`. Default 25000, X's longest post. */
  readonly limit?: number
  /** Longest markup that is looked at, in UTF-16 units. Default 100000, four times the longest text. */
  readonly markup?: number
  /** Addresses that are known to be mentions and hashtags, whatever their class says. */
  readonly mentions?: ReadonlySet<string>
  readonly hashtags?: ReadonlySet<string>
  /** Short code → picture of a server's own emoji. */
  readonly emojis?: ReadonlyMap<string, string>
  /** White space within paragraphs stays as it is: Mastodon shows it so. */
  readonly spaces?: 'kept'
  /** Elements of these classes are left away. */
  readonly hide?: readonly string[]
}

export interface HtmlImage {
  readonly url: string
  readonly alt: string | undefined
  readonly width: number | undefined
  readonly height: number | undefined
}

export interface HtmlReading {
  readonly segments: readonly Segment[]
  /** Pictures that stood in the text, but for tiny ones, which count visits. */
  readonly images: readonly HtmlImage[]
}

export function readHtml(html: string, options: HtmlOptions = {}): HtmlReading {
  const flow = createFlow(options.limit ?? 25_000)
  const images: HtmlImage[] = []
  const frames: Frame[] = []
  let hidden = 0
  let kept = 0
  const markup = html.slice(0, options.markup ?? 100_000)
  let cut = markup.length < html.length
  const keeps = (name: string) => name === 'pre' || (name === 'p' && options.spaces === 'kept')

  const parser = new Parser({
    onopentag(name, attributes) {
      const classes = (attributes.class ?? '').split(/\s+/)
      const frame = { name, hides: hides(name, attributes, classes, options.hide), ends: undefined }
      if (frame.hides) hidden++
      if (keeps(name)) kept++
      frames.push(hidden > 0 ? frame : { ...frame, ends: enter(name, attributes, classes) })
      if (frames.length <= DEEPEST && !flow.full) return
      cut = true
      parser.pause()
    },
    ontext(text) {
      if (hidden === 0) flow.text(text, kept > 0)
    },
    onclosetag(name) {
      const frame = frames.pop()
      frame?.ends?.()
      if (frame?.hides) hidden--
      if (keeps(name)) kept--
    },
  })

  function enter(name: string, attributes: Attributes, classes: readonly string[]): Frame['ends'] {
    if (name === 'br') flow.newline()
    if (name === 'img') enterImage(attributes, classes, options.base, flow, images)
    if (name === 'td' || name === 'th') flow.space()
    if (name === 'a') return enterLink(attributes, classes, options, flow)
    if (classes.includes('ellipsis')) return () => flow.text('…')
    const lines = linesAround(name, frames)
    if (lines > 0) flow.apart(lines)
    const [before, after] = marksOf(name, frames)
    if (before) flow.mark(before)
    return () => {
      if (before) flow.unmark(after)
      if (lines > 0) flow.apart(lines)
    }
  }

  parser.write(markup.replace(/\p{Surrogate}/gu, '\uFFFD'))
  if (!cut) parser.end()
  return { segments: withEmojis(flow.end(cut), options.emojis), images }
}

/** Texts that follow each other become one. */
export function merged(segments: readonly Segment[]): readonly Segment[] {
  return segments.reduce<Segment[]>(join, [])
}

/** Just the words. */
export function plainText(segments: readonly Segment[]): string {
  return segments.map(({ text }) => text).join('')
}

const DEEPEST = 256
const MOST_IMAGES = 20

function enterLink(
  attributes: Attributes,
  classes: readonly string[],
  { base, mentions, hashtags }: HtmlOptions,
  flow: Flow,
): Frame['ends'] {
  const href = absolute(attributes.href, base)
  if (href === undefined) return undefined
  const isTag =
    classes.includes('hashtag') || attributes.rel?.split(/\s+/).includes('tag') || hashtags?.has(href)
  const isMention = classes.includes('mention') || mentions?.has(href)
  const typeOf = (text: string): LinkedSegment =>
    isTag && /^[#＃]./.test(text) ? 'hashtag' : isMention && /^@./.test(text) ? 'mention' : 'link'
  flow.open({ href, typeOf })
  return () => flow.close()
}

/** Blogs draw emoji as pictures and name them in `alt`: that one is text. */
function enterImage(
  { src, alt, width, height }: Attributes,
  classes: readonly string[],
  base: string | undefined,
  flow: Flow,
  images: HtmlImage[],
): void {
  if (classes.some(word => /^(?:wp-smiley|emoji|emoticon|custom-emoji)$/.test(word))) {
    flow.text(alt ?? '')
    return
  }
  const url = absolute(src, base)
  const size = { width: pixels(width), height: pixels(height) }
  if (!url || images.length >= MOST_IMAGES || (size.width ?? 99) < 3 || (size.height ?? 99) < 3) return
  images.push({ url, alt: alt?.trim() || undefined, ...size })
}

function pixels(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,5}(?:px)?$/.test(value) ? Number.parseInt(value, 10) : undefined
}

/** `:code:` in plain text becomes the server's picture, where it has one of that name. */
export function withEmojis(
  segments: readonly Segment[],
  emojis: ReadonlyMap<string, string> = new Map(),
): readonly Segment[] {
  if (emojis.size === 0) return segments
  const pieces = segments.flatMap((segment): readonly Segment[] => {
    if (segment.type !== 'text') return [segment]
    return segment.text.split(/(:\w+:)/).flatMap((text): readonly Segment[] => {
      const url = /^:\w+:$/.test(text) ? emojis.get(text.slice(1, -1)) : undefined
      if (url) return [{ type: 'emoji', text, url }]
      return text === '' ? [] : [{ type: 'text', text }]
    })
  })
  return merged(pieces)
}

function join(segments: Segment[], next: Segment): Segment[] {
  const last = segments.at(-1)
  if (last?.type === 'text' && next.type === 'text') {
    segments[segments.length - 1] = { type: 'text', text: last.text + next.text }
  } else segments.push(next)
  return segments
}
