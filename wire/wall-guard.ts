/** The runtime guard for walls; see `guard.ts`. */
import { NETWORKS, REASONS, STATUSES, WIRE_VERSION } from './document.js'
import {
  address,
  author,
  type Check,
  count,
  date,
  flag,
  many,
  maybe,
  one,
  postFields,
  shape,
  string,
  variant,
} from './guard.js'
import type { WallDocument } from './wall.js'

const stale = maybe(shape({ since: date, reason: one(...REASONS) }))
const account = { network: one(...NETWORKS), handle: string, profileUrl: address, author: maybe(author) }
const knownSource = shape({ ...account, stale })
const source = variant(
  'status',
  Object.fromEntries(
    STATUSES.map(status => [
      status,
      status === 'unavailable' ? shape({ ...account, reason: one(...REASONS) }) : knownSource,
    ]),
  ),
)

const base = {
  v: one(WIRE_VERSION),
  wall: shape({ name: string, sources: value => many(source)(value) && (value as unknown[]).length > 0 }),
  fetchedAt: date,
  sample: maybe(flag),
  stale,
}
const post = shape({
  ...postFields,
  source: count,
  also: maybe(many(shape({ source: count, url: address }))),
})
const bare = shape(base)

const document = variant('status', {
  posts: shape({
    ...base,
    posts: value => many(post)(value) && (value as unknown[]).length > 0,
    more: maybe(count),
  }),
  empty: bare,
  filtered: bare,
  unavailable: shape({ ...base, reason: one(...REASONS), retryAfter: count }),
} satisfies Record<WallDocument['status'], Check>)

/** Is this value a wall the view can render? */
export function isWallDocument(value: unknown): value is WallDocument {
  return document(value) && indexesOf(value as WallDocument).every(index => index in wallOf(value))
}

const wallOf = (value: unknown) => (value as WallDocument).wall.sources

function indexesOf(document: WallDocument): readonly number[] {
  if (document.status !== 'posts') return []
  return document.posts.flatMap(({ source, also = [] }) => [source, ...also.map(one => one.source)])
}
