/**
 * The runtime guard for walls, which browsers load for walls only: a wall is believed when each of its parts
 * would be believed in the document of a feed.
 */
import { STATUSES } from './document.js'
import { isFeedDocument, isPost } from './guard.js'
import type { WallDocument } from './wall.js'

type Fields = Readonly<Record<string, unknown>>

/** Is this value a wall the view can render? */
export function isWallDocument(value: unknown): value is WallDocument {
  const { wall, status, posts, ...base } = fieldsOf(value)
  const { name, sources } = fieldsOf(wall)
  if (typeof name !== 'string' || !Array.isArray(sources) || sources.length === 0) return false
  if (!sources.every(source => isSource(fieldsOf(source), base))) return false
  const asFeed = { ...base, ...fieldsOf(sources[0]), status }
  switch (status) {
    case 'posts':
      return (
        isFeedDocument({ ...asFeed, author: SOMEBODY, posts }) && (posts as unknown[]).every(isAt(sources))
      )
    case 'empty':
    case 'filtered':
      return true
    case 'unavailable':
      return isFeedDocument({ ...asFeed, reason: base.reason })
    default:
      return false
  }
}

const SOMEBODY = { name: '', handle: '', url: 'https://a.example' }

function isSource(source: Fields, base: Fields): boolean {
  const status = source.status === 'unavailable' ? 'unavailable' : 'protected'
  return (
    STATUSES.some(known => known === source.status) &&
    isFeedDocument({ ...base, retryAfter: 0, ...source, status })
  )
}

/** Do this post's sources exist, and can its other addresses be followed? */
const isAt =
  (sources: readonly unknown[]) =>
  (post: unknown): boolean => {
    const { source, also = [] } = fieldsOf(post)
    const places = [{ source, url: fieldsOf(post).url }, ...(Array.isArray(also) ? also : [null])]
    return places.map(fieldsOf).every(place => {
      const isThere = typeof place.source === 'number' && Object.hasOwn(sources, place.source)
      return isThere && isPost({ ...fieldsOf(post), url: place.url })
    })
  }

const fieldsOf = (value: unknown): Fields => Object(value) as Fields
