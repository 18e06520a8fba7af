/**
 * What X said → what is true. Nothing here is inferred from an empty list: every verdict names the
 * fact that proves it, and what proves nothing is an error. Pure.
 */
import type { Author, Post } from '../../wire/post.js'
import { FeedError } from '../errors.js'
import { asObject, countAt, type Json, listAt, objectAt, stringAt, stringsAt, valueAt } from './json.js'
import { toAuthor } from './x-author.js'
import { saysCredit, slugOf } from './x-errors.js'
import { idOf } from './x-raw.js'

/** Why an account as a whole shows nothing. */
export type Closed = 'protected' | 'suspended' | 'not-found' | 'withheld'

export interface Profile {
  readonly id: string
  readonly author: Author
  /** Its own count of posts, reposts and replies; absent when X did not say. */
  readonly count?: number
}

export type Lookup =
  | { readonly type: 'open'; readonly profile: Profile }
  | { readonly type: 'closed'; readonly status: Closed; readonly author?: Author }

/** Reads the answer to a lookup by name. */
export function proveProfile(body: Json, handle: string): Lookup {
  const user = objectAt(body, 'data')
  if (!user) return { type: 'closed', status: proveClosed(body) }
  const id = idOf(user)
  const author = toAuthor(user)
  if (!id || author?.handle !== handle)
    throw new FeedError('unreadable', `X: the answer is not about @${handle}`)
  if (valueAt(user, 'protected') === true) return { type: 'closed', status: 'protected', author }
  if (withheldEverywhere(user)) return { type: 'closed', status: 'withheld', author }
  const counts = objectAt(user, 'public_metrics')
  const count = countAt(counts, 'tweet_count') ?? countAt(counts, 'post_count')
  return { type: 'open', profile: { id, author, ...(count !== undefined && { count }) } }
}

/**
 * Reads an answer of errors only, by the slug of the problem and then its title: X answers 200 and
 * the same slug for a suspended account as for one that never was.
 */
export function proveClosed(body: Json): Closed {
  const problems = listAt(body, 'errors').map(asObject)
  for (const problem of problems) {
    const about = stringAt(problem, 'parameter')
    if (about !== 'username' && about !== 'id') continue
    const words = `${stringAt(problem, 'title')} ${stringAt(problem, 'detail')}`
    const slug = slugOf(problem)
    if (slug === 'resource-not-found') return /forbidden|suspended/i.test(words) ? 'suspended' : 'not-found'
    if (slug === 'not-authorized-for-resource') return /suspended/i.test(words) ? 'suspended' : 'protected'
  }
  const words = problems
    .map(problem => `${stringAt(problem, 'title')} ${stringAt(problem, 'detail')} ${slugOf(problem)}`)
    .join(', ')
  if (saysCredit(words)) throw new FeedError('credit', 'X answered 200 with an error about credit')
  throw new FeedError(
    'unreadable',
    `X answered 200 with neither data nor a known error (${titlesOf(problems)})`,
  )
}

/** What all pages of a timeline came to. */
export interface Harvest {
  readonly posts: readonly Post[]
  /** Posts that came but could not be read. */
  readonly dropped: number
  /** X holds more pages that were not asked for. */
  readonly more: boolean
}

/** `profile` must have been read in the same load when there is nothing to show: an old count proves nothing. */
export function proveTimeline(
  { posts, dropped, more }: Harvest,
  profile: Profile,
): 'posts' | 'empty' | 'filtered' | 'withheld' {
  if (posts.length > 0) return posts.every(isPlaceholder) ? 'withheld' : 'posts'
  const unproved = (what: string) =>
    new FeedError('unreadable', `X: no post of @${profile.author.handle} ${what}`)
  if (dropped > 0) throw unproved(`could be read, of ${dropped}`)
  if (profile.count === undefined) throw unproved('came, and X did not say how many there are')
  if (profile.count > 0) return 'filtered'
  if (more) throw unproved('came, X counts none, and yet it offers more pages')
  return 'empty'
}

export type Page =
  | { readonly type: 'page'; readonly posts: readonly unknown[]; readonly next?: string }
  | { readonly type: 'closed'; readonly status: Closed }

/** Reads one answer of a timeline. A page without posts must say so itself: X counts none, its playground lists none. */
export function provePage(body: Json): Page {
  const data = valueAt(body, 'data') ?? undefined
  const posts = listAt(body, 'data')
  const meta = objectAt(body, 'meta')
  if (posts.length === 0) {
    // Errors beside posts are about single posts and normal; errors alone are about the account.
    if (listAt(body, 'errors').length > 0) return { type: 'closed', status: proveClosed(body) }
    const count = valueAt(meta, 'result_count')
    const none =
      data === undefined ? count === 0 : Array.isArray(data) && (count === undefined || count === 0)
    if (!none)
      throw new FeedError('unreadable', 'X answered a timeline with neither posts nor a count of none')
  }
  const next = stringAt(meta, 'next_token')
  return { type: 'page', posts, ...(next && { next }) }
}

function isPlaceholder(post: Post): boolean {
  return post.withheld?.countries.includes('XX') === true
}

/** `XX` is everywhere. An account withheld in one country is still to be read in all others. */
function withheldEverywhere(user: Json): boolean {
  const withheld = objectAt(user, 'withheld')
  if (!withheld) return false
  const codes = stringsAt(withheld, 'country_codes')
  return codes.length === 0 || codes.some(code => code === 'XX' || code === 'XY')
}

function titlesOf(problems: readonly (Json | undefined)[]): string {
  return (
    problems
      .map(problem => stringAt(problem, 'title') ?? 'untitled')
      .join(', ')
      .slice(0, 200) || 'no error'
  )
}
