/** Who is who on Bluesky, and the addresses of people and posts on its website. */
import type { Author, Verified } from '../../wire/post.js'
import { addressAt, compact, objectAt, stringAt } from './json.js'
import { plainName } from './names.js'

const SITE = 'https://bsky.app'

/** A domain name, or a DID: the account's number, which outlives its handle. https://atproto.com/specs/handle */
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const DOMAIN = `(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?`
const HANDLE = new RegExp(`^${DOMAIN}$`)
const DID = new RegExp(`^did:(?:plc:[a-z2-7]{24}|web:${DOMAIN})$`)
const LONGEST = 253

export function canonicalActor(typed: string): string | undefined {
  const actor = typed.trim().replace(/^@/, '').toLowerCase()
  return actor.length <= LONGEST && (HANDLE.test(actor) || isDid(actor)) ? actor : undefined
}

export function isDid(actor: string): boolean {
  return actor.length <= LONGEST + 'did:web:'.length && DID.test(actor)
}

export function profileUrl(actor: string): string {
  return `${SITE}/profile/${actor}`
}

export function hashtagUrl(tag: string): string {
  return `${SITE}/hashtag/${encodeURIComponent(tag)}`
}

/** Undefined when there is neither a handle nor a DID to point at. */
export function toAuthor(profile: unknown): Author | undefined {
  const did = stringAt(profile, 'did') ?? ''
  const handle = nameOf(profile) ?? (isDid(did) ? did : undefined)
  if (handle === undefined) return undefined
  return compact<Author>({
    name: plainName(stringAt(profile, 'displayName') ?? '') || handle,
    handle,
    url: profileUrl(handle),
    avatar: addressAt(profile, 'avatar'),
    verified: verifiedOf(profile),
  })
}

/** https://docs.bsky.app/docs/advanced-guides/verification: a verifier's own mark comes first. */
function verifiedOf(profile: unknown): Verified | undefined {
  const verification = objectAt(profile, 'verification')
  if (stringAt(verification, 'trustedVerifierStatus') === 'valid') return 'verifier'
  return stringAt(verification, 'verifiedStatus') === 'valid' ? 'verified' : undefined
}

/** Bluesky says `handle.invalid` for a handle whose domain no longer vouches for the account. */
function nameOf(profile: unknown): string | undefined {
  const handle = canonicalActor(stringAt(profile, 'handle') ?? '')
  return handle === 'handle.invalid' ? undefined : handle
}

/** What an `at:` address names: whose record, of which collection, under which key. https://atproto.com/specs/at-uri-scheme */
export interface Place {
  readonly did: string
  readonly collection: string
  readonly key: string
}

export function placeOf(uri: string | undefined): Place | undefined {
  const [, did = '', collection = '', key = ''] =
    /^at:\/\/([a-z0-9:.-]{1,261})\/([\w.-]{1,317})\/([\w.~:-]{1,512})$/i.exec(uri ?? '') ?? []
  return isDid(did) && key !== '.' && key !== '..' ? { did, collection, key } : undefined
}

/** Undefined unless the address names a post. */
export function postUrl(uri: string | undefined, actor?: string): string | undefined {
  const place = placeOf(uri)
  if (place?.collection !== 'app.bsky.feed.post') return undefined
  return `${profileUrl(actor ?? place.did)}/post/${place.key}`
}
