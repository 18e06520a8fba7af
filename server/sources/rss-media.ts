/** What hangs on an item of a feed: pictures and films to show, or a card for what only its own page can play. */
import type { Captions, Card, Media, MediaSource, Photo, Video } from '../../wire/post.js'
import { absolute, siteOf } from './address.js'
import type { HtmlImage } from './html-text.js'
import { compact } from './json.js'
import { languageOf } from './names.js'
import { endingOf, kindOf, videoType } from './rss-kinds.js'
import type { RawCaptions, RawFile, RawItem } from './rss-raw.js'

export interface Attached {
  readonly media: readonly Media[]
  readonly card: Card | undefined
}

const MOST_MEDIA = 4
const MOST_CAPTIONS = 20
/** More files than this are not looked at. */
const MOST_FILES = 40

/** `title` and `url` are the item's own, for the card. */
export function attachedTo(
  item: RawItem,
  {
    title,
    url,
    images,
  }: { readonly title: string; readonly url: string; readonly images: readonly HtmlImage[] },
): Attached {
  const files = item.files.slice(0, MOST_FILES).flatMap(file => located(file, item.base))
  const thumbnails = item.thumbnails.slice(0, MOST_FILES).flatMap(file => located(file, item.base))
  const poster = widest(thumbnails)
  const photos = files.filter(file => kindOf(file) === 'image').map(toPhoto)
  const video = toVideo(
    files.filter(file => kindOf(file) === 'video'),
    poster?.url,
    item,
  )
  const audio = files.find(file => kindOf(file) === 'audio')
  const picture = poster ?? located({ ...NO_FILE, url: item.image }, item.base)[0]
  if (audio) {
    const seconds = audio.seconds ?? item.seconds
    return {
      media: distinct(photos),
      card: toCard({ url: audio.url, title, description: seconds ? clock(seconds) : undefined, picture }),
    }
  }
  if (files.some(file => kindOf(file) === 'player') && !video) {
    return { media: [], card: toCard({ url, title, description: undefined, picture }) }
  }
  const shown: Media[] = [...(video ? [video] : []), ...photos]
  const spare = picture
    ? [toPhoto(picture)]
    : images.slice(0, 1).map(image => toPhoto({ ...NO_FILE, ...image }))
  return { media: distinct(shown.length > 0 ? shown : spare), card: undefined }
}

type Located = RawFile & { readonly url: string }

const NO_FILE: RawFile = {
  url: undefined,
  type: undefined,
  medium: undefined,
  width: undefined,
  height: undefined,
  seconds: undefined,
  bitrate: undefined,
  alt: undefined,
  captions: [],
}

function located(file: RawFile, base: string): Located[] {
  const url = absolute(file.url, base)
  return url ? [{ ...file, url }] : []
}

function toPhoto(file: Located): Photo {
  return compact<Photo>({ type: 'photo', url: file.url, alt: file.alt?.trim() || undefined, ...sizeOf(file) })
}

/** Several files are one film in several sizes. */
function toVideo(
  files: readonly Located[],
  poster: string | undefined,
  item: Pick<RawItem, 'base' | 'captions'>,
): Video | undefined {
  const best = files.toSorted((a, b) => (b.bitrate ?? b.width ?? 0) - (a.bitrate ?? a.width ?? 0))
  const [first] = best
  if (!first) return undefined
  const sources = best.slice(0, MOST_MEDIA).map(({ url, type = '', bitrate }) =>
    compact<MediaSource>({
      url,
      type: videoType(type, url) ?? type,
      // Media RSS counts kilobits.
      bitrate: bitrate === undefined ? undefined : bitrate * 1000,
    }),
  )
  const { alt, seconds } = first
  const captions = toCaptions([...files.flatMap(file => file.captions), ...item.captions], item.base)
  return compact<Video>({
    type: 'video',
    alt: alt?.trim() || undefined,
    ...sizeOf(first),
    poster,
    duration: seconds,
    sources,
    captions: captions.length > 0 ? captions : undefined,
  })
}

/** Each once. Other kinds of captions than WebVTT are none that browsers read. */
function toCaptions(files: readonly RawCaptions[], base: string): readonly Captions[] {
  const found = new Map<string, Captions>()
  for (const { url: written, type, language } of files) {
    const url = absolute(written, base)
    if (!url || found.has(url) || found.size === MOST_CAPTIONS) continue
    if (type === 'text/vtt' || (!type && endingOf(url) === 'vtt'))
      found.set(url, compact<Captions>({ url, language: languageOf(language) }))
  }
  return [...found.values()]
}

function toCard({
  url,
  title,
  description,
  picture,
}: {
  readonly url: string
  readonly title: string
  readonly description: string | undefined
  readonly picture: Located | undefined
}): Card {
  return compact<Card>({
    url,
    title: title || siteOf(url),
    description,
    site: siteOf(url),
    image: picture && { url: picture.url, ...sizeOf(picture) },
  })
}

/** Both or neither. */
function sizeOf({
  width,
  height,
}: Pick<HtmlImage, 'width' | 'height'>): { width: number; height: number } | undefined {
  return width && height ? { width, height } : undefined
}

function widest(files: readonly Located[]): Located | undefined {
  return files.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0))[0]
}

function distinct(media: readonly Media[]): Media[] {
  const key = (medium: Media) => (medium.type === 'photo' ? medium.url : medium.sources[0]?.url)
  const seen = new Set<string | undefined>()
  return media.filter(medium => !seen.has(key(medium)) && seen.add(key(medium))).slice(0, MOST_MEDIA)
}

/** `1:02:03`, which needs no words. */
function clock(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
