/** oEmbed 1.0, https://oembed.com: what stands where a page pastes the address of a profile. */
import { type Shown, titleOf } from './embed.js'
import { escapeHtml, html } from './html.js'

export interface OEmbed {
  readonly version: '1.0'
  readonly type: 'rich'
  readonly title: string
  /** A wall has no one author. */
  readonly author_name?: string
  readonly author_url?: string
  readonly provider_name: string
  readonly provider_url: string
  /** Seconds; the frame stays the same, what is in it does not. */
  readonly cache_age: number
  readonly html: string
  readonly width: number
  readonly height: number
}

export interface Framed {
  readonly shown: Shown
  /** Absent for a wall. */
  readonly profileUrl: string | undefined
  /** Where browsers reach this server; ends with a slash. */
  readonly url: string
  /** How the frame is asked to look: empty, or with its question mark. */
  readonly search: string
  readonly maxWidth: number | undefined
  readonly maxHeight: number | undefined
}

/** Pixels, when the page names no bounds. */
const SIDE = 600
/** Pixels; nothing sensible is larger. */
export const MOST = 10_000
const DAY = 86_400

export function oEmbed({
  shown,
  profileUrl,
  url,
  search,
  maxWidth = SIDE,
  maxHeight = SIDE,
}: Framed): OEmbed {
  const width = Math.min(maxWidth, SIDE)
  const height = Math.min(maxHeight, SIDE)
  const title = titleOf(shown)
  const src = frameAt(url, shown) + search
  return {
    version: '1.0',
    type: 'rich',
    title,
    ...(profileUrl && { author_name: title.replace('Posts from ', ''), author_url: profileUrl }),
    provider_name: 'social-feed',
    provider_url: url,
    cache_age: DAY,
    html: html`<iframe src="${src}" title="${title}" width="${width}" height="${height}" frameborder="0" loading="lazy" allowfullscreen></iframe>`
      .text,
    width,
    height,
  }
}

export function toXml(answer: OEmbed): string {
  const fields = Object.entries(answer).map(
    ([name, value]) => `<${name}>${escapeHtml(String(value))}</${name}>`,
  )
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${fields.join('')}</oembed>\n`
}

export function frameAt(url: string, shown: Shown): string {
  const path = 'wall' in shown ? ['wall', shown.wall] : [shown.network, shown.handle]
  return `${url}embed/${path.map(encodeURIComponent).join('/')}`
}

/** The addresses at which the frame is described, for the links of discovery. */
export function describedAt(
  url: string,
  shown: Shown,
  search = '',
): { readonly json: string; readonly xml: string } {
  const about = `${url}oembed?url=${encodeURIComponent(frameAt(url, shown) + search)}`
  return { json: `${about}&format=json`, xml: `${about}&format=xml` }
}
