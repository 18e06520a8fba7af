/** What the dialects of feeds have in common: media, links, people, dates. */
import { asString, countAt, listAt, objectAt, stringAt, valueAt } from './json.js'
import type { RawCaptions, RawFile, Rich } from './rss-raw.js'

/** Media RSS, grouped or not; the text that it holds stands in for a missing one. https://www.rssboard.org/media-rss */
export function mediaOf(raw: unknown): {
  readonly files: readonly RawFile[]
  readonly thumbnails: readonly RawFile[]
  readonly captions: readonly RawCaptions[]
  readonly text: Rich | undefined
} {
  const media = objectAt(raw, 'media')
  const owners = [media, ...listAt(media, 'groups')]
  const contents = owners.flatMap(owner => listAt(owner, 'contents'))
  const descriptions = owners.map(owner => stringAt(objectAt(owner, 'description'), 'value'))
  return {
    files: contents.map(toFile),
    captions: [...owners.flatMap(subtitlesOf), ...transcriptsOf(raw)],
    thumbnails: [...owners, ...contents].flatMap(owner => listAt(owner, 'thumbnails')).map(toFile),
    text: rich(
      descriptions.find(value => value),
      false,
    ),
  }
}

export function toFile(raw: unknown): RawFile {
  return {
    url: stringAt(raw, 'url'),
    type: stringAt(raw, 'type')?.toLowerCase(),
    medium: stringAt(raw, 'medium'),
    width: countAt(raw, 'width'),
    height: countAt(raw, 'height'),
    seconds: countAt(raw, 'duration'),
    bitrate: countAt(raw, 'bitrate'),
    alt: stringAt(objectAt(raw, 'description'), 'value') ?? stringAt(objectAt(raw, 'title'), 'value'),
    captions: subtitlesOf(raw),
  }
}

/** https://www.rssboard.org/media-rss#media-subtitle */
function subtitlesOf(owner: unknown): readonly RawCaptions[] {
  return listAt(owner, 'subTitles').map(raw => ({
    url: stringAt(raw, 'href'),
    type: stringAt(raw, 'type')?.toLowerCase(),
    language: stringAt(raw, 'lang'),
  }))
}

/** https://podcasting2.org/docs/podcast-namespace/tags/transcript */
function transcriptsOf(owner: unknown): readonly RawCaptions[] {
  return listAt(objectAt(owner, 'podcast'), 'transcripts').map(raw => ({
    url: stringAt(raw, 'url'),
    type: stringAt(raw, 'type')?.toLowerCase(),
    language: stringAt(raw, 'language'),
  }))
}

export function rich(text: string | undefined, html: boolean): Rich | undefined {
  return text?.trim() ? { text, html } : undefined
}

/** Atom's link of this relation; one without a relation is `alternate` (RFC 4287 section 4.2.7.2). */
export function linkAt(owner: unknown, rel: 'alternate' | undefined): string | undefined {
  const links = [...listAt(owner, 'links'), ...listAt(objectAt(owner, 'atom'), 'links')]
  const link = links.find(link => rel === undefined || (stringAt(link, 'rel') ?? 'alternate') === rel)
  return stringAt(link, 'href')
}

export function personIn(owner: unknown): string | undefined {
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

export function dublin(owner: unknown): string | undefined {
  return stringAt(objectAt(owner, 'dc'), 'date')
}
