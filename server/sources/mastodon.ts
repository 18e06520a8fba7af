/** The source for Mastodon and the servers that speak its API: find the account, prove it, read its pages. Reads are free. */
import type { KnownDocument } from '../../wire/document.js'
import type { Author, Post } from '../../wire/post.js'
import { FeedError, toFeedError } from '../errors.js'
import type { Upstream } from '../upstream.js'
import type { JsonAnswer } from '../upstream-json.js'
import { absolute } from './address.js'
import { stringAt, valueAt } from './json.js'
import { canonicalAccount, profileUrl, whoIs } from './mastodon-account.js'
import { type Call, createCall } from './mastodon-call.js'
import { findAccount } from './mastodon-find.js'
import { isReply, type Owner, toPost } from './mastodon-post.js'
import { type Harvest, type Profile, proveAccount, proveTimeline } from './mastodon-proof.js'
import type { Ask, NetworkModule, Source, Truth } from './source.js'
import { inTurns } from './turns.js'

export interface MastodonOptions {
  readonly upstream: Upstream
  readonly now: () => number
  readonly warn: (message: string) => void
}

export const mastodonNetwork: NetworkModule = {
  network: 'mastodon',
  name: 'Mastodon',
  canonical: canonicalAccount,
  profileUrl,
  mediaHosts: 'any',
  manyServers: true,
  create: ({ upstream, now, warn }) => createMastodonSource({ upstream, now, warn }),
}

/** Kept between reads, beside the document: the server that answered for the account's domain. */
interface Memory {
  readonly v: 1
  readonly origin: string
}

/** Mastodon's most per page. https://docs.joinmastodon.org/methods/accounts/#statuses */
const LARGEST = 40
/** Some servers give everything at once; so many are looked at. */
const MOST_ITEMS = 400
/** Pages come back short when replies are left out; this many are read at most. */
const MOST_PAGES = 5

export function createMastodonSource({ upstream, now, warn }: MastodonOptions): Source {
  async function load(ask: Ask): Promise<Truth> {
    const { handle, signal } = ask
    const who = whoIs(handle)
    const call = createCall(upstream, signal, now)
    const found = await findAccount(who, recall(ask.previous), call)
    if (found.type === 'not-found')
      return { document: { ...frame(ask, now()), status: 'not-found' }, dropped: 0 }

    const account = proveAccount(found.account, who.host)
    if (account.type === 'closed') return closed(ask, now(), account.status, account.author)

    const { profile } = account
    if (profile.moved) warn(`mastodon/${handle} has moved to ${profile.moved}; FEEDS can name it instead`)
    const place = { origin: found.origin, home: who.host }
    const harvest = await readTimeline(profile, ask, place, call)
    // Nothing but replies is not nothing.
    const whole =
      ask.replies || harvest.posts.length > 0
        ? harvest
        : await readTimeline(profile, { ...ask, replies: true }, place, call)
    const status = proveTimeline(harvest, whole, profile, ask.previous?.document.status === 'posts')
    const base = { ...frame(ask, now()), profileUrl: profile.author.url, author: profile.author }
    const document: KnownDocument =
      status === 'posts' ? { ...base, status, posts: harvest.posts } : { ...base, status }
    return { document, dropped: harvest.dropped, memory: { v: 1, origin: found.origin } satisfies Memory }
  }

  async function readTimeline(
    { id }: Profile,
    { window, replies }: Ask,
    { origin, home }: { readonly origin: string; readonly home: string },
    call: Call,
  ): Promise<Harvest> {
    const owner: Owner = { id, home }
    const raws = new Map<string, unknown>()
    let last: string | undefined
    let harvest: Harvest = { posts: [], dropped: 0, leftOut: 0, more: false }
    for (let page = 1; page <= MOST_PAGES; page++) {
      const query = new URLSearchParams({
        limit: String(Math.min(LARGEST, window)),
        exclude_replies: String(!replies),
        ...(last !== undefined && { max_id: last }),
      })
      const before = raws.size
      try {
        const answer = await call(`${origin}/api/v1/accounts/${encodeURIComponent(id)}/statuses?${query}`)
        for (const raw of listOf(answer, origin)) raws.set(stringAt(raw, 'id') ?? `odd ${raws.size}`, raw)
        last = nextOf(answer)
      } catch (error) {
        // Posts that came are worth more than a full window.
        if (harvest.posts.length === 0) throw error
        warn(`${toFeedError(error).message}; going on with the ${harvest.posts.length} posts before it`)
        break
      }
      harvest = await toHarvest([...raws.values()], owner, { window, replies, more: last !== undefined })
      if (harvest.posts.length >= window || last === undefined || raws.size === before) break
    }
    return harvest
  }

  return { network: 'mastodon', profileUrl, load }
}

async function toHarvest(
  raws: readonly unknown[],
  owner: Owner,
  { window, replies, more }: { readonly window: number; readonly replies: boolean; readonly more: boolean },
): Promise<Harvest> {
  // Not every server heeds the wish for no replies.
  const wanted = replies ? raws : raws.filter(raw => !isReply(raw, owner))
  const readings = await inTurns(wanted, raw => toPost(raw, owner))
  const posts = readings.filter((reading): reading is Post => typeof reading === 'object')
  const hidden = readings.filter(reading => reading === 'left out').length
  return {
    posts: posts.slice(0, window),
    dropped: readings.length - posts.length - hidden,
    leftOut: raws.length - wanted.length + hidden,
    more,
  }
}

function listOf({ status, body }: JsonAnswer, origin: string): readonly unknown[] {
  if (status === 200 && Array.isArray(body)) return body.slice(0, MOST_ITEMS)
  throw new FeedError(
    'unreadable',
    `${new URL(origin).host}: answered ${status} to a timeline, without a list`,
  )
}

/** Only the position is taken from the link; where to ask is known. */
function nextOf({ headers }: JsonAnswer): string | undefined {
  const link = [headers.link].flat().join(', ')
  const next = /<([^<>]{1,2000})>\s*;\s*rel="?next"?/i.exec(link)?.[1]
  const id = next !== undefined && URL.canParse(next) ? new URL(next).searchParams.get('max_id') : undefined
  return id || undefined
}

/** Notes come from a disk: read with care. */
function recall(previous: Truth | undefined): string | undefined {
  const origin = absolute(stringAt(previous?.memory, 'origin'))
  return origin && valueAt(previous?.memory, 'v') === 1 ? new URL(origin).origin : undefined
}

function closed(ask: Ask, now: number, status: 'suspended' | 'withheld', author: Author): Truth {
  const base = frame(ask, now)
  return { document: status === 'withheld' ? { ...base, status, author } : { ...base, status }, dropped: 0 }
}

function frame({ handle }: Ask, now: number) {
  return {
    v: 1,
    network: 'mastodon',
    handle,
    profileUrl: profileUrl(handle),
    fetchedAt: new Date(now).toISOString(),
  } as const
}
