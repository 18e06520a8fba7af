/** Routes: from a request to the spine, and the static files of the widget. */
import {
  type ErrorRequestHandler,
  type Express,
  default as express,
  type RequestHandler,
  type Response,
  type Router,
} from 'express'
import helmet from 'helmet'
import { matches, pickEncoding } from './answer.js'
import type { Config } from './config.js'
import type { Feeds, Served } from './feeds.js'
import { sendProblem } from './problem.js'
import { readRequest } from './request.js'

export interface AppOptions {
  readonly config: Pick<Config, 'feeds' | 'origins' | 'sample'>
  readonly feeds: Feeds
  /** The built widget and the pages. */
  readonly files: Router
  /** False while shutting down: load balancers send visitors elsewhere. */
  readonly ready: () => boolean
  /** Told of faults of ours that a request met. */
  readonly fault: (error: unknown) => void
}

export function createApp({ config, feeds, files, ready, fault }: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple')
  app.use(safetyHeaders(), cors(config.origins), readOnly)

  app.get('/livez', (_request, response) => plain(response, 200, 'ok'))
  app.get('/readyz', (_request, response) =>
    ready() ? plain(response, 200, 'ok') : plain(response, 503, 'closing'),
  )
  app.get('/feeds/:network/:handle', async (request, response) => {
    const asked = readRequest(request, config.sample ? undefined : config.feeds)
    if ('refusal' in asked) return sendProblem(response, asked.refusal.status, asked.refusal.detail)
    const served = await feeds.read(asked.feed, asked.view)
    writeAnswer(response, served, request.headers)
  })
  app.use(files)

  app.use((request, response) => sendProblem(response, 404, `Nothing is served at ${request.path}.`))
  app.use(onError(fault))
  return app
}

function writeAnswer(
  response: Response,
  { kind, answer, ttl }: Served,
  wanted: NodeJS.Dict<string | string[]>,
): void {
  const { body, etag, headers, madeAt, status } = answer
  response.set(headers).set({
    ETag: etag,
    Age: String(Math.max(0, Math.floor((Date.now() - madeAt) / 1000))),
    'Cache-Status': cacheStatus(kind, ttl),
  })
  response.vary('Accept-Encoding')
  if (status === 200 && matches(first(wanted['if-none-match']), etag)) {
    response.removeHeader('Content-Type')
    response.status(304).end()
    return
  }
  const encoding = pickEncoding(first(wanted['accept-encoding']))
  if (encoding !== 'identity') response.set('Content-Encoding', encoding)
  response.status(status).set('Content-Length', String(body[encoding].length)).end(body[encoding])
}

/** RFC 9211: what our cache did, for whoever debugs a page. */
function cacheStatus(kind: Served['kind'], ttl: number): string {
  const seconds = Math.floor(ttl / 1000)
  switch (kind) {
    case 'hit':
    case 'stale':
      return `social-feed; hit; ttl=${seconds}`
    case 'stale-error':
      return `social-feed; hit; ttl=${seconds}; detail=stale-error`
    case 'miss':
      return 'social-feed; fwd=miss; stored'
    case 'negative':
    case 'error':
      return `social-feed; fwd=miss; detail=${kind}`
  }
}

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value

function plain(response: Response, status: number, text: string): void {
  response.status(status).set('Cache-Control', 'no-store').type('text/plain').send(text)
}

/** helmet's own defaults keep other sites from loading a script or a picture, which is what an embed is for. */
function safetyHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    strictTransportSecurity: false, // the operator's to decide, where TLS ends
  })
}

/** Which sites' pages may read the answers. Not a guard of the owner's quota: that is the allow-list of feeds. */
function cors(origins: Config['origins']): RequestHandler {
  return function allowOrigins(request, response, next) {
    const { origin } = request.headers
    if (origins === '*') response.set('Access-Control-Allow-Origin', '*')
    else {
      response.vary('Origin')
      if (origin && origins.includes(origin)) response.set('Access-Control-Allow-Origin', origin)
    }
    response.set('Access-Control-Expose-Headers', 'Age, Cache-Status, ETag, Retry-After')
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
    if (error instanceof URIError || (error as { status?: unknown } | null)?.status === 400) {
      return sendProblem(response, 400, `The address ${request.path} is not well formed.`)
    }
    fault(error)
    sendProblem(response, 500, 'Something went wrong here; the log has the cause.')
  }
}
