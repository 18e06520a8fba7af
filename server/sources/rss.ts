/** The source for feeds of any site: the handle is the feed's address, or that of a page which names its feed. */
import type { KnownDocument } from '../../wire/document.js'
import { FeedError } from '../errors.js'
import { retryAfter } from '../retry-after.js'
import type { Upstream, UpstreamAnswer } from '../upstream.js'
import { absolute } from './address.js'
import { compact } from './json.js'
import { asked, datesOf, type Notes, recall } from './rss-notes.js'
import { createFeedParser, type FeedParser } from './rss-parser.js'
import type { FeedReading } from './rss-read.js'
import type { Ask, NetworkModule, Source, Truth } from './source.js'

export interface RssOptions {
  readonly upstream: Upstream
  readonly now: () => number
  /** Default: one of its own. */
  readonly parser?: FeedParser
}

export const rssNetwork: NetworkModule = {
  network: 'rss',
  name: 'RSS',
  canonical: canonicalAddress,
  profileUrl: siteUrl,
  mediaHosts: 'any',
  manyServers: true,
  create: ({ upstream, now }) => createRssSource({ upstream, now }),
}

export function createRssSource({ upstream, now, parser = createFeedParser() }: RssOptions): Source {
  async function load(ask: Ask): Promise<Truth> {
    const notes = recall(ask)
    const heard = await hear(notes?.feed ?? ask.handle, ask, notes)
    if (heard.type === 'same' && ask.previous) return unchanged(ask.previous, now())
    if (heard.type === 'feed') return told(ask, heard, now())
    // The feed that the page named last time is no longer there: ask the page again.
    if (notes && notes.feed !== ask.handle) return load(asked(ask))
    if (heard.type === 'page') return discover(ask, heard.feeds)
    if (heard.type === 'gone') return gone(ask, now())
    throw new FeedError('unreadable', `${hostOf(ask.handle)}: said "not modified" without having been asked`)
  }

  /** One page leads to one feed; another page there is the end. */
  async function discover(ask: Ask, feeds: readonly string[]): Promise<Truth> {
    const [feed] = feeds
    if (!feed) throw new FeedError('unreadable', `${hostOf(ask.handle)}: a page that names no feed`)
    const heard = await hear(feed, ask, undefined)
    if (heard.type === 'feed') return told(ask, heard, now())
    throw new FeedError('unreadable', `${hostOf(ask.handle)}: names ${feed} as its feed, which is none`)
  }

  async function hear(address: string, ask: Ask, notes: Notes | undefined): Promise<Heard> {
    const answer = await upstream.get(address, {
      signal: ask.signal,
      accept: ACCEPT,
      maxBytes: MOST_BYTES,
      redirects: 3,
      headers: {
        ...(notes?.etag && { 'if-none-match': notes.etag }),
        ...(notes?.modified && { 'if-modified-since': notes.modified }),
      },
    })
    const { status, headers } = answer
    if (status === 304) return { type: 'same' }
    if (status === 404 || status === 410) return { type: 'gone' }
    if (status !== 200) throw refusal(answer, now())
    const reading = await parser.parse(
      {
        body: answer.body,
        contentType: headerOf(headers, 'content-type'),
        url: answer.url,
        window: ask.window,
        now: now(),
        dates: datesOf(ask.previous),
      },
      ask.signal,
    )
    if (reading.type === 'unreadable') {
      throw new FeedError('unreadable', `${hostOf(answer.url)}: answered with ${reading.why}`)
    }
    if (reading.type === 'page') return reading
    const etag = headerOf(headers, 'etag')
    const modified = headerOf(headers, 'last-modified')
    return { ...reading, notes: compact<Notes>({ v: 1, feed: address, window: ask.window, etag, modified }) }
  }

  return { network: 'rss', profileUrl: siteUrl, load }
}

/** Podcasts of many years are a few MiB. */
const MOST_BYTES = 8 << 20
const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1'

type Heard =
  | { readonly type: 'same' }
  | { readonly type: 'gone' }
  | Extract<FeedReading, { readonly type: 'page' }>
  | (Extract<FeedReading, { readonly type: 'feed' }> & { readonly notes: Notes })

function told(
  ask: Ask,
  { author, posts, dropped, notes }: Extract<Heard, { type: 'feed' }>,
  now: number,
): Truth {
  const base = { ...frame(ask, now), profileUrl: author.url, author }
  const document: KnownDocument =
    posts.length > 0 ? { ...base, status: 'posts', posts } : { ...base, status: 'empty' }
  return { document, dropped, memory: notes }
}

function unchanged(previous: Truth, now: number): Truth {
  return { ...previous, document: { ...previous.document, fetchedAt: new Date(now).toISOString() } }
}

function gone(ask: Ask, now: number): Truth {
  return { document: { ...frame(ask, now), status: 'not-found' }, dropped: 0 }
}

function frame({ handle }: Ask, now: number) {
  return {
    v: 1,
    network: 'rss',
    handle,
    profileUrl: siteUrl(handle),
    fetchedAt: new Date(now).toISOString(),
  } as const
}

function refusal({ status, headers, url }: UpstreamAnswer, now: number): FeedError {
  const host = hostOf(url)
  if (status === 401 || status === 403) {
    return new FeedError('key', `${host}: answered ${status}; it does not let this server read the feed`)
  }
  const wait = retryAfter(headers, now)
  const hint = wait === undefined ? {} : { retryAfter: wait }
  if (status === 429) return new FeedError('rate-limit', `${host}: answered 429`, hint)
  if (status >= 500) return new FeedError('outage', `${host}: answered ${status}`, hint)
  return new FeedError('unreadable', `${host}: answered ${status}`)
}

/** `https://` may be left out; the rest is as the URL parser writes it, for paths mind capitals. */
function canonicalAddress(typed: string): string | undefined {
  const text = typed.trim()
  const href = absolute(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (!href || href.length > 2000) return undefined
  const url = new URL(href)
  url.hash = ''
  return url.hostname.includes('.') || url.port !== '' || url.hostname.startsWith('[') ? url.href : undefined
}

/** Where a person may look when nothing is known of the feed yet. */
function siteUrl(handle: string): string {
  return new URL('/', handle).href
}

function hostOf(url: string): string {
  return new URL(url).host
}

function headerOf(headers: UpstreamAnswer['headers'], name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : value?.[0]
}
