/** What a server said of an account → what is true. Every verdict names the fact that proves it. Pure. */
import type { Author, Post } from '../../wire/post.js'
import { FeedError } from '../errors.js'
import { countAt, type Json, objectAt, stringAt, valueAt } from './json.js'
import { toAuthor } from './mastodon-account.js'

export interface Profile {
  readonly id: string
  readonly author: Author
  /** All its posts, boosts and replies; some servers always say 0. */
  readonly count: number | undefined
  /** It chooses its followers. Its public posts are public all the same. */
  readonly locked: boolean
  /** The account it moved to. */
  readonly moved: string | undefined
}

export type Account =
  | { readonly type: 'open'; readonly profile: Profile }
  | { readonly type: 'closed'; readonly status: 'suspended' | 'withheld'; readonly author: Author }

/** https://docs.joinmastodon.org/entities/Account/ */
export function proveAccount(raw: Json, home: string): Account {
  const id = stringAt(raw, 'id')
  const author = toAuthor(raw, home)
  if (!id || !author) throw new FeedError('unreadable', `${home}: an account without a name or an address`)
  if (valueAt(raw, 'suspended') === true) return { type: 'closed', status: 'suspended', author }
  // Its moderators hide the profile from strangers.
  if (valueAt(raw, 'limited') === true) return { type: 'closed', status: 'withheld', author }
  const moved = toAuthor(objectAt(raw, 'moved'), home)
  return {
    type: 'open',
    profile: {
      id,
      author,
      count: countAt(raw, 'statuses_count'),
      locked: valueAt(raw, 'locked') === true,
      moved: moved?.handle,
    },
  }
}

/** What the pages of a timeline came to. */
export interface Harvest {
  /** Newest first. */
  readonly posts: readonly Post[]
  readonly dropped: number
  /** Replies that were not asked for, and posts that are not for everybody. */
  readonly leftOut: number
  /** There are more pages. */
  readonly more: boolean
}

/**
 * `whole` was read with replies: without posts in it, and a count of none, there are none. `knewPosts`: the
 * last good read had some.
 */
export function proveTimeline(
  { posts, dropped }: Harvest,
  whole: Harvest | undefined,
  { author, count, locked }: Profile,
  knewPosts: boolean,
): 'posts' | 'empty' | 'filtered' | 'protected' {
  if (posts.length > 0) return 'posts'
  const unproved = (what: string) =>
    new FeedError('unreadable', `Mastodon: no post of @${author.handle} ${what}`)
  if (dropped > 0 || whole === undefined) throw unproved(`could be read, of ${dropped}`)
  if (whole.posts.length + whole.dropped + whole.leftOut > 0) return 'filtered'
  if (whole.more) throw unproved('came, and yet there are more pages')
  if (count === undefined) throw unproved('came, and the server did not say how many there are')
  // Posts that exist and are shown to no stranger: only those it lets follow see them.
  if (count > 0 && locked) return 'protected'
  if (count > 0 && knewPosts) throw unproved(`came, of ${count}`)
  return count > 0 ? 'filtered' : 'empty'
}
