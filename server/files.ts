/** The built widget and the pages: plain files with the headers an embed needs. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type RequestHandler, Router } from 'express'
import serveStatic from 'express-static-gzip'
import { createStartPage, type StartPageOptions } from './start-page.js'

/** Where the build puts them, seen from the compiled and from the source tree alike. */
const BUILT = new URL(
  import.meta.url.includes('/dist/server/') ? '../public/' : '../dist/public/',
  import.meta.url,
)

/** Ten minutes: an update reaches every page soon, and a busy page asks seldom. */
const SCRIPT_CACHE = 'public, max-age=600, stale-while-revalidate=86400'
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** What shows the invented accounts. */
const SAMPLES_ONLY = [
  '/index.html',
  '/news.html',
  '/states.html',
  '/themes.html',
  '/wall.html',
  '/legacy.html',
  '/gallery.html',
  '/samples/*rest',
]

/** Pages of ours ask nobody else. `origin` is where pictures are addressed, which a page may be reached beside. */
const pagePolicy = (origin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' ${origin}`,
    `media-src 'self' ${origin}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

/** `url` is where browsers reach this server. */
export function createFiles(config: StartPageOptions['config'], url: string, version: string): Router {
  const page = underPolicy(pagePolicy(new URL(url).origin))
  const root = fileURLToPath(BUILT).replace(/\/$/, '')
  const home = createStartPage(readFileSync(`${root}/index.html`, 'utf8'), {
    config,
    version,
    integrity: readIntegrity(`${root}/integrity.json`),
    url,
  })
  const router = Router()
  router.get('/', page, (request, response) => {
    // Its files are named beside it.
    if (!request.originalUrl.startsWith(`${request.baseUrl}/`))
      return response.redirect(`${request.baseUrl}/${new URL(request.originalUrl, url).search}`)
    response.set('Cache-Control', 'no-cache').type('html').send(home(request.baseUrl, request.query))
  })
  if (!config.sample) router.get(SAMPLES_ONLY, (_request, _response, next) => next('router'))
  router.use(`/widget/${version}`, filesOf(root, IMMUTABLE))
  router.use('/chunks', filesOf(`${root}/chunks`, IMMUTABLE))
  router.get(/\.html$/, page)
  router.use(filesOf(root, SCRIPT_CACHE))
  return router
}

/** Each as the build has packed it, as small as the browser can read it. */
function filesOf(folder: string, cacheControl: string): RequestHandler {
  const send = serveStatic(folder, {
    enableBrotli: true,
    orderPreference: ['br'],
    index: false,
    serveStatic: { setHeaders: response => response.setHeader('Cache-Control', cacheControl) },
  })
  return function sendFile(request, response, next) {
    // The packed ones have no name of their own. What is not well formed throws here, and is answered as elsewhere.
    if (/\.(?:br|gz)$/.test(decodeURIComponent(request.path))) return next()
    const vary = response.get('Vary')
    send(request, response, (error?: unknown) => {
      // What is sent in its place is not packed.
      response.removeHeader('Content-Encoding')
      next(error)
    })
    if (vary && !response.headersSent) response.set('Vary', vary)
  }
}

const underPolicy = (policy: string): RequestHandler =>
  function setPolicy(_request, response, next) {
    response.set('Content-Security-Policy', policy)
    next()
  }

/** File → hash, as the build wrote it; a build that is under way has none yet. */
function readIntegrity(path: string): Readonly<Record<string, string>> {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}
