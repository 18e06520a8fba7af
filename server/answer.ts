/** A document as finished bytes: serialised, hashed and compressed once, then only written. */
import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FeedDocument } from '../wire/document.js'
import type { WallDocument } from '../wire/wall.js'

export type Encoding = 'identity' | 'gzip' | 'br'

export interface Answer {
  readonly status: 200 | 503
  readonly body: Readonly<Record<Encoding, Buffer>>
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
  /** When these bytes were made; the `Age` of an answer counts from here. */
  readonly madeAt: number
}

export function toAnswer(
  document: FeedDocument | WallDocument,
  headers: Readonly<Record<string, string>>,
  madeAt: number,
): Answer {
  return {
    status: document.status === 'unavailable' ? 503 : 200,
    body: encode(JSON.stringify(postsLast(document))),
    etag: etagOf(document),
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    madeAt,
  }
}

/** Browsers show the first posts before the rest has come, and by then know all else: that they are stale, or samples. */
function postsLast(document: FeedDocument | WallDocument): object {
  if (document.status !== 'posts') return document
  const { posts, ...others } = document
  return { ...others, posts }
}

/** A page that shows what `answer` tells, and may be kept for as long. */
export function toPage(html: string, policy: string, { status, headers }: Answer, madeAt: number): Answer {
  const own = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }
  return { status, body: encode(html), etag: tagOf(html), headers: { ...headers, ...own }, madeAt }
}

function encode(text: string): Answer['body'] {
  const identity = Buffer.from(text)
  return {
    identity,
    gzip: exact(gzipSync(identity, { level: 6 })),
    // Quality 5 is within a few percent of the best at a tenth of the time.
    br: exact(brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })),
  }
}

/** In memory of its own size: zlib's output is a slice that keeps 16 KiB alive. */
function exact(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

/** Over content only: when it was fetched is left out, or nothing would ever answer 304. */
function etagOf(document: FeedDocument | WallDocument): string {
  return tagOf(JSON.stringify({ ...document, fetchedAt: undefined }))
}

/** Weak, so that one tag serves every encoding (RFC 9110 section 8.8.3.3). */
function tagOf(content: string): string {
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
}

/** Browsers spell it in a few ways only, so each is read once. */
const picked = new Map<string, Encoding>()
const MAX_SPELLINGS = 200

/** The best encoding a client accepts; a refused one (`q=0`) is not used. */
export function pickEncoding(accepted: string | undefined): Encoding {
  if (!accepted) return 'identity'
  const encoding = picked.get(accepted) ?? readAccepted(accepted)
  if (picked.size < MAX_SPELLINGS && accepted.length < 100) picked.set(accepted, encoding)
  return encoding
}

function readAccepted(accepted: string): Encoding {
  const names = new Map(
    accepted
      .toLowerCase()
      .split(',')
      .map(part => {
        const [name = '', ...parameters] = part.split(';').map(piece => piece.trim())
        return [name, parameters.every(parameter => !/^q=0(\.0*)?$/.test(parameter))] as const
      }),
  )
  if (names.get('br')) return 'br'
  return names.get('gzip') || (names.get('*') && names.get('gzip') !== false) ? 'gzip' : 'identity'
}

/** Does `If-None-Match` name this tag? A list, `*`, and weak or strong spellings all count (RFC 9110 section 13.1.2). */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false
  if (ifNoneMatch === etag) return true
  const plain = etag.replace(/^W\//, '')
  return ifNoneMatch.split(',').some(tag => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === plain)
}
