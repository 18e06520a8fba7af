/** `GET /embed/:network/:handle`: the same checks and limits as for the document, answered with a page. */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { TagAttributes } from '../wire/render.js'
import type { Config } from './config.js'
import { embedPage, type Frame, policyOf, refusedPage } from './embed.js'
import { createPages, type Sheet } from './embed-pages.js'
import type { Feed } from './feed.js'
import type { RouteOptions } from './feed-route.js'
import type { Feeds } from './feeds.js'
import { limitReads } from './limit.js'
import { describedAt, MOST } from './oembed.js'
import { renderFeed } from './renderer.js'
import { readRequest } from './request.js'
import { moduleOf } from './sources/index.js'
import type { View } from './view.js'

export interface EmbedOptions extends RouteOptions {
  readonly feeds: Feeds
  /** The owner's allow-list; absent in sample mode. */
  readonly allowed: readonly Feed[] | undefined
  readonly origins: Config['origins']
  /** Where browsers reach this server; ends with a slash. */
  readonly url: string
  readonly now: () => number
}

/** Seen from `/embed/network/handle`, so that it holds under any prefix. */
const ROOT = '../../'
const DEFAULT_HEIGHT = 600

export function embedRoute(options: EmbedOptions): RequestHandler[] {
  const { feeds, allowed, origins, url, now, write, hot, served } = options
  const pages = createPages(feeds, now)

  const understand: RequestHandler = (request, response, next) => {
    const asked = readRequest(request, allowed)
    if ('refusal' in asked) return refuse(request, response, asked.refusal.status, policyOf(origins))
    response.locals = { sheet: sheetOf(request, asked.feed, asked.view) }
    next()
  }
  const sheetOf = ({ query }: Request, feed: Feed, asked: View): Sheet => {
    const attributes = attributesOf(query, asked)
    const view = { ...asked, reposts: !attributes['no-reposts'] }
    const frame = frameOf(query)
    return {
      feed,
      view,
      key: JSON.stringify([feed, attributes, frame]),
      async write(document, now) {
        const rendered = await renderFeed(document, attributes, now)
        const html = embedPage(rendered, {
          ...frame,
          root: ROOT,
          profileUrl: document.profileUrl,
          oembed: describedAt(url, feed),
          isClosed: origins !== '*',
        })
        return { html, policy: policyOf(origins, rendered.style) }
      },
    }
  }
  const answer: RequestHandler = async (request, response) => {
    const sheet = sheetIn(response)
    const found = await pages.read(sheet)
    hot.remember(request.url, () => pages.peek(sheet))
    write(request, response, found)
    served(found.kind)
  }
  // A rendering is work as well, so what is not at hand is counted.
  return [understand, limitReads(response => pages.peek(sheetIn(response)) !== undefined), answer]
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

/** What the first handler left for the others. */
const sheetIn = (response: Response): Sheet => response.locals.sheet as Sheet

function refuse({ params }: Request, response: Response, status: number, policy: string): void {
  const network = moduleOf(params.network as Feed['network'])
  const handle = network?.canonical(String(params.handle))
  response
    .status(status)
    .set({ 'Cache-Control': 'public, max-age=60', 'Content-Security-Policy': policy })
    .type('html')
    .send(refusedPage(ROOT, handle && network?.profileUrl(handle)))
}

const FLAGS = ['no-reposts', 'no-header', 'no-footer', 'no-border', 'no-media', 'no-metrics'] as const

/** What is no theme, no layout and no language counts as not asked for: a frame always shows its feed. */
function attributesOf(query: Request['query'], { limit, replies, reposts }: View): TagAttributes {
  const { theme, layout, lang, height } = query
  const flags = FLAGS.filter(name => query[name] === '' || query[name] === 'true')
  return {
    // Relative, so that it holds under any prefix.
    server: ROOT.slice(0, -1),
    ...(limit !== 20 && { limit }),
    ...(height === 'auto' && { height }),
    ...((theme === 'light' || theme === 'dark') && { theme }),
    ...((layout === 'grid' || layout === 'carousel') && { layout }),
    lang: typeof lang === 'string' && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(lang) ? lang : 'en',
    ...(replies && { replies }),
    ...(!reposts && { 'no-reposts': true }),
    ...Object.fromEntries(flags.map(name => [name, true])),
  }
}

function frameOf({ theme, height }: Request['query']): Pick<Frame, 'theme' | 'height'> {
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    height:
      height === 'auto'
        ? height
        : Math.min(Number(height) > 0 ? Math.trunc(Number(height)) : DEFAULT_HEIGHT, MOST),
  }
}
