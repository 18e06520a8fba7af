/**
 * A feed's bytes → its posts, or what else they are. Pure, and as slow as a hostile document makes it:
 * it runs in a worker that is ended when it takes too long.
 */
import { parseFeed } from 'feedsmith'
import type { Author, Post } from '../../wire/post.js'
import { absolute, siteOf } from './address.js'
import { asObject, compact, listAt, valueAt } from './json.js'
import { languageOf } from './names.js'
import { feedDate } from './rss-dates.js'
import { decodeFeed } from './rss-decode.js'
import { feedsOf } from './rss-discovery.js'
import { type Dialect, toRawFeed } from './rss-items.js'
import { type Outline, outlineOf } from './rss-outline.js'
import { oneLine, toPost } from './rss-post.js'
import type { RawFeed } from './rss-raw.js'

export interface FeedBytes {
  readonly body: Uint8Array
  readonly contentType: string | undefined
  /** Where it came from. */
  readonly url: string
  /** Newest posts to keep. */
  readonly window: number
  /** Milliseconds since 1970: when a post is taken to be from that nothing dates. */
  readonly now: number
  /** Post id → date, of posts that were taken so before. */
  readonly dates: Readonly<Record<string, string>>
}

export type FeedReading =
  | {
      readonly type: 'feed'
      readonly author: Author
      /** Newest first, none twice. None: the feed is whole and holds no item. */
      readonly posts: readonly Post[]
      readonly dropped: number
    }
  /** A page for people, and the feeds it names. */
  | { readonly type: 'page'; readonly feeds: readonly string[] }
  | { readonly type: 'unreadable'; readonly why: string }

export function readFeed(bytes: FeedBytes): FeedReading {
  const { contentType, url } = bytes
  const text = decodeFeed(bytes.body, contentType).replace(/^\uFEFF/, '')
  const start = text.slice(0, 1000).trimStart()
  if (start === '') return unreadable('an empty body')
  if (start.startsWith('{')) return readJson(text, bytes)
  if (!start.startsWith('<')) return unreadable('neither a feed nor a page')
  const outline = outlineOf(text, url)
  if (ROOTS.has(outline.root)) return readXml(text, outline, bytes)
  const isPage =
    outline.root === 'html' || /^<!doctype html/i.test(start) || /\bhtml\b/i.test(contentType ?? '')
  return isPage
    ? { type: 'page', feeds: feedsOf(text, url) }
    : unreadable(`a document of <${outline.root.slice(0, 40)}>`)
}

const ROOTS = new Set(['rss', 'rdf', 'feed'])

function readXml(text: string, outline: Outline, bytes: FeedBytes): FeedReading {
  const parsed = parse(outline.whole ? text : upToLastItem(text))
  if (!parsed) return unreadable('a feed that is not well made')
  if (outline.whole && outline.items.length === 0) {
    const { author } = companyOf(toRawFeed(parsed.format, parsed.feed, outline), outline)
    return { type: 'feed', author, posts: [], dropped: 0 }
  }
  const feed = toRawFeed(parsed.format, parsed.feed, outline)
  return harvest(feed, outline, Math.max(outline.items.length, feed.items.length), bytes)
}

function readJson(text: string, bytes: FeedBytes): FeedReading {
  const value = jsonOf(text)
  const version = valueAt(value, 'version')
  if (!/^https?:\/\/jsonfeed\.org\/version\//.test(String(version))) return unreadable('JSON that is no feed')
  const outline: Outline = { root: 'json', whole: true, items: [], base: bytes.url, language: undefined }
  if (!Array.isArray(valueAt(value, 'items'))) return unreadable('a JSON feed without a list of items')
  return harvest(toRawFeed('json', value, outline), outline, listAt(value, 'items').length, bytes)
}

/** `count` is how many items the document holds, readable or not. */
function harvest(feed: RawFeed, outline: Outline, count: number, bytes: FeedBytes): FeedReading {
  const { author, language } = companyOf(feed, outline)
  const spare = feedDate(feed.date) ?? new Date(bytes.now).toISOString()
  const dateOf = (id: string) => (Object.hasOwn(bytes.dates, id) ? bytes.dates[id] : undefined) ?? spare
  const posts = feed.items
    .map(item => toPost(item, { author, language, dateOf }))
    .filter(post => post !== undefined)
  if (posts.length === 0 && !(outline.whole && count === 0)) {
    return unreadable(
      outline.whole ? `a feed of ${count} items, none of them readable` : 'a feed that broke off',
    )
  }
  return { type: 'feed', author, posts: newest(posts).slice(0, bytes.window), dropped: count - posts.length }
}

function companyOf(
  feed: RawFeed,
  { base }: Outline,
): { readonly author: Author; readonly language: string | undefined } {
  const url = absolute(feed.url, base) ?? new URL('/', base).href
  const author = compact<Author>({
    name: oneLine(feed.title) || feed.author || siteOf(url),
    handle: siteOf(url),
    url,
    avatar: absolute(feed.icon, base),
  })
  return { author, language: languageOf(feed.language) }
}

/** Feeds come in any order, oldest first too; of two with one id the newer one counts. */
function newest(posts: readonly Post[]): readonly Post[] {
  const sorted = posts.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
  const seen = new Set<string>()
  return sorted.filter(({ id }) => !seen.has(id) && seen.add(id))
}

function parse(text: string): { readonly format: Dialect; readonly feed: unknown } | undefined {
  try {
    return parseFeed(text)
  } catch {
    return undefined
  }
}

/** Of a document that broke off, what came whole: half an item would be half a truth. */
function upToLastItem(text: string): string {
  const end = /^[\s\S]*<\/(?:\w+:)?(?:item|entry)\s*>/.exec(text)?.[0]
  return end ?? text
}

function jsonOf(text: string) {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return undefined
  }
}

function unreadable(why: string): FeedReading {
  return { type: 'unreadable', why }
}
