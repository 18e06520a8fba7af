/** `GET /embed/:network/:handle`: the same checks and limits as for the document, answered with a page. */
import { createHash } from 'node:crypto'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { FeedDocument } from '../wire/document.js'
import { matches } from './answer.js'
import type { Config } from './config.js'
import { embedPage, type Frame, refusedPage } from './embed.js'
import type { Feed } from './feed.js'
import type { Feeds, Served } from './feeds.js'
import { limitReads } from './limit.js'
import { describedAt } from './oembed.js'
import { readRequest } from './request.js'
import { moduleOf } from './sources/index.js'
import type { View } from './view.js'

export interface EmbedOptions {
  readonly feeds: Feeds
  /** The owner's allow-list; absent in sample mode. */
  readonly allowed: readonly Feed[] | undefined
  readonly origins: Config['origins']
  /** Where browsers reach this server; ends with a slash. */
  readonly url: string
  readonly version: string
  readonly served: (kind: Served['kind']) => void
}

/** Seen from `/embed/network/handle`, so that it holds under any prefix. */
const ROOT = '../../'

export function embedRoute({
  feeds,
  allowed,
  origins,
  url,
  version,
  served,
}: EmbedOptions): RequestHandler[] {
  const policy = policyFor(origins)

  const understand: RequestHandler = (request, response, next) => {
    response.set('Content-Security-Policy', policy).removeHeader('X-Frame-Options')
    const asked = readRequest(request, allowed)
    if ('refusal' in asked) return refuse(request, response, asked.refusal.status)
    response.locals.asked = asked
    next()
  }
  const costsNothing = (response: Response): boolean => {
    const { feed, view } = askedOf(response)
    return feeds.asking(feed) || feeds.peek(feed, view) !== undefined
  }
  const answer: RequestHandler = async (request, response) => {
    const { feed, view } = askedOf(response)
    const { answer, kind } = await feeds.read(feed, view)
    served(kind)
    const document = JSON.parse(answer.body.identity.toString()) as FeedDocument
    const frame = { ...frameOf(request, view), oembed: describedAt(url, feed), inline: origins !== '*' }
    // The same document in the same frame is the same page, whenever it was fetched.
    const etag = `W/"${hash(answer.etag, JSON.stringify(frame), version)}"`
    const { 'Content-Type': _json, ...headers } = answer.headers
    response.status(answer.status).set({ ...headers, ETag: etag })
    if (answer.status === 200 && matches(request.headers['if-none-match'], etag)) response.status(304).end()
    else response.type('html').send(embedPage(document, frame))
  }
  return [understand, limitReads(costsNothing), answer]
}

/**
 * A frame in a sandbox has an origin of its own, to which every file here is foreign. The code is no secret,
 * so it may be loaded whatever `ORIGINS` says; the documents may not.
 */
export function openFiles(): Router {
  const router = Router()
  router.get(/\.(?:js|css)$/, (_request, response, next) => {
    response.set('Access-Control-Allow-Origin', '*')
    next()
  })
  return router
}

const askedOf = (response: Response) => response.locals.asked as { readonly feed: Feed; readonly view: View }

function refuse({ params }: Request, response: Response, status: number): void {
  const network = moduleOf(params.network as Feed['network'])
  const handle = network?.canonical(String(params.handle))
  response
    .status(status)
    .set('Cache-Control', 'public, max-age=60')
    .type('html')
    .send(refusedPage(ROOT, handle && network?.profileUrl(handle)))
}

/** What is no theme or no language counts as not asked for: a frame always shows its feed. */
function frameOf({ query }: Request, view: View): Omit<Frame, 'oembed' | 'inline'> {
  const { theme, lang, height } = query
  return {
    root: ROOT,
    ...view,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    lang: typeof lang === 'string' && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(lang) ? lang : 'en',
    height: height === 'auto' ? 'auto' : 'full',
  }
}

/** The sites that may show the feeds may frame the page. `self`, also in a sandbox, is where the page came from. */
function policyFor(origins: Config['origins']): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' https: http:",
    "media-src 'self' https: http: blob:",
    "connect-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins === '*' ? '*' : ["'self'", ...origins].join(' ')}`,
    "require-trusted-types-for 'script'",
  ].join('; ')
}

const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)
