/** What Bluesky said → what is true. As with every source: nothing is inferred from an empty list. Pure. */
import type { Author, Post } from '../../wire/post.js'
import { FeedError } from '../errors.js'
import type { JsonAnswer } from '../upstream-json.js'
import { isDid, toAuthor } from './bluesky-author.js'
import { marksOf } from './bluesky-labels.js'
import { asObject, countAt, type Json, objectAt, stringAt, valueAt } from './json.js'

/** Why an account as a whole shows nothing. */
export type Closed = 'suspended' | 'not-found' | 'withheld'

export interface Profile {
  readonly did: string
  readonly author: Author
  /** Its own count of posts and replies; absent when Bluesky did not say. */
  readonly count: number | undefined
}

export type Lookup =
  | { readonly type: 'open'; readonly profile: Profile }
  | { readonly type: 'closed'; readonly status: Closed }

/** Reads the answer about an account; `actor` is the handle or the DID that was asked for. */
export function proveProfile(answer: JsonAnswer, actor: string, now: number): Lookup {
  const closed = closedOf(answer)
  if (closed) return { type: 'closed', status: closed }
  const body = asObject(answer.body)
  const did = stringAt(body, 'did') ?? ''
  const author = toAuthor(body)
  if (!author || !isDid(did) || (did !== actor && author.handle !== actor))
    throw new FeedError('unreadable', `Bluesky: the answer is not about ${actor}`)
  const marks = marksOf(body, now)
  if (marks.down) return { type: 'closed', status: 'suspended' }
  if (marks.members || marks.hidden) return { type: 'closed', status: 'withheld' }
  return { type: 'open', profile: { did, author, count: countAt(body, 'postsCount') } }
}

/** An account that its owner switched off is not gone: nobody can say so, and it may come back. */
const CLOSED: Readonly<Record<string, Closed>> = {
  AccountTakedown: 'suspended',
  AccountSuspended: 'suspended',
  AccountDeactivated: 'withheld',
}

/** Undefined beside a 200. Bluesky has no name of its own for an account that it does not know. */
function closedOf({ status, body }: JsonAnswer): Closed | undefined {
  if (status === 200) return undefined
  const error = stringAt(body, 'error') ?? ''
  const message = stringAt(body, 'message') ?? ''
  if (Object.hasOwn(CLOSED, error)) return CLOSED[error]
  if (status === 400 && error === 'InvalidRequest' && message === 'Profile not found') return 'not-found'
  throw new FeedError('unreadable', `Bluesky answered ${status} ${printable(`${error} ${message}`)}`)
}

export interface Page {
  readonly items: readonly unknown[]
  readonly cursor: string | undefined
}

/** Reads one page of an account's feed. The account was there a moment ago, so a refusal is a fault. */
export function provePage({ status, body }: JsonAnswer): Page {
  const items = valueAt(body, 'feed')
  if (status !== 200 || !Array.isArray(items)) {
    const said = printable(`${stringAt(body, 'error') ?? ''} ${stringAt(body, 'message') ?? ''}`)
    throw new FeedError('unreadable', `Bluesky answered a feed with ${status} ${said}`)
  }
  return { items, cursor: stringAt(body, 'cursor') || undefined }
}

/** What all pages of a feed came to. */
export interface Harvest {
  readonly posts: readonly Post[]
  readonly dropped: number
  /** Posts that may not be shown to people who are not logged in. */
  readonly leftOut: number
  /** Bluesky holds more pages that were not asked for. */
  readonly more: boolean
}

export function proveFeed(
  harvest: Harvest,
  profile: Profile,
  known: boolean,
): 'posts' | 'empty' | 'filtered' {
  const { posts, dropped, leftOut, more } = harvest
  if (posts.length > 0) return 'posts'
  const unproved = (what: string) =>
    new FeedError('unreadable', `Bluesky: no post of ${profile.author.handle} ${what}`)
  if (dropped > 0) throw unproved(`could be read, of ${dropped}`)
  if (leftOut > 0) return 'filtered'
  if (profile.count === undefined) throw unproved('came, and Bluesky did not say how many there are')
  if (profile.count > 0 && known) throw unproved(`came, of ${profile.count}; those known stay`)
  if (profile.count > 0) return 'filtered'
  if (more) throw unproved('came, Bluesky counts none, and yet it offers more pages')
  return 'empty'
}

/** Is this feed item the post that the account pinned to its profile? */
export function isPin(item: unknown): item is Json {
  return stringAt(objectAt(item, 'reason'), '$type') === 'app.bsky.feed.defs#reasonPin'
}

const printable = (said: string): string => said.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 200)
