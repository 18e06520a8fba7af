/**
 * X's text and entities → segments. Offsets count Unicode code points of the text as delivered, which
 * is HTML-escaped: slice first, unescape each piece second. Neither UTF-16 indices nor unescaping
 * first gives the right pieces once an emoji or an `&amp;` stands before an entity.
 */
import type { Segment } from '../../wire/post.js'
import { addressAt, asObject, type Json, listAt, stringAt, valueAt } from './json.js'

/**
 * Segments of `text`. Entities that overlap, lie outside the text or do not say what the text says there
 * are left as text. Links for which `shownElsewhere` is true are left away where they end the text.
 */
export function toSegments(
  text: string,
  entities: unknown,
  shownElsewhere: (url: Json, before: string) => boolean,
): Segment[] {
  const points = Array.from(text)
  const spans = readSpans(points, entities)
  const end = visibleEnd(points, spans, shownElsewhere)
  const segments: Segment[] = []
  let cursor = 0
  const textTo = (to: number) => {
    if (to > cursor) segments.push({ type: 'text', text: plain(points.slice(cursor, to)) })
    cursor = to
  }
  for (const span of spans) {
    if (span.start < cursor || span.end > end) continue
    const segment = toSegment(span, plain(points.slice(span.start, span.end)))
    if (!segment) continue
    textTo(span.start)
    segments.push(segment)
    cursor = span.end
  }
  textTo(end)
  return segments
}

type Kind = 'urls' | 'mentions' | 'hashtags' | 'cashtags'

interface Span {
  readonly kind: Kind
  readonly start: number
  /** Exclusive. */
  readonly end: number
  readonly entity: Json
}

const KINDS: readonly Kind[] = ['urls', 'mentions', 'hashtags', 'cashtags']

/** In order of the text; of two that begin together the longer one first. */
function readSpans(points: readonly string[], entities: unknown): Span[] {
  return KINDS.flatMap(kind =>
    listAt(entities, kind).flatMap(value => {
      const entity = asObject(value)
      const start = valueAt(entity, 'start')
      const end = valueAt(entity, 'end')
      const inside = isIndex(start) && isIndex(end) && start < end && end <= points.length
      return entity && inside ? [{ kind, start, end, entity }] : []
    }),
  ).sort((a, b) => a.start - b.start || b.end - a.end)
}

function isIndex(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0
}

/** Where the text ends without the links to its own media, quote or self that X puts behind it. */
function visibleEnd(
  points: readonly string[],
  spans: readonly Span[],
  shownElsewhere: (url: Json, before: string) => boolean,
): number {
  const links = spans.filter(({ kind }) => kind === 'urls')
  let end = points.length
  for (;;) {
    const last = links.at(-1)
    if (last?.end !== trimmedEnd(points, end)) return end
    const before = points
      .slice(Math.max(0, last.start - 2), last.start)
      .join('')
      .trim()
    // Several photos repeat one link, once per photo: it goes only if all of them are shown.
    let shown = true
    while (links.at(-1)?.start === last.start)
      shown = shownElsewhere(links.pop()?.entity ?? {}, before) && shown
    if (!shown) return end
    end = trimmedEnd(points, last.start)
  }
}

function trimmedEnd(points: readonly string[], end: number): number {
  let bare = end
  while (bare > 0 && points[bare - 1]?.trim() === '') bare--
  return bare
}

/** Undefined when the entity can't be believed: its words stay text. */
function toSegment({ kind, entity }: Span, text: string): Segment | undefined {
  switch (kind) {
    case 'urls': {
      const href = addressAt(entity, 'url')
      // X's display rules: shown as display_url, leading to the t.co address.
      return href ? { type: 'link', text: stringAt(entity, 'display_url') || text, href } : undefined
    }
    case 'mentions': {
      const name = stringAt(entity, 'username') ?? ''
      const valid = /^\w{1,15}$/.test(name) && says(text, '@＠', name)
      return valid ? { type: 'mention', text, href: `https://x.com/${name}` } : undefined
    }
    case 'hashtags': {
      const tag = stringAt(entity, 'tag') ?? ''
      if (!says(text, '#＃', tag)) return undefined
      return { type: 'hashtag', text, href: `https://x.com/hashtag/${encodeURIComponent(tag)}` }
    }
    case 'cashtags': {
      const tag = stringAt(entity, 'tag') ?? ''
      if (!says(text, '$＄', tag)) return undefined
      return { type: 'cashtag', text, href: `https://x.com/search?q=${encodeURIComponent(`$${tag}`)}` }
    }
  }
}

function says(text: string, marks: string, name: string): boolean {
  return name !== '' && marks.includes(text.charAt(0)) && text.slice(1).toLowerCase() === name.toLowerCase()
}

const ESCAPES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** X escapes these three and no others; once, so `&amp;lt;` is the text `&lt;`. */
function plain(points: readonly string[]): string {
  return points.join('').replace(/&(?:amp|lt|gt);/g, found => ESCAPES[found] ?? found)
}
