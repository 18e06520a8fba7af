/** What hangs on a status: pictures, films, sound, a card, a poll. https://docs.joinmastodon.org/entities/MediaAttachment/ */
import type { Card, Media, Photo, Poll, Segment, Video } from '../../wire/post.js'
import { siteOf } from './address.js'
import { averageColor } from './blurhash.js'
import { addressAt, compact, countAt, dateAt, fewAt, flagAt, objectAt, stringAt, valueAt } from './json.js'

export interface Attached {
  readonly media: readonly Media[]
  /** Of a sound, for which there is no player. */
  readonly card: Card | undefined
  /** Links to what can't be shown. */
  readonly links: readonly Segment[]
}

export function attachedTo(raw: unknown): Attached {
  const media: Media[] = []
  const links: Segment[] = []
  let card: Card | undefined
  for (const file of fewAt(raw, 'media_attachments')) {
    const url = addressAt(file, 'url') ?? addressAt(file, 'remote_url')
    if (!url) continue
    const medium = toMedium(file, url)
    if (medium) media.push(medium)
    else if (stringAt(file, 'type') === 'audio' && !card) card = soundCard(file, url)
    else links.push({ type: 'link', text: stringAt(file, 'description') || siteOf(url), href: url })
  }
  return { media, card, links }
}

function toMedium(file: unknown, url: string): Media | undefined {
  const type = stringAt(file, 'type')
  const original = objectAt(objectAt(file, 'meta'), 'original')
  const seen = {
    alt: stringAt(file, 'description') || undefined,
    ...sizeOf(original),
    color: averageColor(stringAt(file, 'blurhash')),
    focus: focusOf(file),
  }
  if (type === 'image') return compact<Photo>({ type: 'photo', url, ...seen })
  if (type !== 'video' && type !== 'gifv') return undefined
  const preview = addressAt(file, 'preview_url')
  return compact<Video>({
    type: type === 'video' ? 'video' : 'gif',
    ...seen,
    // Some servers give the film itself where its picture should be.
    poster: preview === url ? undefined : preview,
    duration: countAt(original, 'duration'),
    sources: [{ url, type: filmType(file, url) }],
  })
}

/** Mastodon makes MP4 of everything; its relatives pass on what they were given, and some say what that is. */
function filmType(file: unknown, url: string): string {
  const told = stringAt(objectAt(file, 'pleroma'), 'mime_type') ?? stringAt(file, 'mime')
  if (told && /^video\/(?:mp4|webm|ogg)$/.test(told)) return told
  return /\.webm$/i.test(new URL(url).pathname) ? 'video/webm' : 'video/mp4'
}

/** Mastodon counts from the middle, -1 to 1 and upwards. https://docs.joinmastodon.org/api/guidelines/#focal-points */
function focusOf(file: unknown): Photo['focus'] {
  const point = objectAt(objectAt(file, 'meta'), 'focus')
  const [x, y] = [valueAt(point, 'x'), valueAt(point, 'y')]
  if (typeof x !== 'number' || typeof y !== 'number') return undefined
  const focus = { x: (x + 1) / 2, y: (1 - y) / 2 }
  const isInside = Object.values(focus).every(share => share >= 0 && share <= 1)
  const isMiddle = focus.x === 0.5 && focus.y === 0.5
  return isInside && !isMiddle ? focus : undefined
}

function soundCard(file: unknown, url: string): Card {
  const image = addressAt(file, 'preview_url')
  return compact<Card>({
    url,
    title: stringAt(file, 'description') || siteOf(url),
    site: siteOf(url),
    image: image && image !== url ? { url: image } : undefined,
  })
}

/** https://docs.joinmastodon.org/entities/PreviewCard/ */
export function toCard(raw: unknown): Card | undefined {
  const card = objectAt(raw, 'card')
  const url = addressAt(card, 'url')
  const title = stringAt(card, 'title')?.trim()
  if (!url || !title) return undefined
  const image = addressAt(card, 'image')
  return compact<Card>({
    url,
    title,
    description: stringAt(card, 'description')?.trim() || undefined,
    site: siteOf(url),
    image: image ? { url: image, ...sizeOf(card) } : undefined,
  })
}

export interface Ballot {
  readonly poll: Poll | undefined
  /** Of a poll that keeps its counts to itself: a bar of nothing would be a lie. */
  readonly lines: readonly string[]
}

/** https://docs.joinmastodon.org/entities/Poll/ */
export function toPoll(raw: unknown): Ballot {
  const poll = objectAt(raw, 'poll')
  const options = fewAt(poll, 'options').flatMap(option => {
    const label = stringAt(option, 'title')?.trim()
    return label ? [{ label, votes: countAt(option, 'votes_count') }] : []
  })
  if (options.length < 2) return { poll: undefined, lines: [] }
  if (options.some(({ votes }) => votes === undefined))
    return { poll: undefined, lines: options.map(({ label }) => `• ${label}`) }
  return {
    poll: compact<Poll>({
      options: options.map(({ label, votes = 0 }) => ({ label, votes })),
      closed: flagAt(poll, 'expired') ?? false,
      endsAt: valueAt(poll, 'expires_at') === null ? undefined : dateAt(poll, 'expires_at'),
    }),
    lines: [],
  }
}

/** Both or neither. */
function sizeOf(raw: unknown): { width: number; height: number } | undefined {
  const width = countAt(raw, 'width')
  const height = countAt(raw, 'height')
  return width && height ? { width, height } : undefined
}
