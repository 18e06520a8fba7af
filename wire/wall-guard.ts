/**
 * The runtime guard for walls, which browsers load for walls only: a wall is believed when each of its parts
 * would be believed in the document of a feed.
 */
import { isFeedDocument, isPost, isStatus } from './guard.js'
import type { WallDocument } from './wall.js'

type Fields = Readonly<Record<string, unknown>>

/** Is this value a wall the view can render? */
export function isWallDocument(value: unknown): value is WallDocument {
  const { wall, ...own } = fieldsOf(value)
  const { name, sources } = fieldsOf(wall)
  if (typeof name !== 'string' || !Array.isArray(sources) || sources.length === 0) return false
  if (Object.keys(NOBODY).some(key => Object.hasOwn(own, key))) return false
  if (!MAY_BE.some(status => status === own.status) || !isFeedDocument({ ...own, ...NOBODY })) return false
  if (!sources.every(source => isSource(fieldsOf(source), own))) return false
  return own.status !== 'posts' || (own.posts as unknown[]).every(isAt(sources))
}

/** A wall has no account of its own, so that none can be taken for one that was checked. */
const NOBODY = {
  network: 'x',
  handle: '',
  profileUrl: 'https://a.example',
  author: { name: '', handle: '', url: 'https://a.example' },
}

const MAY_BE = [
  'posts',
  'empty',
  'filtered',
  'unavailable',
] as const satisfies readonly WallDocument['status'][]

/** Each by itself: nothing that is good elsewhere in the wall makes up for what it lacks. */
function isSource(source: Fields, { v, fetchedAt }: Fields): boolean {
  const status = source.status === 'unavailable' ? 'unavailable' : 'protected'
  return isStatus(source.status) && isFeedDocument({ ...source, v, fetchedAt, status, retryAfter: 0 })
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
