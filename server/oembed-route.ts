/** `GET /oembed?url=…`: for the address of a profile whose feed is served here, or of its frame. */
import type { Request, RequestHandler } from 'express'
import { NETWORKS } from '../wire/document.js'
import type { Feed } from './feed.js'
import { MOST, oEmbed, toXml } from './oembed.js'
import { sendProblem } from './problem.js'
import { type Profile, profileAt } from './profile-address.js'
import { findFeed, type Refusal } from './request.js'
import { canonicalHandle } from './sources/handles.js'
import { moduleOf } from './sources/index.js'

export interface OEmbedOptions {
  /** The owner's allow-list; absent in sample mode. */
  readonly allowed: readonly Feed[] | undefined
  /** Where browsers reach this server; ends with a slash. */
  readonly url: string
}

const CACHE_CONTROL = 'public, max-age=3600'

export function oembedRoute({ allowed, url }: OEmbedOptions): RequestHandler {
  return function answerOEmbed(request, response) {
    const asked = readAsked(request)
    if ('detail' in asked) return sendProblem(response, asked.status, asked.detail)
    const { address, format, maxWidth, maxHeight } = asked
    const profile = framedAt(address, url) ?? listedAt(address, allowed) ?? profileAt(address)
    const feed = profile && findFeed(profile.network, profile.handle, allowed)
    const profileUrl = profile && moduleOf(profile.network)?.profileUrl(profile.handle)
    if (!profileUrl || !feed || feed === 'not served')
      return sendProblem(response, 404, `No feed is served here for ${address}.`)
    const answer = oEmbed({ ...profile, profileUrl, url, maxWidth, maxHeight })
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

/** The address of a frame of ours, as a page pastes it that has found the frame first. */
function framedAt(address: string, url: string): Profile | undefined {
  if (!URL.canParse(address) || !address.startsWith(`${url}embed/`)) return undefined
  const [name, handle, ...more] = new URL(address).pathname
    .slice(new URL(url).pathname.length)
    .split('/')
    .slice(1)
  const network = NETWORKS.find(known => known === name)
  return network && handle && more.length === 0 ? onNetwork(network, handle) : undefined
}

/** A feed's own address means that feed only where the owner has listed it: any address could be one. */
function listedAt(address: string, allowed: readonly Feed[] | undefined): Profile | undefined {
  const profile = onNetwork('rss', address)
  return allowed?.some(feed => feed.network === 'rss' && feed.handle === profile?.handle)
    ? profile
    : undefined
}

function onNetwork(network: Profile['network'], written: string): Profile | undefined {
  try {
    const handle = canonicalHandle(network, decodeURIComponent(written))
    return handle ? { network, handle } : undefined
  } catch {
    return undefined
  }
}
