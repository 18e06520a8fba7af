/**
 * Addresses of pictures, films and captions on this server. Only this server mints them, and only for what it found
 * in posts, so nobody can have anything else fetched. What an address is for is part of what is signed.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export const MEDIA_KINDS = ['picture', 'film', 'captions'] as const
export type MediaKind = (typeof MEDIA_KINDS)[number]

/** Pixels a picture can be asked for, `?w=`: each further one would be another file to make and keep. */
export const WIDTHS = [128, 240, 480, 960, 1440] as const
export type Width = (typeof WIDTHS)[number]

/** Pixels a picture has at most when no width is asked for. */
export const LARGEST = 2048

export interface Signed {
  readonly kind: MediaKind
  /** On its network. */
  readonly url: string
}

export interface MediaAddresses {
  /** The address on this server; absolute. */
  sign(media: Signed, width?: Width): string
  /** What was signed, or undefined when we did not sign it. */
  open(signature: string, encoded: string): Signed | undefined
}

/** `publicUrl` ends with a slash. */
export function createMediaAddresses(secret: string, publicUrl: string): MediaAddresses {
  const signatureOf = (kind: MediaKind, url: string): Buffer =>
    createHmac('sha256', secret).update(`media ${kind}\n${url}`).digest().subarray(0, SIGNATURE_BYTES)

  return {
    sign({ kind, url }, width) {
      const path = `${signatureOf(kind, url).toString('base64url')}/${Buffer.from(url).toString('base64url')}`
      return `${publicUrl}media/${path}${width ? `?w=${width}` : ''}`
    },
    open(signature, encoded) {
      const given = Buffer.from(signature, 'base64url')
      const url = Buffer.from(encoded, 'base64url').toString()
      // One spelling each: another one would be a way around every cache in front.
      if (given.toString('base64url') !== signature || Buffer.from(url).toString('base64url') !== encoded)
        return undefined
      if (given.length !== SIGNATURE_BYTES) return undefined
      const kind = MEDIA_KINDS.find(kind => timingSafeEqual(given, signatureOf(kind, url)))
      return kind && { kind, url }
    },
  }
}

/** RFC 2104 section 5 asks for half of the hash's bytes at least: https://www.rfc-editor.org/rfc/rfc2104#section-5 */
const SIGNATURE_BYTES = 16

/** The width of `?w=`, undefined without one, `'unknown'` for any other. */
export function readWidth(asked: unknown): Width | 'unknown' | undefined {
  if (asked === undefined) return undefined
  return WIDTHS.find(width => String(width) === asked) ?? 'unknown'
}
