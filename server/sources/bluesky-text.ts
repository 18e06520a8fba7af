/**
 * Bluesky's text and facets → segments. Offsets count bytes of the text as UTF-8, so the text is cut as
 * bytes: neither JavaScript's indices nor code points give the right pieces behind an emoji or an umlaut.
 * https://docs.bsky.app/docs/advanced-guides/post-richtext
 */
import type { Segment } from '../../wire/post.js'
import { hashtagUrl, isDid, profileUrl } from './bluesky-author.js'
import { addressAt, fewAt, objectAt, stringAt, valueAt } from './json.js'

/** UTF-16 units. Bluesky allows 3000 bytes; what others write into its records is not held to that. */
const LONGEST = 25_000

/** Facets that overlap, lie outside the text or begin or end inside a character are left as text. */
export function toSegments(text: string, facets: readonly unknown[]): Segment[] {
  const bytes = Buffer.from(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
  const cut = (from: number, to: number): string => bytes.toString('utf8', from, to)
  const segments: Segment[] = []
  let cursor = 0
  const textTo = (to: number): void => {
    if (to > cursor) segments.push({ type: 'text', text: cut(cursor, to) })
    cursor = to
  }
  for (const { start, end, features } of readSpans(bytes, facets)) {
    if (start < cursor) continue
    const segment = toSegment(cut(start, end), features)
    if (!segment) continue
    textTo(start)
    segments.push(segment)
    cursor = end
  }
  textTo(bytes.length)
  return segments
}

interface Span {
  readonly start: number
  /** Exclusive. */
  readonly end: number
  readonly features: readonly unknown[]
}

/** In order of the text; of two that begin together the longer one first. */
function readSpans(bytes: Buffer, facets: readonly unknown[]): Span[] {
  return facets
    .flatMap(facet => {
      const start = valueAt(objectAt(facet, 'index'), 'byteStart')
      const end = valueAt(objectAt(facet, 'index'), 'byteEnd')
      const inside = isBoundary(bytes, start) && isBoundary(bytes, end) && start < end
      return inside ? [{ start, end, features: fewAt(facet, 'features') }] : []
    })
    .sort((a, b) => a.start - b.start || b.end - a.end)
}

/** In UTF-8 every byte of a character but its first is 10xxxxxx. */
function isBoundary(bytes: Buffer, offset: unknown): offset is number {
  if (!Number.isInteger(offset) || (offset as number) < 0 || (offset as number) > bytes.length) return false
  const byte = bytes[offset as number]
  return byte === undefined || (byte & 0xc0) !== 0x80
}

/** The first feature that can be believed; without one the words stay text. */
function toSegment(text: string, features: readonly unknown[]): Segment | undefined {
  for (const feature of features) {
    switch (stringAt(feature, '$type')) {
      case 'app.bsky.richtext.facet#link': {
        const href = addressAt(feature, 'uri')
        if (href && !pretends(text, href)) return { type: 'link', text, href }
        break
      }
      case 'app.bsky.richtext.facet#mention': {
        const did = stringAt(feature, 'did') ?? ''
        if (isDid(did)) return { type: 'mention', text, href: profileUrl(did) }
        break
      }
      case 'app.bsky.richtext.facet#tag': {
        const tag = stringAt(feature, 'tag')
        if (tag) return { type: 'hashtag', text, href: hashtagUrl(tag) }
      }
    }
  }
  return undefined
}

/** Authors choose a link's words freely; words that name one site must not lead to another. */
function pretends(text: string, href: string): boolean {
  const named = /^\s*(?:https?:\/\/)?([^\s/?#:@]+\.[^\s/?#:@.…]{2,})(?:[/?#:…]|\s*$)/iu.exec(text)?.[1]
  if (named === undefined || !URL.canParse(`https://${named}`)) return false
  const said = bare(new URL(`https://${named}`).hostname)
  const real = bare(new URL(href).hostname)
  return said !== real && !real.endsWith(`.${said}`)
}

const bare = (host: string): string => host.replace(/^www\./, '')
