/** What hangs on a post of Bluesky: pictures, a video, the preview of a page, or a record that is no post. */
import type { Card, Media, Video } from '../../wire/post.js'
import { type Place, placeOf, profileUrl } from './bluesky-author.js'
import { addressAt, compact, countAt, fewAt, type Json, objectAt, stringAt } from './json.js'

export interface Attached {
  readonly media: readonly Media[] | undefined
  readonly card: Card | undefined
  /** The record it quotes, as the AppView shows it: a post, or why there is none. */
  readonly quoted: Json | undefined
}

/** `embed` is the AppView's view of it, with finished addresses. `permalink` is where an unknown kind can be seen. */
export function readEmbed(embed: Json | undefined, permalink: string): Attached {
  const kind = kindOf(embed)
  if (kind === undefined) return NONE
  if (kind === 'app.bsky.embed.record#view') return readRecord(objectAt(embed, 'record'))
  if (kind === 'app.bsky.embed.recordWithMedia#view') {
    const { media, card } = readMedia(objectAt(embed, 'media')) ?? NONE
    const record = readRecord(objectAt(objectAt(embed, 'record'), 'record'))
    return { media, card: card ?? record.card, quoted: record.quoted }
  }
  return readMedia(embed) ?? { ...NONE, card: { url: permalink, title: SITE, site: SITE } }
}

const NONE: Attached = { media: undefined, card: undefined, quoted: undefined }

/** Undefined when its kind is none of these. */
function readMedia(embed: Json | undefined): Attached | undefined {
  switch (kindOf(embed)) {
    case 'app.bsky.embed.images#view':
      return { ...NONE, media: some(fewAt(embed, 'images').map(toPhoto)) }
    case 'app.bsky.embed.gallery#view':
      return { ...NONE, media: some(fewAt(embed, 'items').map(toPhoto)) }
    case 'app.bsky.embed.video#view':
      return { ...NONE, media: some([toVideo(embed)]) }
    case 'app.bsky.embed.external#view':
      return { ...NONE, card: toCard(objectAt(embed, 'external')) }
    default:
      return undefined
  }
}

const SITE = 'bsky.app'

function kindOf(value: unknown): string | undefined {
  return stringAt(value, '$type')
}

function some(media: readonly (Media | undefined)[]): readonly Media[] | undefined {
  const known = media.filter(medium => medium !== undefined)
  return known.length > 0 ? known : undefined
}

/**
 * The small one is 1000 px at its longer side, enough for a column on a dense screen; `fullsize` is twice
 * that. Galleries call it by another name than pictures do.
 */
function toPhoto(image: unknown): Media | undefined {
  const url = addressAt(image, 'thumb') ?? addressAt(image, 'thumbnail') ?? addressAt(image, 'fullsize')
  if (!url) return undefined
  return compact<Media>({ type: 'photo', url, alt: stringAt(image, 'alt') || undefined, ...sizeOf(image) })
}

function toVideo(view: Json | undefined): Video | undefined {
  const url = addressAt(view, 'playlist')
  if (!url) return undefined
  return compact<Video>({
    type: stringAt(view, 'presentation') === 'gif' ? 'gif' : 'video',
    alt: stringAt(view, 'alt') || undefined,
    ...sizeOf(view),
    poster: addressAt(view, 'thumbnail'),
    sources: [{ url, type: 'application/x-mpegURL' }],
  })
}

/** Both or neither. Bluesky gives a ratio, which is the size in pixels as often as not. */
function sizeOf(view: unknown): { width: number; height: number } | undefined {
  const ratio = objectAt(view, 'aspectRatio')
  const width = countAt(ratio, 'width')
  const height = countAt(ratio, 'height')
  return width && height ? { width, height } : undefined
}

function toCard(external: Json | undefined): Card | undefined {
  const url = addressAt(external, 'uri')
  if (!url) return undefined
  const site = new URL(url).host.replace(/^www\./, '')
  const image = addressAt(external, 'thumb')
  return compact<Card>({
    url,
    title: stringAt(external, 'title')?.trim() || site,
    description: stringAt(external, 'description')?.trim() || undefined,
    site,
    image: image ? { url: image } : undefined,
  })
}

/** Posts are quoted; the other records that can be attached are shown as a link to them. */
function readRecord(record: Json | undefined): Attached {
  const pageOf = PAGES.get(kindOf(record) ?? '')
  if (!pageOf) return { ...NONE, quoted: record }
  return { ...NONE, card: recordCard(record, pageOf) }
}

/** Where bsky.app shows the records that are no posts. */
const PAGES: ReadonlyMap<string, (place: Place) => string> = new Map([
  ['app.bsky.feed.defs#generatorView', ({ did, key }) => `${profileUrl(did)}/feed/${key}`],
  ['app.bsky.graph.defs#listView', ({ did, key }) => `${profileUrl(did)}/lists/${key}`],
  [
    'app.bsky.graph.defs#starterPackViewBasic',
    ({ did, key }) => `https://${SITE}/starter-pack/${did}/${key}`,
  ],
  ['app.bsky.labeler.defs#labelerView', ({ did }) => profileUrl(did)],
])

function recordCard(record: Json | undefined, pageOf: (place: Place) => string): Card | undefined {
  const place = placeOf(stringAt(record, 'uri'))
  if (!place) return undefined
  const own = objectAt(record, 'record')
  const image = addressAt(record, 'avatar')
  return compact<Card>({
    url: pageOf(place),
    title: stringAt(record, 'displayName') ?? stringAt(record, 'name') ?? stringAt(own, 'name') ?? SITE,
    description: stringAt(record, 'description') ?? stringAt(own, 'description'),
    site: SITE,
    image: image ? { url: image } : undefined,
  })
}
