/**
 * The runtime guard: what a browser checks before it believes a byte. It tests every field the view
 * touches and every address for `https:` or `http:`, so a template never meets a surprise.
 * Unknown extra fields and reasons pass: a newer server may say more to an older widget.
 */
import { address, type Check, count, date, flag, many, maybe, one, shape, string, variant } from './checks.js'
import type { FeedDocument, Status } from './document.js'
import { author, base, plainBody, plainPost, postsOf } from './plain-guard.js'
import type { Post } from './post.js'

const share: Check = value => count(value) && (value as number) <= 1
const color: Check = value => typeof value === 'string' && /^#[\da-f]{6}$/.test(value)

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

const attached = {
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
  ...plainPost,
  ...attached,
  pinned: maybe(flag),
  repostedBy: maybe(author),
  replyTo: maybe(shape({ handle: string, url: address })),
  quote: maybe(
    variant('type', {
      post: shape({ post: shape({ ...plainBody, ...attached }) }),
      unavailable: shape({ url: maybe(address) }),
    }),
  ),
})

const known = shape(base)
const withAuthor = shape({ ...base, author })

const byStatus = {
  posts: postsOf(post),
  empty: withAuthor,
  filtered: withAuthor,
  protected: known,
  suspended: known,
  'not-found': known,
  withheld: known,
  unavailable: shape({ ...base, reason: string, retryAfter: count }),
} satisfies Record<Status, Check>

/** Is this value a document the view can render? */
export const isFeedDocument = variant('status', byStatus) as (value: unknown) => value is FeedDocument

/** Is this value a status that a document can have? */
export const isStatus: Check = value => typeof value === 'string' && Object.hasOwn(byStatus, value)

/** Is this value a post the view can render? Servers use it to drop the odd one and keep the rest. */
export const isPost = post as (value: unknown) => value is Post
