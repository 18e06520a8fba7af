/** Everybody who lives in the stand-in Bluesky, and how their numbers are made. */
import { createHash } from 'node:crypto'

/** JSON under the network's own names. */
export type Fields = Readonly<Record<string, unknown>>

export interface Account {
  readonly did: string
  readonly handle: string
  readonly name: string
  readonly about?: string
  /** An address. */
  readonly avatar?: string
  /** Put on the profile by the account itself. */
  readonly labels?: readonly string[]
  /** By somebody whom Bluesky trusts to, or as such a one itself. */
  readonly verified?: 'verified' | 'verifier'
  /** Newest first, as the AppView shows them. */
  readonly items: Item[]
  /** The address of the post on top of the profile. */
  pinned?: string
}

/** One entry of an author feed. */
export interface Item {
  /** When it entered the feed: for a repost, when it was reposted. ISO 8601, UTC. */
  readonly at: string
  readonly post: Fields & { readonly uri: string; readonly record: Fields }
  readonly reason?: Fields
  readonly reply?: Fields
}

export interface World {
  /** By handle. */
  readonly accounts: Map<string, Account>
  /** Absolute, ends with `/`. */
  readonly mediaBase: string
}

export function findAccount({ accounts }: World, actor: string): Account | undefined {
  return accounts.get(actor) ?? [...accounts.values()].find(({ did }) => did === actor)
}

export function addAccount({ accounts }: World, account: Omit<Account, 'did' | 'items' | 'pinned'>): Account {
  const known = accounts.get(account.handle)
  if (known) return known
  const made = { ...account, did: didOf(account.handle), items: [] }
  accounts.set(made.handle, made)
  return made
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const SORTABLE = '234567abcdefghijklmnopqrstuvwxyz'

/** Looks like the numbers of the real directory, and is the same on every start. */
function didOf(handle: string): string {
  const bytes = createHash('sha256').update(handle).digest()
  return `did:plc:${Array.from(bytes.subarray(0, 24), byte => BASE32[byte % 32]).join('')}`
}

let turn = 0

/** A record's key: 64 bits in 13 letters that sort by time. https://atproto.com/specs/tid */
export function newKey(milliseconds: number): string {
  let value = (BigInt(Math.trunc(milliseconds)) * 1000n) << 10n
  value += BigInt(turn++ % 1024)
  let key = ''
  for (let digit = 0; digit < 13; digit++) {
    key = SORTABLE[Number(value & 31n)] + key
    value >>= 5n
  }
  return key
}

/** The account as it is shown beside a post. */
export function basicView({ did, handle, name, avatar, verified, labels = [] }: Account): Fields {
  return {
    did,
    handle,
    displayName: name,
    ...(avatar && { avatar }),
    associated: { activitySubscription: { allowSubscriptions: 'followers' } },
    ...(verified && {
      verification: {
        verifications: [],
        verifiedStatus: verified === 'verified' ? 'valid' : 'none',
        trustedVerifierStatus: verified === 'verifier' ? 'valid' : 'none',
      },
    }),
    labels: labels.map(val => labelOf(did, `at://${did}/app.bsky.actor.profile/self`, val)),
  }
}

export function labelOf(src: string, uri: string, val: string): Fields {
  return { src, uri, val, cts: '1970-01-01T00:00:00.000Z' }
}
