/** `GET /oembed?url=…`: for the address of a profile whose feed is served here, of its frame, or of a wall. */
import type { Request, RequestHandler } from 'express'
import type { Shown } from './embed.js'
import type { Feed } from './feed.js'
import { MOST, oEmbed, toXml } from './oembed.js'
import { addressedAt } from './our-address.js'
import { sendProblem } from './problem.js'
import { profileAt } from './profile-address.js'
import { findFeed, type Refusal } from './request.js'
import { canonicalHandle } from './sources/handles.js'
import { moduleOf } from './sources/index.js'
import type { Wall } from './wall.js'

export interface OEmbedOptions {
  /** The owner's allow-list; absent in sample mode. */
  readonly allowed: readonly Feed[] | undefined
  readonly walls: readonly Wall[]
  /** Where browsers reach this server; ends with a slash. */
  readonly url: string
}

const CACHE_CONTROL = 'public, max-age=3600'

export function oembedRoute({ allowed, walls, url }: OEmbedOptions): RequestHandler {
  function isServed(shown: Shown): boolean {
    if ('wall' in shown) return walls.some(({ name }) => name === shown.wall)
    const feed = findFeed(shown.network, shown.handle, allowed)
    return feed !== undefined && feed !== 'not served'
  }

  return function answerOEmbed(request, response) {
    const asked = readAsked(request)
    if ('detail' in asked) return sendProblem(response, asked.status, asked.detail)
    const { address, format, maxWidth, maxHeight } = asked
    const ours = addressedAt(address, url)
    const shown = ours?.shown ?? listedAt(address, allowed) ?? profileAt(address)
    if (!shown || !isServed(shown))
      return sendProblem(response, 404, `No feed is served here for ${address}.`)
    const profileUrl = 'wall' in shown ? undefined : moduleOf(shown.network)?.profileUrl(shown.handle)
    const answer = oEmbed({ shown, profileUrl, url, search: ours?.search ?? '', maxWidth, maxHeight })
    response.set('Cache-Control', CACHE_CONTROL)
    if (format === 'xml') response.type('text/xml').send(toXml(answer))
    else response.json(answer)
  }
}

interface Asked {
  readonly address: string
  readonly format: 'json' | 'xml'
  readonly maxWidth: number | undefined
  readonly maxHeight: number | undefined
}

function readAsked({ query }: Request): Asked | Refusal {
  const { url, format = 'json', maxwidth, maxheight } = query
  if (typeof url !== 'string' || url === '')
    return { status: 400, detail: 'url must be the address of a profile.' }
  if (format !== 'json' && format !== 'xml')
    return { status: 501, detail: `The format ${format} is not answered here; json and xml are.` }
  const [width, height] = [maxwidth, maxheight].map(toPixels)
  if (Number.isNaN(width) || Number.isNaN(height))
    return { status: 400, detail: `maxwidth and maxheight must be whole numbers from 1 to ${MOST}.` }
  return { address: url, format, maxWidth: width, maxHeight: height }
}

function toPixels(value: unknown): number | undefined {
  if (value === undefined) return undefined
  const pixels = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  return pixels >= 1 && pixels <= MOST ? pixels : Number.NaN
}

/** A feed's own address means that feed only where the owner has listed it: any address could be one. */
function listedAt(address: string, allowed: readonly Feed[] | undefined): Shown | undefined {
  const handle = canonicalHandle('rss', address)
  return handle && allowed?.some(feed => feed.network === 'rss' && feed.handle === handle)
    ? { network: 'rss', handle }
    : undefined
}
