/**
 * `GET /embed/:network/:handle` and `GET /embed/wall/:name`: the same checks and limits as for the document,
 * answered with a page.
 */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Config } from './config.js'
import { embedPage, policyOf, refusedPage, type Shown } from './embed.js'
import { createPages, type Sheet } from './embed-pages.js'
import { attributesOf, frameOf, searchOf } from './embed-query.js'
import type { Feed } from './feed.js'
import type { RouteOptions } from './feed-route.js'
import type { Feeds } from './feeds.js'
import { limitReads } from './limit.js'
import { describedAt } from './oembed.js'
import { renderFeed } from './renderer.js'
import { type Refusal, readRequest, readWallRequest } from './request.js'
import { moduleOf } from './sources/index.js'
import type { View } from './view.js'
import type { Wall } from './wall.js'
import type { Walls } from './walls.js'

export interface EmbedOptions extends RouteOptions {
  readonly feeds: Feeds
  /** The owner's allow-list; absent in sample mode. */
  readonly allowed: readonly Feed[] | undefined
  readonly walls: Walls
  readonly known: readonly Wall[]
  readonly origins: Config['origins']
  /** Where browsers reach this server; ends with a slash. */
  readonly url: string
  readonly now: () => number
}

export interface EmbedRoutes {
  readonly feed: RequestHandler[]
  readonly wall: RequestHandler[]
}

/** What a request asks for, and how it is learnt. */
type Asked = Pick<Sheet, 'read' | 'peek' | 'learn'> & { readonly shown: Shown; readonly view: View }

/** Seen from `/embed/network/handle` and `/embed/wall/name`, so that it holds under any prefix. */
const ROOT = '../../'

export function embedRoutes(options: EmbedOptions): EmbedRoutes {
  const { feeds, allowed, walls, known, origins, url, now, write, hot, served } = options
  const pages = createPages(now)
  const media = new URL(url).origin

  function sheetOf({ query }: Request, { shown, view, ...asked }: Asked): Sheet {
    const attributes = attributesOf(query, view, ROOT)
    const frame = frameOf(query)
    return {
      ...asked,
      key: JSON.stringify([shown, attributes, frame]),
      async write(document, now) {
        const rendered = await renderFeed(document, attributes, now)
        const html = embedPage(rendered, {
          ...frame,
          root: ROOT,
          profileUrl: 'profileUrl' in document ? document.profileUrl : undefined,
          oembed: describedAt(url, shown, searchOf(query)),
          isClosed: origins !== '*',
        })
        return { html, policy: policyOf(origins, media, rendered.style) }
      },
    }
  }

  function route(understand: (request: Request) => Asked | Refusal): RequestHandler[] {
    const ask: RequestHandler = (request, response, next) => {
      const asked = understand(request)
      if ('detail' in asked) return refuse(request, response, asked.status, policyOf(origins, media))
      response.locals = { sheet: sheetOf(request, asked) }
      next()
    }
    const answer: RequestHandler = async (request, response) => {
      const sheet = sheetIn(response)
      const found = await pages.read(sheet)
      hot.remember(request.url, () => pages.peek(sheet))
      write(request, response, found)
      served(found.kind)
    }
    // A rendering is work as well, so what is not at hand is counted.
    return [ask, limitReads(response => pages.peek(sheetIn(response)) !== undefined), answer]
  }

  return {
    feed: route(request => {
      const asked = readRequest(request, allowed)
      if ('refusal' in asked) return asked.refusal
      const { feed } = asked
      const view = seen(asked.view, request)
      return {
        shown: { network: feed.network, handle: feed.handle },
        view,
        read: () => feeds.read(feed, view),
        peek: () => feeds.peek(feed, view),
        learn: async () => feeds.tell(feed, view, await feeds.learn(feed)),
      }
    }),
    wall: route(request => {
      const asked = readWallRequest(request, known)
      if ('refusal' in asked) return asked.refusal
      const { wall } = asked
      const view = seen(asked.view, request)
      return {
        shown: { wall: wall.name },
        view,
        read: () => walls.read(wall, view),
        peek: () => walls.peek(wall, view),
        learn: () => walls.learn(wall, view),
      }
    }),
  }
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

/** The tag has its own word for leaving out reposts. */
const seen = (view: View, { query }: Request): View => ({
  ...view,
  reposts: view.reposts && !(query['no-reposts'] === '' || query['no-reposts'] === 'true'),
})

function refuse({ params }: Request, response: Response, status: number, policy: string): void {
  const network = moduleOf(params.network as Feed['network'])
  const handle = network?.canonical(String(params.handle))
  response
    .status(status)
    .set({ 'Cache-Control': 'public, max-age=60', 'Content-Security-Policy': policy })
    .type('html')
    .send(refusedPage(ROOT, handle && network?.profileUrl(handle)))
}
