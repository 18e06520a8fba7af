/** Small readings of X's raw objects, in either vocabulary, that several parts need. */
import { type Json, listAt, objectAt, stringAt, stringsAt } from './json.js'

/** 64 bits, so always a string. */
export function idOf(raw: unknown): string | undefined {
  const id = stringAt(raw, 'id')
  return id !== undefined && /^\d{1,19}$/.test(id) ? id : undefined
}

/** The id of the post this one refers to in that way. */
export function referenceOf(raw: Json, type: 'retweeted' | 'quoted' | 'replied_to'): string | undefined {
  const references = [...listAt(raw, 'referenced_tweets'), ...listAt(raw, 'referenced_posts')]
  return idOf(references.find(reference => stringAt(reference, 'type') === type))
}

/** All versions of an edited post, oldest first; each has an id of its own. */
export function historyOf(raw: unknown): readonly string[] {
  const ids = stringsAt(raw, 'edit_history_tweet_ids')
  return ids.length > 0 ? ids : stringsAt(raw, 'edit_history_post_ids')
}

/** Negative when `a` is the older one: ids grow with time, and may be longer than a number can hold. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

export function permalink(handle: string, id: string): string {
  return `https://x.com/${handle}/status/${id}`
}

/** The objects that came beside the posts, by id or media key: in answers they have no order. */
export interface Includes {
  readonly users: ReadonlyMap<string, Json>
  readonly posts: ReadonlyMap<string, Json>
  readonly media: ReadonlyMap<string, Json>
  readonly polls: ReadonlyMap<string, Json>
}

/** Includes that grow with every page. */
export interface Shelf extends Includes {
  add(body: Json): void
}

export function createShelf(): Shelf {
  const users = new Map<string, Json>()
  const posts = new Map<string, Json>()
  const media = new Map<string, Json>()
  const polls = new Map<string, Json>()
  return {
    users,
    posts,
    media,
    polls,
    add(body) {
      const includes = objectAt(body, 'includes')
      put(users, listAt(includes, 'users'), 'id')
      put(posts, listAt(includes, 'tweets'), 'id')
      put(posts, listAt(includes, 'posts'), 'id')
      put(media, listAt(includes, 'media'), 'media_key')
      put(polls, listAt(includes, 'polls'), 'id')
    },
  }
}

function put(map: Map<string, Json>, items: readonly unknown[], key: string): void {
  for (const item of items) {
    const name = stringAt(item, key)
    if (name !== undefined) map.set(name, item as Json)
  }
}
