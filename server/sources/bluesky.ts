/** The source for Bluesky: its public AppView, which needs no key. Reads are free, so each reads the whole window. */
import type { KnownDocument } from '../../wire/document.js'
import { toFeedError } from '../errors.js'
import type { Upstream } from '../upstream.js'
import { getJson, type JsonAnswer } from '../upstream-json.js'
import { canonicalActor, profileUrl } from './bluesky-author.js'
import { type Reading, toPost } from './bluesky-post.js'
import { type Harvest, isPin, proveFeed, provePage, proveProfile } from './bluesky-proof.js'
import type { Ask, NetworkModule, Source, Truth } from './source.js'
import { inTurns } from './turns.js'

export const blueskyNetwork: NetworkModule = {
  network: 'bluesky',
  name: 'Bluesky',
  canonical: canonicalActor,
  profileUrl,
  mediaHosts: ['cdn.bsky.app', 'video.bsky.app', 'video.cdn.bsky.app'],
  create: ({ blueskyAppView, upstream, now, warn }) =>
    createBlueskySource({ appView: blueskyAppView, upstream, now, warn }),
}

export interface BlueskyOptions {
  /** Without a slash at its end. */
  readonly appView: string
  readonly upstream: Upstream
  readonly now: () => number
  readonly warn: (message: string) => void
}

/** Posts are hidden after a page is cut, so pages come back short or empty; this many are read at most. */
const MOST_PAGES = 5
/** Bluesky's most per page. */
const LARGEST = 100

export function createBlueskySource({ appView, upstream, now, warn }: BlueskyOptions): Source {
  function call(
    method: string,
    params: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<JsonAnswer> {
    const url = `${appView}/xrpc/app.bsky.${method}?${new URLSearchParams(params)}`
    return getJson(upstream, url, { signal, now: now(), keyless: true })
  }

  async function load(ask: Ask): Promise<Truth> {
    const { handle, signal, previous } = ask
    const answer = await call('actor.getProfile', { actor: handle }, signal)
    const who = proveProfile(answer, handle, now())
    const frame = {
      v: 1,
      network: 'bluesky',
      handle,
      profileUrl: profileUrl(handle),
      fetchedAt: new Date(now()).toISOString(),
    } as const
    if (who.type === 'closed') return { document: { ...frame, status: who.status }, dropped: 0 }

    const harvest = await readFeed(who.profile.did, ask)
    const status = proveFeed(harvest, who.profile, previous?.document.status === 'posts')
    const base = { ...frame, author: who.profile.author }
    const document: KnownDocument =
      status === 'posts' ? { ...base, status, posts: harvest.posts } : { ...base, status }
    return { document, dropped: harvest.dropped }
  }

  async function readFeed(did: string, { window, replies, signal }: Ask): Promise<Harvest> {
    // An account that answers itself goes on telling: Bluesky shows that among its posts as well.
    const filter = replies ? 'posts_with_replies' : 'posts_and_author_threads'
    const limit = String(Math.min(LARGEST, Math.max(1, window)))
    const items: unknown[] = []
    const cursors = new Set<string>()
    let cursor: string | undefined
    let harvest = await toHarvest(items, window, now())
    for (let page = 1; page <= MOST_PAGES; page++) {
      try {
        const params = { actor: did, filter, limit, includePins: 'true', ...(cursor && { cursor }) }
        const answer = provePage(await call('feed.getAuthorFeed', params, signal))
        // A page, and the pinned post on top of it.
        items.push(...answer.items.slice(0, LARGEST + 1))
        cursor = answer.cursor
      } catch (error) {
        // Posts that came are worth more than a full window.
        if (harvest.posts.length === 0) throw error
        warn(`${toFeedError(error).message}; going on with the ${harvest.posts.length} posts before it`)
        break
      }
      harvest = await toHarvest(items, window, now())
      if (harvest.posts.length >= window || cursor === undefined || cursors.has(cursor)) break
      cursors.add(cursor)
    }
    return { ...harvest, more: cursor !== undefined }
  }

  return { network: 'bluesky', profileUrl, load }
}

/** Newest first, each post once. The pinned one comes first from Bluesky; here it stands where its date puts it. */
async function toHarvest(items: readonly unknown[], window: number, now: number): Promise<Harvest> {
  const readings = await inTurns(items, item => ({ reading: toPost(item, now), pin: isPin(item) }))
  const pinned = readings.find(({ pin }) => pin)?.reading
  const others = new Map(readings.filter(({ pin }) => !pin).flatMap(({ reading }) => byId(reading)))
  const [[id, pin] = []] = byId(pinned)
  const posts = [...others.values()]
  if (id !== undefined && pin && !others.has(id)) {
    posts.length = Math.min(posts.length, window - 1)
    const place = posts.findIndex(post => !post.repostedBy && post.createdAt < pin.createdAt)
    posts.splice(place < 0 ? posts.length : place, 0, pin)
  }
  return {
    posts: posts.slice(0, window),
    dropped: readings.filter(({ reading }) => reading === undefined).length,
    leftOut: readings.filter(({ reading }) => reading === 'left out').length,
    more: false,
  }
}

function byId(reading: Reading): (readonly [string, Exclude<Reading, string | undefined>])[] {
  return typeof reading === 'object' ? [[reading.id, reading]] : []
}
