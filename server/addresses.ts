/**
 * Which addresses the server may call. Its own machine, its owner's network and every address that is no
 * single public host are out of bounds: what a post or a feed points to must not become a way inside.
 */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Of IPv6 only what is handed out for public use; `::7f00:1` would count as ordinary otherwise. https://www.iana.org/assignments/ipv6-address-space */
const PUBLIC_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** Names that never lead to the public internet. https://www.iana.org/assignments/special-use-domain-names */
const PRIVATE_NAME = /(?:^|\.)(?:alt|arpa|home|internal|invalid|lan|local|localhost|onion|test)$/

/** `address` is an IP address in any form; an IPv4 one inside IPv6 is judged as the IPv4 one. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(PUBLIC_IPV6)
}

/**
 * Why this address must not be called, or undefined. `allowed` lists hosts with ports, such as
 * `127.0.0.1:8080`; `from` is the address that redirected here.
 */
export function refusalOf(url: URL, allowed: ReadonlySet<string>, from?: URL): string | undefined {
  if (from?.protocol === 'https:' && url.protocol === 'http:') return 'it redirects from https: to http:'
  if (url.username || url.password) return 'the address holds a login'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'the address is not https:'
  if (allowed.has(hostAndPort(url))) return undefined
  if (url.protocol !== 'https:') return 'the address is not https:'
  if (url.port !== '') return `port ${url.port} is not allowed`
  const host = bareHost(url.hostname)
  if (isIP(host)) return isPublicAddress(host) ? undefined : `${host} is not a public address`
  return host.includes('.') && !PRIVATE_NAME.test(host) ? undefined : `${host} is not a public name`
}

/** As in `ALLOW_PRIVATE_HOSTS`: with the port, the usual one too. */
export function hostAndPort({
  hostname,
  port,
  protocol,
}: Pick<URL, 'hostname' | 'port' | 'protocol'>): string {
  return `${bareHost(hostname)}:${port || (protocol === 'https:' ? '443' : '80')}`
}

/** Without the brackets of IPv6 and the dot that may end a full name. */
export function bareHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
}
