/** What a request for a feed or a wall asks, checked before anything is spent. */
import type { Request } from 'express'
import { NETWORKS, type Network } from '../wire/document.js'
import type { Feed } from './feed.js'
import type { ProblemStatus } from './problem.js'
import { canonicalHandle } from './sources/handles.js'
import type { View } from './view.js'
import type { Wall } from './wall.js'

export interface Refusal {
  readonly status: ProblemStatus
  readonly detail: string
}

export type Asked = { readonly feed: Feed; readonly view: View } | { readonly refusal: Refusal }

/** `feeds` is the owner's allow-list; without one (sample mode) every well-formed handle is served. */
export function readRequest(request: Request, feeds: readonly Feed[] | undefined): Asked {
  const network = NETWORKS.find(known => known === request.params.network)
  if (!network)
    return refuse(404, `There is no network "${request.params.network}"; known are ${NETWORKS.join(', ')}.`)
  const typed = String(request.params.handle)
  const feed = findFeed(network, typed, feeds)
  if (!feed) return refuse(400, `"${typed}" can't be a handle on ${network}.`)
  if (feed === 'not served')
    return refuse(403, `This server does not serve ${network}/${typed}. Its owner can add it to FEEDS.`)
  const view = readView(request.query)
  return 'mistake' in view ? refuse(400, view.mistake) : { feed, view }
}

export type AskedWall = { readonly wall: Wall; readonly view: View } | { readonly refusal: Refusal }

export function readWallRequest(request: Request, walls: readonly Wall[]): AskedWall {
  const name = String(request.params.name)
  const wall = walls.find(known => known.name === name.toLowerCase())
  if (!wall) return refuse(404, `There is no wall "${name}" here. Its owner can add it to WALLS.`)
  const view = readView(request.query)
  return 'mistake' in view ? refuse(400, view.mistake) : { wall, view }
}

export function findFeed(
  network: Network,
  typed: string,
  feeds: readonly Feed[] | undefined,
): Feed | 'not served' | undefined {
  const handle = canonicalHandle(network, typed)
  if (!handle) return undefined
  if (!feeds) return { network, handle, replies: true }
  return feeds.find(feed => feed.network === network && feed.handle === handle) ?? 'not served'
}

export function readView(query: Request['query']): View | { readonly mistake: string } {
  const { limit = '20', replies = 'false', reposts = 'true' } = query
  if (typeof limit !== 'string' || !/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100) {
    return { mistake: 'limit must be a whole number from 1 to 100.' }
  }
  if (!isFlag(replies)) return { mistake: 'replies must be true or false.' }
  if (!isFlag(reposts)) return { mistake: 'reposts must be true or false.' }
  return { limit: Number(limit), replies: replies === 'true', reposts: reposts === 'true' }
}

const isFlag = (value: unknown): value is 'true' | 'false' => value === 'true' || value === 'false'
const refuse = (status: ProblemStatus, detail: string): { readonly refusal: Refusal } => ({
  refusal: { status, detail },
})
