/**
 * The runtime guard: what a browser checks before it believes a byte. It tests every field the view
 * touches and every address for `https:` or `http:`, so a template never meets a surprise.
 * Unknown extra fields pass: a newer server may say more to an older widget.
 */
import { type FeedDocument, NETWORKS, REASONS, STATUSES, type Status, WIRE_VERSION } from './document.js'
import type { Post } from './post.js'

type Check = (value: unknown) => boolean

const string: Check = value => typeof value === 'string'
const count: Check = value => Number.isFinite(value) && (value as number) >= 0
const share: Check = value => count(value) && (value as number) <= 1
const color: Check = value => typeof value === 'string' && /^#[\da-f]{6}$/.test(value)
const flag: Check = value => typeof value === 'boolean'
const address: Check = value => typeof value === 'string' && /^https?:\/\/[^/\s]/i.test(value)
const date: Check = value => typeof value === 'string' && !Number.isNaN(Date.parse(value))
const one =
  (...values: readonly unknown[]): Check =>
  value =>
    values.includes(value)
const many =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check)
const maybe =
  (check: Check): Check =>
  value =>
    value === undefined || check(value)
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  value =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([key, check]) => check((value as Record<string, unknown>)[key]))
/** An object whose field `key` chooses the checks for the rest. */
const variant =
  (key: string, checks: Readonly<Record<string, Check>>): Check =>
  value => {
    const kind = (value as Record<string, unknown> | null | undefined)?.[key]
    return typeof kind === 'string' && Object.hasOwn(checks, kind) && checks[kind]?.(value) === true
  }

const author = shape({
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

const size = {
  alt: maybe(string),
  width: maybe(count),
  height: maybe(count),
  color: maybe(color),
  focus: maybe(shape({ x: share, y: share })),
}
const video = shape({
  ...size,
  poster: maybe(address),
  duration: maybe(count),
  sources: many(shape({ url: address, type: string, bitrate: maybe(count) })),
  captions: maybe(many(shape({ url: address, language: maybe(string) }))),
})
const variants = maybe(many(shape({ url: address, width: count })))
const media = variant('type', { photo: shape({ ...size, url: address, variants }), video, gif: video })

const body = {
  id: string,
  url: address,
  author,
  createdAt: date,
  text: many(segment),
  language: maybe(string),
  media: maybe(many(media)),
  card: maybe(
    shape({
      url: address,
      title: string,
      description: maybe(string),
      site: string,
      image: maybe(shape({ url: address, width: maybe(count), height: maybe(count), variants })),
    }),
  ),
  poll: maybe(
    shape({ options: many(shape({ label: string, votes: count })), closed: flag, endsAt: maybe(date) }),
  ),
  warning: maybe(string),
  sensitive: maybe(flag),
  edited: maybe(flag),
  withheld: maybe(shape({ reason: one('law', 'copyright'), countries: many(string) })),
  paidPartnership: maybe(flag),
}

const post = shape({
  ...body,
  network: one(...NETWORKS),
  pinned: maybe(flag),
  repostedBy: maybe(author),
  replyTo: maybe(shape({ handle: string, url: address })),
  quote: maybe(
    variant('type', { post: shape({ post: shape(body) }), unavailable: shape({ url: maybe(address) }) }),
  ),
  metrics: maybe(
    shape({ replies: maybe(count), reposts: maybe(count), quotes: maybe(count), likes: maybe(count) }),
  ),
  actions: maybe(shape({ reply: address, repost: address, like: address })),
})

const base = {
  v: one(WIRE_VERSION),
  status: one(...STATUSES),
  network: one(...NETWORKS),
  handle: string,
  profileUrl: address,
  fetchedAt: date,
  sample: maybe(flag),
  stale: maybe(shape({ since: date, reason: one(...REASONS) })),
}
const known = shape(base)
const withAuthor = shape({ ...base, author })
const maybeAuthor = shape({ ...base, author: maybe(author) })

const document = variant('status', {
  posts: shape({
    ...base,
    author,
    posts: value => many(post)(value) && (value as unknown[]).length > 0,
    more: maybe(count),
  }),
  empty: withAuthor,
  filtered: withAuthor,
  protected: maybeAuthor,
  suspended: known,
  'not-found': known,
  withheld: maybeAuthor,
  unavailable: shape({ ...base, reason: one(...REASONS), retryAfter: count }),
} satisfies Record<Status, Check>)

/** Is this value a document the view can render? */
export function isFeedDocument(value: unknown): value is FeedDocument {
  return document(value)
}

/** Is this value a post the view can render? Servers use it to drop the odd one and keep the rest. */
export function isPost(value: unknown): value is Post {
  return post(value)
}
