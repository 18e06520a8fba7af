/** The dialects (RSS 2.0, RSS 1.0, Atom, JSON Feed) as one raw shape. */
import { countAt, listAt, objectAt, stringAt, valueAt } from './json.js'
import { dublin, linkAt, mediaOf, personIn, rich, toFile } from './rss-fields.js'
import type { ItemOutline, Outline } from './rss-outline.js'
import type { RawFeed, RawItem } from './rss-raw.js'

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
  const { files, thumbnails, captions, text } = mediaOf(raw)
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
    captions,
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
    captions: media.captions,
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
    captions: [],
    image: stringAt(raw, 'image') ?? stringAt(raw, 'banner_image'),
    seconds: undefined,
  }
}
