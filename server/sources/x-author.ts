/** X's user object → the people of a document. */
import type { Author, Verified } from '../../wire/post.js'
import { addressAt, compact, objectAt, stringAt } from './json.js'
import { plainName } from './names.js'

export function profileUrl(handle: string): string {
  return `https://x.com/${handle}`
}

/** Undefined when there is no handle to point at. */
export function toAuthor(user: unknown): Author | undefined {
  const username = stringAt(user, 'username')
  if (username === undefined || !/^\w{1,15}$/.test(username)) return undefined
  const handle = username.toLowerCase()
  return compact<Author>({
    name: plainName(stringAt(user, 'name') ?? '') || username,
    handle,
    url: profileUrl(handle),
    avatar: addressAt(user, 'profile_image_url')?.replace(/_normal(\.\w+)$/, `${AVATAR}$1`),
    verified: VERIFIED.find(kind => kind === stringAt(user, 'verified_type')),
    affiliation: affiliationOf(user),
  })
}

/**
 * X offers 48, 73 and 400 px. An avatar of 40 CSS px wants 80 on most screens and 120 on phones, and a
 * feed shows few different ones.
 */
const AVATAR = '_400x400'

const VERIFIED: readonly Verified[] = ['blue', 'business', 'government']

function affiliationOf(user: unknown): Author['affiliation'] {
  const affiliation = objectAt(user, 'affiliation')
  const name = plainName(stringAt(affiliation, 'description') ?? '')
  if (name === '') return undefined
  return compact<NonNullable<Author['affiliation']>>({
    name,
    url: addressAt(affiliation, 'url'),
    image: addressAt(affiliation, 'badge_url'),
  })
}
