/** `GET /media/:signature/:url`: a picture, a film or its captions. Its network learns nothing of the visitor. */
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream'
import type { Request, RequestHandler, Response } from 'express'
import { matches } from './answer.js'
import { LARGEST, type MediaAddresses, readWidth } from './media-address.js'
import { readCaptions } from './media-captions.js'
import { NoMedia } from './media-errors.js'
import type { Films } from './media-films.js'
import type { Format } from './media-image.js'
import type { Pictures } from './media-pictures.js'
import { sendProblem } from './problem.js'
import type { Upstream } from './upstream.js'

export interface MediaRouteOptions {
  readonly addresses: MediaAddresses
  readonly pictures: Pictures
  readonly films: Films
  readonly upstream: Upstream
}

export function mediaRoute({ addresses, pictures, films, upstream }: MediaRouteOptions): RequestHandler {
  return async function answerMedia(request, response) {
    const media = addresses.open(String(request.params.signature), String(request.params.url))
    if (!media) return sendProblem(response, 404, 'This server did not sign that address.')
    const width = readWidth(request.query.w)
    if (width === 'unknown') return sendProblem(response, 400, 'w is none of the widths in the documents.')
    try {
      if (media.kind === 'film') await sendFilm(request, response, media.url, films)
      else if (media.kind === 'captions') await sendCaptions(request, response, media.url, upstream)
      else await sendPicture(request, response, media.url, width ?? LARGEST, pictures)
    } catch (error) {
      if (!(error instanceof NoMedia)) throw error
      sendProblem(response, error.status, error.message)
    }
  }
}

/** An address always shows the same, so it may be kept; a day, so that what was deleted is gone after one. */
const HEADERS = {
  'Cache-Control': 'public, max-age=86400, immutable',
  // Opened by itself it is a page of its own, which may do nothing at all.
  'Content-Security-Policy': "default-src 'none'; sandbox",
}

async function sendPicture(
  request: Request,
  response: Response,
  url: string,
  width: number,
  pictures: Pictures,
): Promise<void> {
  const { type, bytes } = await pictures.read(url, width, formatFor(request.headers.accept))
  response.vary('Accept')
  sendWhole(request, response, type, bytes)
}

async function sendCaptions(
  request: Request,
  response: Response,
  url: string,
  upstream: Upstream,
): Promise<void> {
  const bytes = await whileWaited(response, signal => readCaptions(url, upstream, signal))
  sendWhole(request, response, 'text/vtt; charset=utf-8', bytes)
}

function sendWhole(request: Request, response: Response, type: string, bytes: Buffer): void {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  response.set(HEADERS).set('ETag', etag)
  if (matches(request.headers['if-none-match'], etag)) return void response.status(304).end()
  response.set({ 'Content-Type': type, 'Content-Length': String(bytes.length) })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** Browsers name the formats they read; `*` alone is what a library says. */
function formatFor(accept = ''): Format {
  if (/image\/avif(?!;q=0)/.test(accept)) return 'avif'
  return /image\/webp(?!;q=0)/.test(accept) ? 'webp' : 'plain'
}

async function sendFilm(request: Request, response: Response, url: string, films: Films): Promise<void> {
  const { status, headers, body } = await whileWaited(response, signal =>
    films.open(url, request.headers.range, signal),
  )
  response.set(HEADERS).set(headers)
  const unchanged = headers.ETag && matches(request.headers['if-none-match'], headers.ETag)
  response.status(unchanged ? 304 : status)
  if (Buffer.isBuffer(body)) return void response.end(request.method === 'HEAD' ? undefined : body)
  if (unchanged || request.method === 'HEAD') {
    body.on('error', () => {}).destroy()
    return void response.end()
  }
  // A film that breaks off ends the connection: a browser knows then that it was cut.
  pipeline(body, response, () => {})
}

/** Ends the work when the visitor goes. */
async function whileWaited<T>(response: Response, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return work(gone.signal).catch(error => {
    throw gone.signal.aborted ? new NoMedia('away', 'Nobody waits for it.') : error
  })
}
