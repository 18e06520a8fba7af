/** One raw item of a feed → the post of the document. Pure. */
import { createHash } from 'node:crypto'
import { isPost } from '../../wire/guard.js'
import type { Author, Post, Segment } from '../../wire/post.js'
import { absolute } from './address.js'
import { type HtmlReading, merged, plainText, readHtml } from './html-text.js'
import { compact } from './json.js'
import { languageOf } from './names.js'
import { feedDate } from './rss-dates.js'
import { attachedTo } from './rss-media.js'
import type { RawItem, Rich } from './rss-raw.js'

/** What is true of the whole feed. */
export interface Company {
  /** The feed itself. */
  readonly author: Author
  readonly language: string | undefined
  /** When an item that names no date is taken to be from: its id is given. */
  readonly dateOf: (id: string) => string
}

const LONGEST_TITLE = 300
/** A taste of an article, which has a page of its own. */
const LONGEST_TASTE = 600
/** Without a title it is a post, and shown whole. Mastodon's longest servers go so far. */
const LONGEST_POST = 5000
const LONGEST_ID = 500
/** An article may hold its pictures in itself, and is read in a thread with a deadline. */
const MOST_MARKUP = 4_000_000

/** Undefined when it can't be read: the caller counts it and keeps the others. */
export function toPost(item: RawItem, { author, language, dateOf }: Company): Post | undefined {
  const url = absolute(item.url, item.base) ?? absolute(item.id)
  const title = oneLine(item.title)
  const body = bodyOf(item, title, url)
  const link = url ?? author.url
  const { media, card } = attachedTo(item, { title, url: link, images: body.images })
  const text =
    card || startsWith(plainText(body.segments), title) ? body.segments : withTitle(title, url, body.segments)
  if (text.length === 0 && media.length === 0 && !card) return undefined
  const id = idOf(item, url, title)
  const post = compact<Post>({
    id,
    network: 'rss',
    url: link,
    author: { ...author, name: oneLine({ text: item.author ?? '', html: false }) || author.name },
    createdAt: feedDate(item.date) ?? dateOf(id),
    text,
    language: languageOf(item.language) ?? language,
    media: media.length > 0 ? media : undefined,
    card,
  })
  return isPost(post) ? post : undefined
}

/** An article's own summary when it has one; what has no title is all text. */
function bodyOf(item: RawItem, title: string, url: string | undefined): HtmlReading {
  const { summary, content } = item
  const [first, second] = title ? [summary, content] : [content, summary]
  const limit = title ? LONGEST_TASTE : LONGEST_POST
  const base = item.base || url
  const body = read(first ?? second, base, limit)
  const other = first && second ? read(second, base, limit) : undefined
  // A summary of nothing but a picture, or the picture that only the whole article has.
  return {
    segments: body.segments.length > 0 ? body.segments : (other?.segments ?? []),
    images: body.images.length > 0 ? body.images : (other?.images ?? []),
  }
}

function read(rich: Rich | undefined, base: string | undefined, limit: number): HtmlReading {
  if (!rich) return { segments: [], images: [] }
  return readHtml(rich.html ? rich.text : asHtml(rich.text), { base, limit, markup: MOST_MARKUP })
}

/** Plain text keeps its lines and spaces. */
function asHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return `<pre>${escaped}</pre>`
}

export function oneLine(rich: Rich | undefined): string {
  return plainText(read(rich, undefined, LONGEST_TITLE).segments).replace(/\s+/g, ' ')
}

/** The title stands above the text, and leads to the article. */
function withTitle(title: string, url: string | undefined, body: readonly Segment[]): readonly Segment[] {
  if (!title) return body
  const heading: Segment = url ? { type: 'link', text: title, href: url } : { type: 'text', text: title }
  return body.length > 0 ? merged([heading, { type: 'text', text: '\n' }, ...body]) : [heading]
}

/** Servers of short posts make a title of the first words. */
function startsWith(text: string, title: string): boolean {
  const plain = (value: string) => value.replace(/\s+/g, ' ').toLowerCase()
  const start = plain(title.replace(/(?:…|\.{2,3})$/, '')).trim()
  return title !== '' && start !== '' && plain(text).startsWith(start)
}

/** The feed's own, unless it is missing or no name to keep things under. */
function idOf(item: RawItem, url: string | undefined, title: string): string {
  const own = item.id?.trim() ?? url
  if (own && own.length <= LONGEST_ID && !/\p{Cc}/u.test(own)) return own
  const content = own ?? `${title}\n${item.date}\n${item.summary?.text}\n${item.content?.text}`
  return createHash('sha256').update(content).digest('base64url').slice(0, 22)
}
