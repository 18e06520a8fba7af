/**
 * The guard, as far as posts of text alone need it. What hangs on posts is checked by the rest of it in
 * `guard.ts`, which comes to a browser with what shows such things.
 */
import { address, type Check, count, date, flag, many, maybe, one, shape, string, variant } from './checks.js'
import { NETWORKS, type PostsDocument, WIRE_VERSION } from './document.js'
import type { Post } from './post.js'

export const author = shape({
  name: string,
  handle: string,
  url: address,
  avatar: maybe(address),
  verified: maybe(one('blue', 'business', 'government', 'verified', 'verifier')),
  affiliation: maybe(shape({ name: string, url: maybe(address), image: maybe(address) })),
})

const linked = shape({ text: string, href: address })
const segment = variant('type', {
  text: shape({ text: string }),
  link: linked,
  mention: linked,
  hashtag: linked,
  cashtag: linked,
  emoji: shape({ text: string, url: address }),
})

export const plainBody = {
  id: string,
  url: address,
  author,
  createdAt: date,
  text: many(segment),
  language: maybe(string),
}

export const plainPost = {
  ...plainBody,
  network: one(...NETWORKS),
  metrics: maybe(
    shape({ replies: maybe(count), reposts: maybe(count), quotes: maybe(count), likes: maybe(count) }),
  ),
  actions: maybe(shape({ reply: address, repost: address, like: address })),
}

/** What the view asks of any state, whatever its status. A wall has a guard of its own. */
export const base = {
  v: one(WIRE_VERSION),
  network: one(...NETWORKS),
  handle: string,
  profileUrl: address,
  fetchedAt: date,
  sample: maybe(flag),
  stale: maybe(shape({ since: date, reason: string })),
  author: maybe(author),
  wall: maybe(() => false),
}

/** A document with such posts. */
export function postsOf(post: Check): Check {
  return shape({
    ...base,
    status: one('posts'),
    author,
    posts: value => many(post)(value) && (value as unknown[]).length > 0,
    more: maybe(count),
  })
}

/** Is this value a document with posts, but for what hangs on them? */
export const isPlainFeed = postsOf(shape(plainPost)) as (value: unknown) => value is PostsDocument

/** Is there nothing to this post but what `isPlainFeed` has checked? */
export function isPlain(post: Post): boolean {
  return Object.keys(post).every(key => Object.hasOwn(plainPost, key))
}

/** The post without what hangs on it. */
export function plainPart(post: Post): Post {
  const keys = Object.keys(plainPost) as (keyof Post)[]
  return Object.fromEntries(keys.map(key => [key, post[key]])) as unknown as Post
}
