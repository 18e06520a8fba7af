/** The dialects (RSS 2.0, RSS 1.0, Atom, JSON Feed) as one raw shape. What is odd is left out, nothing is judged yet. */
import { asString, countAt, type Json, listAt, objectAt, stringAt, valueAt } from './json.js'
import type { ItemOutline, Outline } from './rss-outline.js'

/** Text as it came: markup or plain. */
export interface Rich {
  readonly text: string
  readonly html: boolean
}

export interface RawFile {
  readonly url: string | undefined
  readonly type: string | undefined
  /** `image`, `video`, `audio`, where Media RSS says so. */
  readonly medium: string | undefined
  readonly width: number | undefined
  readonly height: number | undefined
  readonly seconds: number | undefined
  readonly bitrate: number | undefined
  readonly alt: string | undefined
}

export interface RawItem {
  readonly id: string | undefined
  /** May be relative. */
  readonly url: string | undefined
  readonly base: string
  readonly title: Rich | undefined
  readonly summary: Rich | undefined
  readonly content: Rich | undefined
  readonly author: string | undefined
  readonly date: string | undefined
  readonly language: string | undefined
  readonly files: readonly RawFile[]
  readonly thumbnails: readonly RawFile[]
  /** A picture that stands for the item. */
  readonly image: string | undefined
  readonly seconds: number | undefined
}

export interface RawFeed {
  readonly title: Rich | undefined
  readonly url: string | undefined
  readonly icon: string | undefined
  readonly author: string | undefined
  readonly date: string | undefined
  readonly language: string | undefined
  readonly items: readonly RawItem[]
}

export type Dialect = 'rss' | 'rdf' | 'atom' | 'json'

export function toRawFeed(dialect: Dialect, feed: unknown, outline: Outline): RawFeed {
  const read = { rss: rssItem, rdf: rssItem, atom: atomItem, json: jsonItem }[dialect]
  const raws = listAt(feed, dialect === 'atom' ? 'entries' : 'items')
  // The parser leaves empty items out; then the two lists can't be laid side by side.
  const aligned = raws.length === outline.items.length
  return {
    title: rich(stringAt(feed, 'title'), dialect !== 'atom' && dialect !== 'json'),
    url: stringAt(feed, 'home_page_url') ?? linkAt(feed, 'alternate') ?? stringAt(feed, 'link'),
    icon:
      stringAt(objectAt(feed, 'image'), 'url') ??
      stringAt(objectAt(feed, 'itunes'), 'image') ??
      stringAt(feed, 'icon') ??
      stringAt(feed, 'logo') ??
      stringAt(feed, 'favicon'),
    author: personIn(feed) ?? stringAt(objectAt(feed, 'itunes'), 'author'),
    date:
      stringAt(feed, 'lastBuildDate') ??
      stringAt(feed, 'pubDate') ??
      stringAt(feed, 'updated') ??
      dublin(feed),
    language: stringAt(feed, 'language') ?? stringAt(objectAt(feed, 'dc'), 'language') ?? outline.language,
    items: raws.map((raw, index) =>
      read(raw, (aligned && outline.items[index]) || { base: outline.base, ...UNKNOWN }),
    ),
  }
}

/** What an Atom text is taken for when nobody can say: as most of them are. */
const UNKNOWN: Omit<ItemOutline, 'base'> = {
  types: new Map([
    ['summary', 'html'],
    ['content', 'html'],
  ]),
  xhtml: new Map(),
}

function rssItem(raw: unknown, { base }: ItemOutline): RawItem {
  const guid = objectAt(raw, 'guid')
  const permalink = valueAt(guid, 'isPermaLink') === false ? undefined : stringAt(guid, 'value')
  const itunes = objectAt(raw, 'itunes')
  const encoded = stringAt(objectAt(raw, 'content'), 'encoded')
  const { files, thumbnails, text } = mediaOf(raw)
  return {
    id: stringAt(guid, 'value') ?? stringAt(objectAt(raw, 'rdf'), 'about'),
    url: stringAt(raw, 'link') ?? linkAt(raw, 'alternate') ?? permalink,
    base,
    title: rich(stringAt(raw, 'title'), true),
    summary: rich(stringAt(raw, 'description'), true) ?? text,
    content: rich(encoded, true),
    author: personIn(raw) ?? stringAt(itunes, 'author'),
    date: stringAt(raw, 'pubDate') ?? dublin(raw),
    language: stringAt(objectAt(raw, 'dc'), 'language'),
    files: [...files, ...listAt(raw, 'enclosures').map(enclosure => toFile(enclosure))],
    thumbnails,
    image: stringAt(itunes, 'image'),
    seconds: countAt(itunes, 'duration'),
  }
}

function atomItem(raw: unknown, { base, types, xhtml }: ItemOutline): RawItem {
  const text = (name: string) =>
    rich(xhtml.get(name) ?? stringAt(raw, name), (types.get(name) ?? 'text') !== 'text')
  const media = mediaOf(raw)
  const enclosures = listAt(raw, 'links').filter(link => stringAt(link, 'rel') === 'enclosure')
  return {
    id: stringAt(raw, 'id'),
    url: linkAt(raw, 'alternate') ?? linkAt(raw, undefined),
    base,
    title: text('title'),
    summary: text('summary') ?? media.text,
    content: text('content'),
    author: personIn(raw),
    date: stringAt(raw, 'published') ?? stringAt(raw, 'updated') ?? dublin(raw),
    language: undefined,
    files: [
      ...media.files,
      ...enclosures.map(link => toFile({ url: stringAt(link, 'href'), type: stringAt(link, 'type') })),
    ],
    thumbnails: media.thumbnails,
    image: undefined,
    seconds: undefined,
  }
}

function jsonItem(raw: unknown, { base }: ItemOutline): RawItem {
  const attachments = listAt(raw, 'attachments')
  return {
    id: stringAt(raw, 'id'),
    url: stringAt(raw, 'url') ?? stringAt(raw, 'external_url'),
    base,
    title: rich(stringAt(raw, 'title'), false),
    summary: rich(stringAt(raw, 'summary'), false),
    content: rich(stringAt(raw, 'content_html'), true) ?? rich(stringAt(raw, 'content_text'), false),
    author: personIn(raw),
    date: stringAt(raw, 'date_published') ?? stringAt(raw, 'date_modified'),
    language: stringAt(raw, 'language'),
    files: attachments.map(file => ({
      ...toFile({ url: stringAt(file, 'url'), type: stringAt(file, 'mime_type') }),
      seconds: countAt(file, 'duration_in_seconds'),
    })),
    thumbnails: [],
    image: stringAt(raw, 'image') ?? stringAt(raw, 'banner_image'),
    seconds: undefined,
  }
}

/** Media RSS, grouped or not; the text that it holds stands in for a missing one. https://www.rssboard.org/media-rss */
function mediaOf(raw: unknown): { files: RawFile[]; thumbnails: RawFile[]; text: Rich | undefined } {
  const media = objectAt(raw, 'media')
  const owners = [media, ...listAt(media, 'groups')]
  const contents = owners.flatMap(owner => listAt(owner, 'contents'))
  const descriptions = owners.map(owner => stringAt(objectAt(owner, 'description'), 'value'))
  return {
    files: contents.map(toFile),
    thumbnails: [...owners, ...contents].flatMap(owner => listAt(owner, 'thumbnails')).map(toFile),
    text: rich(
      descriptions.find(value => value),
      false,
    ),
  }
}

function toFile(raw: unknown): RawFile {
  return {
    url: stringAt(raw, 'url'),
    type: stringAt(raw, 'type')?.toLowerCase(),
    medium: stringAt(raw, 'medium'),
    width: countAt(raw, 'width'),
    height: countAt(raw, 'height'),
    seconds: countAt(raw, 'duration'),
    bitrate: countAt(raw, 'bitrate'),
    alt: stringAt(objectAt(raw, 'description'), 'value') ?? stringAt(objectAt(raw, 'title'), 'value'),
  }
}

function rich(text: string | undefined, html: boolean): Rich | undefined {
  return text?.trim() ? { text, html } : undefined
}

/** Atom's link of this relation; one without a relation is `alternate` (RFC 4287 section 4.2.7.2). */
function linkAt(owner: unknown, rel: 'alternate' | undefined): string | undefined {
  const links = [...listAt(owner, 'links'), ...listAt(objectAt(owner, 'atom'), 'links')]
  const link = links.find(link => rel === undefined || (stringAt(link, 'rel') ?? 'alternate') === rel)
  return stringAt(link, 'href')
}

function personIn(owner: unknown): string | undefined {
  const people = [
    ...listAt(owner, 'authors'),
    valueAt(owner, 'author'),
    ...listAt(objectAt(owner, 'atom'), 'authors'),
  ]
  const first = people.find(person => person !== undefined)
  const name = nameOf(asString(first) ?? stringAt(first, 'name'))
  return name ?? nameOf(stringAt(objectAt(owner, 'dc'), 'creator'))
}

/** RSS asks for `mail@example.org (Name)`; a bare mail address is nobody's name to show. */
function nameOf(text: string | undefined): string | undefined {
  const name = /^\S+@\S+\s+\(([^()]+)\)$/.exec(text?.trim() ?? '')?.[1] ?? text?.trim()
  return name && !/^\S+@\S+\.\S+$/.test(name) ? name : undefined
}

function dublin(owner: Json | unknown): string | undefined {
  return stringAt(objectAt(owner, 'dc'), 'date')
}
