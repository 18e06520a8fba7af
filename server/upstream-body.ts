/** The body of an answer, decompressed and bounded. */
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { FeedError } from './errors.js'

/** Counted on both sides of the decoder: a small body can grow without end, and so can one that never grows. */
export async function readBody(
  { headers, body }: { readonly headers: Dispatcher.ResponseData['headers']; readonly body: Readable },
  maxBytes: number,
  target: URL,
): Promise<Buffer> {
  const tooLong = unreadable(target, `answered more than ${maxBytes} bytes`)
  const encoding = String(headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase()
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding]?.() : undefined
  if (!decoder && encoding !== 'identity' && encoding !== '') {
    body.on('error', () => {}).destroy()
    throw unreadable(target, 'answered in an encoding it was not asked for')
  }
  let wire = 0
  body.on('data', (chunk: Buffer) => {
    wire += chunk.length
    if (wire > maxBytes) body.destroy(tooLong)
  })
  const decoded: Readable = decoder ? pipeline(body, decoder, () => {}) : body
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of decoded) {
    chunks.push(chunk)
    bytes += chunk.length
    // Leaving the loop ends the connection.
    if (bytes > maxBytes) throw tooLong
  }
  return Buffer.concat(chunks, bytes)
}

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
}

export function unreadable(target: URL, what: string): FeedError {
  return new FeedError('unreadable', `${target.host}: ${what}`)
}
