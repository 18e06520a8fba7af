/** Where the pictures and films of each network may come from. */
import type { Network } from '../wire/document.js'
import { hostAndPort } from './addresses.js'
import { MODULES, moduleOf } from './sources/index.js'

export interface MediaHosts {
  /** May a post of this network show what is there? */
  allows(network: Network, url: string): boolean
  /** May a list of a film's pieces, found at `from`, name this piece? It could name anything. */
  allowsPiece(from: string, url: string): boolean
}

/** `allowed` lists hosts with ports, such as `127.0.0.1:8080`, that count as every network's and need no TLS. */
export function createMediaHosts(allowed: readonly string[]): MediaHosts {
  const own = new Set(allowed.map(host => host.toLowerCase()))
  const isSafe = (url: URL): boolean =>
    (url.protocol === 'https:' && url.username === '' && url.password === '') || own.has(hostAndPort(url))

  return {
    allows(network, address) {
      const url = parse(address)
      if (!url || !isSafe(url)) return false
      const hosts = moduleOf(network)?.mediaHosts ?? []
      return hosts === 'any' || own.has(hostAndPort(url)) || hosts.includes(url.hostname)
    },
    allowsPiece(from, address) {
      const [list, url] = [parse(from), parse(address)]
      if (!list || !url || !isSafe(url)) return false
      return (
        url.host === list.host ||
        NAMED.some(hosts => hosts.includes(list.hostname) && hosts.includes(url.hostname))
      )
    },
  }
}

const NAMED = MODULES.map(({ mediaHosts }) => mediaHosts).filter(hosts => hosts !== 'any')

const parse = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined)
