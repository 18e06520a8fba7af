/** The source for X: resolve the handle, prove what the account is, read its pages, tell the truth. */
import type { KnownDocument } from '../../wire/document.js'
import type { Author } from '../../wire/post.js'
import { stringAt, valueAt } from './json.js'
import type { Ask, NetworkModule, Source, Truth } from './source.js'
import { profileUrl } from './x-author.js'
import { createXClient, type XClientOptions } from './x-client.js'
import { createDialect, PROFILE_QUERY } from './x-fields.js'
import { type Closed, type Lookup, type Profile, proveProfile, proveTimeline } from './x-proof.js'
import { idOf } from './x-raw.js'
import { readTimeline, type TimelineTools } from './x-timeline.js'

export interface XOptions extends XClientOptions {
  /** For the owner's log; never given a key. */
  readonly warn: (message: string) => void
}

/** Kept between reads, beside the document. Only an open account is remembered; any other is looked up again. */
interface Memory {
  readonly v: 1
  /** The account's number on X, which outlives its handle. */
  readonly id: string
  /** UTC day of the last lookup: X sells one profile once per such day, and one a day is enough. */
  readonly day: string
}

export const xNetwork: NetworkModule = {
  network: 'x',
  canonical: canonicalName,
  profileUrl,
  create: ({ x, now, warn }) => x && createXSource({ ...x, now, warn }),
}

export function createXSource(options: XOptions): Source {
  const { now, warn } = options
  const client = createXClient(options)
  const tools: TimelineTools = { client, dialect: createDialect(warn), warn }

  async function lookUp({ handle, signal }: Ask): Promise<Lookup> {
    const body = await client.get('users/by/username/:username', { username: handle }, PROFILE_QUERY, signal)
    return proveProfile(body, handle)
  }

  async function load(ask: Ask): Promise<Truth> {
    const today = new Date(now()).toISOString().slice(0, 10)
    const known = recall(ask.previous, today)
    const who: Lookup = known ? { type: 'open', profile: known } : await lookUp(ask)
    if (who.type === 'closed') return closed(ask, now(), who.status, who.author)

    const { profile } = who
    const timeline = await readTimeline({ account: profile, ...wanted(ask) }, tools)
    if (timeline.type === 'closed') return closed(ask, now(), timeline.status, profile.author)

    const { posts, dropped } = timeline
    // That there is nothing is proved by the account's count of this moment, so look it up and ask again: both are free.
    if (known && posts.length === 0 && dropped === 0) return load(asked(ask))

    const status = proveTimeline(timeline, profile)
    const base = { ...frame(ask, now()), author: profile.author }
    const document: KnownDocument = status === 'posts' ? { ...base, status, posts } : { ...base, status }
    return { document, dropped, memory: { v: 1, id: profile.id, day: today } satisfies Memory }
  }

  return { network: 'x', profileUrl, load }
}

/** X's own rule for names, lower-cased. */
function canonicalName(typed: string): string | undefined {
  const name = typed.trim().replace(/^@/, '').toLowerCase()
  return /^[a-z0-9_]{1,15}$/.test(name) ? name : undefined
}

/** What is known of the account since the last lookup, if that was today. Notes come from a disk: read with care. */
function recall(previous: Truth | undefined, today: string): Profile | undefined {
  const memory = previous?.memory
  const id = idOf(memory)
  if (!previous || !id || valueAt(memory, 'v') !== 1 || stringAt(memory, 'day') !== today) return undefined
  const { document } = previous
  const author = 'author' in document ? document.author : undefined
  return author && { id, author }
}

/** The same question, as if for the first time. */
function asked({ handle, window, replies, signal }: Ask): Ask {
  return { handle, window, replies, signal }
}

/** X sells pages of 5 to 100. */
function wanted({ window, replies, signal }: Ask) {
  return { window: Math.min(100, Math.max(5, Math.trunc(window))), replies, signal }
}

function closed(ask: Ask, now: number, status: Closed, author: Author | undefined): Truth {
  const base = frame(ask, now)
  if (status === 'suspended' || status === 'not-found') return { document: { ...base, status }, dropped: 0 }
  return { document: { ...base, status, ...(author && { author }) }, dropped: 0 }
}

function frame({ handle }: Ask, now: number) {
  return {
    v: 1,
    network: 'x',
    handle,
    profileUrl: profileUrl(handle),
    fetchedAt: new Date(now).toISOString(),
  } as const
}
