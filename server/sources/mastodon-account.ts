/** Who an account is on a server that speaks Mastodon's API: names, addresses, and the people of a document. */
import type { Author } from '../../wire/post.js'
import { addressAt, compact, fewAt, stringAt } from './json.js'
import { plainName } from './names.js'

export interface Who {
  readonly user: string
  /** The account's domain, with its port if it has one. */
  readonly host: string
}

/**
 * `user@host`, lower case; its profile's address is understood too. Servers let names hold dots and
 * hyphens inside. https://docs.joinmastodon.org/spec/webfinger/
 */
export function canonicalAccount(typed: string): string | undefined {
  const text = typed.trim().replace(/^https?:\/\/([^/]+)\/@?([^/@?#]+)\/?$/i, '$2@$1')
  const [, user = '', host = ''] = /^@?([^@/]+)@([^@/\s]+)$/.exec(text) ?? []
  if (!/^[a-z0-9_](?:[a-z0-9_.-]{0,62}[a-z0-9_])?$/i.test(user) || !URL.canParse(`https://${host}/`))
    return undefined
  const url = new URL(`https://${host}/`)
  const isHost = url.pathname === '/' && url.search === '' && url.hash === ''
  const isNamed = url.hostname.includes('.') || url.port !== '' || url.hostname.startsWith('[')
  return isHost && isNamed ? `${user.toLowerCase()}@${url.host}` : undefined
}

/** Of a canonical handle. */
export function whoIs(handle: string): Who {
  const at = handle.lastIndexOf('@')
  return { user: handle.slice(0, at), host: handle.slice(at + 1) }
}

/** Where the API of this domain is asked first. An intranet's server without a name has no certificate either. */
export function originOf(host: string): string {
  const bare = host.replace(/:\d+$/, '')
  return `${/^(?:[\d.]+|\[.*\]|localhost)$/.test(bare) ? 'http' : 'https'}://${host}`
}

export function profileUrl(handle: string): string {
  const { user, host } = whoIs(handle)
  return `${originOf(host)}/@${user}`
}

/** `home` is the domain whose own accounts are named without one. Undefined when there is nobody to point at. */
export function toAuthor(raw: unknown, home: string): Author | undefined {
  const acct = stringAt(raw, 'acct') || stringAt(raw, 'username')
  const url = addressAt(raw, 'url') ?? addressAt(raw, 'uri')
  if (!acct || !url || !/^[^@\s]+(?:@[^@\s]+)?$/.test(acct)) return undefined
  const codes = fewAt(raw, 'emojis').map(emoji => `:${stringAt(emoji, 'shortcode')}:`)
  const name = codes.reduce((name, code) => name.replaceAll(code, ''), stringAt(raw, 'display_name') ?? '')
  return compact<Author>({
    name: plainName(name.replace(/\s+/g, ' ')) || stringAt(raw, 'username') || acct,
    handle: fullName(acct, home),
    url,
    avatar: addressAt(raw, 'avatar_static') ?? addressAt(raw, 'avatar'),
  })
}

export function fullName(acct: string, home: string): string {
  return (acct.includes('@') ? acct : `${acct}@${home}`).toLowerCase()
}
