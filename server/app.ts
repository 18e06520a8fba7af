/** Routes: from a request to the spine, and the static files of the widget. */
import {
  type ErrorRequestHandler,
  type Express,
  default as express,
  type RequestHandler,
  type Response,
  type Router,
} from 'express'
import type { Config } from './config.js'
import { type EmbedRoutes, openFiles } from './embed-route.js'
import { corsFor, SAFETY } from './headers.js'
import { sendProblem } from './problem.js'

export interface AppOptions {
  readonly config: Pick<Config, 'origins' | 'trustProxy'>
  readonly feed: RequestHandler[]
  readonly wall: RequestHandler[]
  /** The owner's routes; absent without a token. */
  readonly admin: Router | undefined
  readonly media: RequestHandler
  /** A feed or a wall as a page of its own. */
  readonly embed: EmbedRoutes
  readonly oembed: RequestHandler
  /** The built widget and the pages. */
  readonly files: Router
  /** False while shutting down: load balancers send visitors elsewhere. */
  readonly ready: () => boolean
  /** Told of faults of ours that a request met. */
  readonly fault: (error: unknown) => void
}

export function createApp({
  config,
  feed,
  wall,
  admin,
  media,
  embed,
  oembed,
  files,
  ready,
  fault,
}: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple')
  app.set('trust proxy', config.trustProxy)
  app.use(standardHeaders(config.origins))
  if (admin) app.use(admin)
  app.use(readOnly)

  app.get('/livez', (_request, response) => plain(response, 200, 'ok'))
  app.get('/readyz', (_request, response) =>
    ready() ? plain(response, 200, 'ok') : plain(response, 503, 'closing'),
  )
  app.get('/feeds/:network/:handle', feed)
  app.get('/walls/:name', wall)
  app.get('/media/:signature/:url', media)
  app.get('/embed/wall/:name', embed.wall)
  app.get('/embed/:network/:handle', embed.feed)
  app.get('/oembed', oembed)
  app.use(openFiles(), files)

  app.use((request, response) => sendProblem(response, 404, `Nothing is served at ${request.path}.`))
  app.use(onError(fault))
  return app
}

function plain(response: Response, status: number, text: string): void {
  response.status(status).set('Cache-Control', 'no-store').type('text/plain').send(text)
}

/** On every answer that `write` does not finish itself. */
function standardHeaders(origins: Config['origins']): RequestHandler {
  const cors = corsFor(origins)
  return function setStandardHeaders(request, response, next) {
    response.set(SAFETY).set(cors(request.headers.origin))
    next()
  }
}

const readOnly: RequestHandler = function readOnly(request, response, next) {
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  response.set('Allow', 'GET, HEAD, OPTIONS')
  if (request.method !== 'OPTIONS')
    return sendProblem(response, 405, `${request.method} is not answered here; use GET.`)
  response
    .set({ 'Access-Control-Allow-Methods': 'GET, HEAD', 'Access-Control-Max-Age': '86400' })
    .status(204)
    .end()
}

function onError(fault: AppOptions['fault']): ErrorRequestHandler {
  return function answerError(error: unknown, request, response, next) {
    if (response.headersSent) return next(error)
    const { status } = Object(error) as { readonly status?: unknown }
    if (error instanceof URIError || status === 400) {
      return sendProblem(response, 400, `The address ${request.path} is not well formed.`)
    }
    // A part of a file that it does not have, or of another one than it is: asked for so, and no fault of ours.
    if (status === 412 || status === 416)
      return response.status(status).set('Cache-Control', 'no-store').end()
    fault(error)
    sendProblem(response, 500, 'Something went wrong here; the log has the cause.')
  }
}
