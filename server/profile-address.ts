/** Which feed an address that a person pastes is about. Asks nobody. */
import type { Network } from '../wire/document.js'
import { canonicalHandle } from './sources/handles.js'

export interface Profile {
  readonly network: Network
  /** Canonical. */
  readonly handle: string
}

/** Pages of X that look like accounts. */
const PAGES =
  /^(?:about|compose|explore|hashtag|home|i|intent|jobs|login|messages|notifications|privacy|search|settings|share|signup|tos)$/i

/**
 * A profile on X or Bluesky, or one of the shape `https://host/@user` that Mastodon and its kin have.
 * Posts, lists and searches are none.
 */
export function profileAt(address: string): Profile | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  const host = url.hostname.replace(/^(?:www|mobile|m)\./, '')
  const path = decoded(url.pathname)
  if (path === undefined) return undefined
  if (host === 'x.com' || host === 'twitter.com') return on('x', /^\/@?(\w+)\/?$/.exec(path)?.[1])
  if (host === 'bsky.app') return on('bluesky', /^\/profile\/([^/]+)\/?$/.exec(path)?.[1])
  const [, user, home = url.host] = /^\/(?:@|users\/)([^/@]+)(?:@([^/@]+))?\/?$/.exec(path) ?? []
  return on('mastodon', user && `${user}@${home}`)
}

function on(network: Network, name: string | undefined): Profile | undefined {
  const handle = name && !(network === 'x' && PAGES.test(name)) && canonicalHandle(network, name)
  return handle ? { network, handle } : undefined
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
