/** What hangs on a post: pictures, videos, the preview of a linked page, a poll. */
import type { Card, Media, MediaSource, Poll } from '../../wire/post.js'
import {
  addressAt,
  compact,
  countAt,
  dateAt,
  type Json,
  listAt,
  objectAt,
  stringAt,
  stringsAt,
} from './json.js'

export interface Attached {
  readonly media: readonly Media[]
  /** Every medium the post names is among `media`. */
  readonly whole: boolean
}

/** In the order the post names them, which is not the order the answer holds them in. */
export function toMedia(post: Json, included: ReadonlyMap<string, Json>): Attached {
  const keys = new Set(stringsAt(objectAt(post, 'attachments'), 'media_keys'))
  const notes = listAt(post, 'media_metadata')
  // Since 2025 a description may stand on the post instead of on the medium.
  const alts = new Map(notes.map(note => [stringAt(note, 'media_key'), stringAt(note, 'alt_text')]))
  const media = [...keys]
    .map(key => toMedium(included.get(key), alts.get(key)))
    .filter(medium => medium !== undefined)
  return { media, whole: media.length === keys.size }
}

function toMedium(raw: Json | undefined, otherAlt: string | undefined): Media | undefined {
  const type = stringAt(raw, 'type')
  const alt = stringAt(raw, 'alt_text') || otherAlt || undefined
  if (type === 'photo') {
    const url = addressAt(raw, 'url')
    return url ? compact<Media>({ type, url, alt, ...sizeOf(raw) }) : undefined
  }
  if (type !== 'video' && type !== 'animated_gif') return undefined
  const poster = addressAt(raw, 'preview_image_url')
  const sources = sourcesOf(raw)
  if (!poster && sources.length === 0) return undefined
  const length = countAt(raw, 'duration_ms')
  return compact<Media>({
    type: type === 'video' ? type : 'gif',
    alt,
    ...sizeOf(raw),
    poster,
    duration: length === undefined ? undefined : length / 1000,
    sources,
  })
}

/** Both or neither. */
function sizeOf(raw: unknown): { width: number; height: number } | undefined {
  const width = countAt(raw, 'width')
  const height = countAt(raw, 'height')
  return width && height ? { width, height } : undefined
}

/** MP4 by falling bit rate, then the stream, which fewer browsers play. */
function sourcesOf(raw: unknown): readonly MediaSource[] {
  const sources = listAt(raw, 'variants').flatMap(variant => {
    const url = addressAt(variant, 'url')
    const type = stringAt(variant, 'content_type')
    if (!url || !type || !/^(?:video\/|application\/x-mpegurl$)/i.test(type)) return []
    return [compact<MediaSource>({ url, type, bitrate: countAt(variant, 'bit_rate') })]
  })
  const rank = ({ type }: MediaSource) => (type === 'video/mp4' ? 0 : 1)
  return sources.sort((a, b) => rank(a) - rank(b) || (b.bitrate ?? 0) - (a.bitrate ?? 0))
}

/** X has no card object: the last link that came with a title is the preview; an article is its own. */
export function toCard(post: Json): Card | undefined {
  const links = listAt(objectAt(post, 'entities'), 'urls')
  const link =
    links.findLast(url => stringAt(url, 'title')) ??
    (stringAt(objectAt(post, 'article'), 'title') ? links.at(-1) : undefined)
  const url = addressAt(link, 'url')
  const title = stringAt(link, 'title') || stringAt(objectAt(post, 'article'), 'title')
  const target = addressAt(link, 'unwound_url') ?? addressAt(link, 'expanded_url')
  if (!url || !title || !target) return undefined
  return compact<Card>({
    url,
    title,
    description: stringAt(link, 'description') || undefined,
    site: new URL(target).host.replace(/^www\./, ''),
    image: imageOf(link),
  })
}

/** The link itself comes with a small square and the original. */
function imageOf(link: unknown): Card['image'] {
  const images = listAt(link, 'images').flatMap(image => {
    const url = addressAt(image, 'url')
    return url ? [{ url, ...sizeOf(image) }] : []
  })
  return images.sort((a, b) => (b.width ?? 0) - (a.width ?? 0))[0]
}

export function toPoll(post: Json, included: ReadonlyMap<string, Json>): Poll | undefined {
  const id = stringsAt(objectAt(post, 'attachments'), 'poll_ids')[0]
  const raw = id === undefined ? undefined : included.get(id)
  const options = listAt(raw, 'options')
    .toSorted((a, b) => (countAt(a, 'position') ?? 0) - (countAt(b, 'position') ?? 0))
    .map(option => ({ label: stringAt(option, 'label') ?? '', votes: countAt(option, 'votes') ?? 0 }))
    .filter(({ label }) => label !== '')
  if (options.length < 2) return undefined
  return compact<Poll>({
    options,
    closed: stringAt(raw, 'voting_status') === 'closed',
    endsAt: dateAt(raw, 'end_datetime'),
  })
}
