/** Films, passed on as they come: never kept, bounded in bytes and in number, in pieces when a browser asks so. */
import { type Readable, Transform } from 'node:stream'
import { FeedError } from './errors.js'
import { NoMedia } from './media-errors.js'
import { rewritePlaylist } from './media-playlist.js'
import { FILM_HEAD, filmTypeOf, isFilm, PLAYLIST } from './media-types.js'
import type { Upstream, UpstreamStream } from './upstream.js'

export interface Film {
  readonly status: 200 | 206 | 416
  readonly headers: Readonly<Record<string, string>>
  /** To be read to its end or destroyed. */
  readonly body: Readable | Buffer
}

export interface Films {
  /** `range` as in the header. Throws NoMedia when there is nothing to show. */
  open(url: string, range: string | undefined, signal: AbortSignal): Promise<Film>
}

export interface FilmsOptions {
  readonly upstream: Upstream
  /** The address on this server of a piece that the list at `list` names; undefined when it may not be fetched. */
  readonly mintPiece: (list: string, url: string) => string | undefined
}

const MAX_BYTES = 64 << 20
const MOST_AT_ONCE = 200
const MAX_PLAYLIST = 1 << 20
/** Milliseconds until the headers are here, and between two pieces. */
const PATIENCE = 10_000
const ACCEPT = 'video/mp4,video/webm,video/mp2t,audio/*,application/vnd.apple.mpegurl,application/x-mpegurl'

/** One range, as players ask; several at once would be answered in a type that is not let through. */
const ONE_RANGE = /^bytes=(?:\d+-\d*|-\d+)$/

export function createFilms({ upstream, mintPiece }: FilmsOptions): Films {
  let running = 0
  return {
    async open(url, asked, signal) {
      if (running >= MOST_AT_ONCE) throw new NoMedia('away', 'Too many films are being watched.')
      const range = asked && ONE_RANGE.test(asked) ? asked : undefined
      const answer = await upstream
        .stream(url, { signal, accept: ACCEPT, range, redirects: 3, timeoutMs: PATIENCE })
        .catch(error => {
          throw error instanceof FeedError ? NoMedia.ofFeedError(error) : error
        })
      try {
        const film = await toFilm(answer, mintPiece)
        if (!Buffer.isBuffer(film.body)) {
          running++
          film.body.once('close', () => running--)
        }
        return film
      } catch (error) {
        answer.body.on('error', () => {}).destroy()
        throw error
      }
    },
  }
}

async function toFilm(answer: UpstreamStream, mintPiece: FilmsOptions['mintPiece']): Promise<Film> {
  const { status, headers, body } = answer
  const contentRange = one(headers['content-range'])
  if (status === 416) {
    body.on('error', () => {}).destroy()
    return { status, headers: contentRange ? { 'Content-Range': contentRange } : {}, body: Buffer.alloc(0) }
  }
  if (status !== 200 && status !== 206) throw NoMedia.ofStatus(status)
  const type = filmTypeOf(headers['content-type'])
  if (!type) throw wrong('What is there is no film of a kind that is shown.')
  if (type === PLAYLIST) return playlist(answer, mintPiece)
  const { start, end, size } = rangeOf(contentRange)
  if (status === 206 && start === undefined) throw wrong('Its range is not told.')
  const length = Number(headers['content-length'] ?? Number.NaN)
  if (Math.max(size ?? 0, end ?? 0, length || 0) > MAX_BYTES) throw wrong('It is too large.')
  return {
    status,
    headers: {
      'Content-Type': type,
      'Accept-Ranges': 'bytes',
      ...etagOf(headers.etag),
      ...(Number.isSafeInteger(length) && { 'Content-Length': String(length) }),
      ...(status === 206 && contentRange && { 'Content-Range': contentRange }),
    },
    body: await checked(body, start || (end ?? FILM_HEAD) < FILM_HEAD ? undefined : type),
  }
}

async function playlist(
  { status, body, url }: UpstreamStream,
  mintPiece: FilmsOptions['mintPiece'],
): Promise<Film> {
  if (status !== 200) throw wrong('A list comes whole.')
  const bytes = await readAll(body)
  const text =
    isFilm(PLAYLIST, bytes) && rewritePlaylist(bytes.toString(), url, piece => mintPiece(url, piece))
  if (!text) throw wrong('What is there is no list of pieces that may be fetched.')
  const rewritten = Buffer.from(text)
  return {
    status,
    headers: { 'Content-Type': PLAYLIST, 'Content-Length': String(rewritten.length) },
    body: rewritten,
  }
}

/**
 * With a `type`, waits for the first bytes: after them the answer has begun and can't be taken back. The
 * middle of a film tells nothing, nor do the two bytes that some players begin with.
 */
async function checked(body: Readable, type: string | undefined): Promise<Readable | Buffer> {
  const film = body.pipe(bounded())
  body.on('error', error => film.destroy(error))
  film.on('close', () => body.destroy())
  if (!type) return film
  const head = await firstBytes(film)
  if (!isFilm(type, head)) {
    film.on('error', () => {}).destroy()
    throw wrong('What is there is no film, whatever it says.')
  }
  // Nothing can be put back into a stream that has ended: captions of a silence are this short.
  return film.readableEnded ? head : film
}

function bounded(): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > MAX_BYTES) done(wrong('It is too large.'))
      else done(null, chunk)
    },
  })
}

/** Leaves them in the stream. */
async function firstBytes(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  const length = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  return new Promise((resolve, reject) => {
    const look = (): void => {
      // Each read takes out what it finds: one too many would be lost.
      for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) {
        chunks.push(chunk)
        if (length() >= FILM_HEAD) return void done()
      }
    }
    const done = (): void => {
      stream.off('readable', look).off('end', done).off('error', failed)
      const head = Buffer.concat(chunks)
      if (!stream.readableEnded) stream.unshift(head)
      resolve(head)
    }
    const failed = (error: Error): void => reject(error)
    stream.on('readable', look).once('end', done).once('error', failed)
  })
}

async function readAll(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > MAX_PLAYLIST) throw wrong('The list of its pieces is too long.')
  }
  return Buffer.concat(chunks)
}

/** `bytes 0-99/1000`, or nothing of it. */
function rangeOf(header: string | undefined): { start?: number; end?: number; size?: number } {
  const [, start, end, size] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header ?? '') ?? []
  if (start === undefined) return {}
  return { start: Number(start), end: Number(end), ...(size !== '*' && { size: Number(size) }) }
}

/** Its network's own, when it is one: https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3 */
function etagOf(header: string | string[] | undefined): { ETag?: string } {
  const etag = one(header)
  return etag && /^(?:W\/)?"[\x21\x23-\x7e]{1,100}"$/.test(etag) ? { ETag: etag } : {}
}

const one = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined

const wrong = (message: string): NoMedia => new NoMedia('wrong', message)
