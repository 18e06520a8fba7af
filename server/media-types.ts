/** What is let through: types with no code inside, and only when the first bytes agree. SVG is never one of them. */

export type PictureType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/avif'

/** What the bytes are, whatever was said of them. They differ early: https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern */
export function pictureTypeOf(bytes: Buffer): PictureType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (/^GIF8[79]a$/.test(latin(bytes, 0, 6))) return 'image/gif'
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return 'image/webp'
  if (latin(bytes, 4, 8) === 'ftyp' && /^avi[fs]$/.test(latin(bytes, 8, 12))) return 'image/avif'
  return undefined
}

/** Is it what it is said to be? */
export function isPicture(type: string, bytes: Buffer): boolean {
  const found = pictureTypeOf(bytes)
  return found !== undefined && (found === type || (found === 'image/jpeg' && type === 'image/jpg'))
}

/** Exactly one type: a second header or a list is how a filter is talked round. */
export function typeOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && !header.includes(',')
    ? (header.split(';')[0] ?? '').trim().toLowerCase()
    : ''
}

export const PLAYLIST = 'application/vnd.apple.mpegurl'

/** The type a film or a piece of one is answered with, by what its network calls it. */
const FILM_TYPES: Readonly<Record<string, string>> = {
  'video/mp4': 'video/mp4',
  'video/iso.segment': 'video/mp4',
  'audio/mp4': 'audio/mp4',
  'video/webm': 'video/webm',
  'video/mp2t': 'video/mp2t',
  'audio/aac': 'audio/aac',
  'audio/mpeg': 'audio/mpeg',
  'audio/mp3': 'audio/mpeg',
  'text/vtt': 'text/vtt',
  // Both names of HLS, https://www.rfc-editor.org/rfc/rfc8216#section-4, and the one before them.
  'application/vnd.apple.mpegurl': PLAYLIST,
  'application/x-mpegurl': PLAYLIST,
  'audio/mpegurl': PLAYLIST,
  'audio/x-mpegurl': PLAYLIST,
}

export function filmTypeOf(header: string | string[] | undefined): string | undefined {
  const type = typeOf(header)
  return Object.hasOwn(FILM_TYPES, type) ? FILM_TYPES[type] : undefined
}

/** Bytes from the start of a film that tell what it is. */
export const FILM_HEAD = 12

/** `head` is the start of the whole, at least `FILM_HEAD` bytes unless there are no more. */
export function isFilm(type: string, head: Buffer): boolean {
  switch (type) {
    case 'video/mp4':
    case 'audio/mp4':
      // A box of ISO 14496-12 that a file or a piece may begin with.
      return /^(?:ftyp|styp|moof|moov|sidx|emsg|prft|free|skip|mdat|wide)$/.test(latin(head, 4, 8))
    case 'video/webm':
      return startsWith(head, [0x1a, 0x45, 0xdf, 0xa3])
    case 'video/mp2t':
      return head[0] === 0x47
    case 'audio/aac':
    case 'audio/mpeg':
      return latin(head, 0, 3) === 'ID3' || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0)
    case 'text/vtt':
      return isCaptions(head)
    case PLAYLIST:
      return /^(?:\xef\xbb\xbf)?#EXTM3U/.test(latin(head, 0, 10))
  }
  return false
}

/** https://www.w3.org/TR/webvtt1/#file-structure */
export function isCaptions(head: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)/.test(latin(head, 0, 10))
}

const startsWith = (bytes: Buffer, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte)

const latin = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to)
