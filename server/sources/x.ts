/** The source for X: resolve the handle, prove what the account is, read its pages, tell the truth. */
import type { Author } from '../../wire/post.js'
import { FeedError } from '../errors.js'
import type { Ledger } from '../ledger.js'
import type { Ask, NetworkModule, Source, Truth } from './source.js'
import { profileUrl } from './x-author.js'
import { createXCalls } from './x-calls.js'
import { createXClient, type XClientOptions } from './x-client.js'
import { createDialect } from './x-fields.js'
import { type Known, type Notes, recall } from './x-notes.js'
import { poll } from './x-poll.js'
import { type Closed, proveProfile, proveTimeline } from './x-proof.js'
import { isReconcileDue } from './x-schedule.js'
import { readTimeline, type TimelineTools } from './x-timeline.js'

export interface XOptions extends XClientOptions {
  /** Asked before each call, and told after it. */
  readonly ledger: Ledger
  /** For the owner's log; never given a key. */
  readonly warn: (message: string) => void
}

export const xNetwork: NetworkModule = {
  network: 'x',
  name: 'X',
  canonical: canonicalName,
  profileUrl,
  mediaHosts: ['pbs.twimg.com', 'video.twimg.com', 'abs.twimg.com'],
  hardEnd: 86_400, // deletions must show within a day: https://developer.x.com/en/developer-terms/policy
  create: ({ x, ledger, now, warn }) => x && createXSource({ ...x, ledger, now, warn }),
}

export function createXSource(options: XOptions): Source {
  const { ledger, now, warn } = options
  const calls = createXCalls(createXClient(options), ledger, warn)
  const tools: TimelineTools = { calls, dialect: createDialect(warn), warn }

  async function load(ask: Ask): Promise<Truth> {
    const known = recall(ask.previous, windowOf(ask))
    const pollable = known && !isReconcileDue(ask.handle, known.notes.reconciled, now())
    return (pollable && (await readNews(ask, known))) || readWhole(ask)
  }

  async function readNews(ask: Ask, known: Known): Promise<Truth | undefined> {
    const { account, document } = known
    const news = await poll({ known, replies: ask.replies, signal: ask.signal }, tools)
    if (news?.type === 'closed') return closed(ask, now(), news.status, account.author)
    if (!news) return undefined
    const { posts, dropped, notes } = news
    const status = proveTimeline({ posts, dropped, more: true }, account)
    if (status !== 'posts') return undefined
    return { document: { ...document, ...frame(ask, now()), posts }, dropped, memory: notes }
  }

  /** The profile and the window: the first read, the daily one, and each while there is nothing to show. */
  async function readWhole(ask: Ask): Promise<Truth> {
    const { handle, replies, signal, previous } = ask
    const window = windowOf(ask)
    const answer = await tools.dialect.ask(words => calls.lookUp(handle, words, signal))
    const who = proveProfile(answer, handle)
    if (who.type === 'closed') return closed(ask, now(), who.status, who.author)

    const { profile } = who
    const timeline = await readTimeline({ account: profile, window, replies, signal }, tools)
    if (timeline.type === 'closed') return closed(ask, now(), timeline.status, profile.author)

    const { posts, dropped, newest } = timeline
    const status = proveTimeline(timeline, profile)
    if (status === 'filtered' && previous?.document.status === 'posts')
      throw new FeedError(
        'unreadable',
        `X: no post of @${handle} came, although it has some and they were read`,
      )
    const base = { ...frame(ask, now()), author: profile.author }
    if (status !== 'posts') return { document: { ...base, status }, dropped }
    const memory = newest && ({ v: 1, id: profile.id, reconciled: now(), window, newest } satisfies Notes)
    return { document: { ...base, status, posts }, dropped, memory }
  }

  return { network: 'x', profileUrl, load }
}

/** X's own rule for usernames, lower-cased. */
function canonicalName(handle: string): string | undefined {
  const name = handle.trim().replace(/^@/, '').toLowerCase()
  return /^[a-z0-9_]{1,15}$/.test(name) ? name : undefined
}

/** X sells pages of 5 to 100. */
function windowOf({ window }: Ask): number {
  return Math.min(100, Math.max(5, Math.trunc(window)))
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
