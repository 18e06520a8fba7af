/** Opens connections to public addresses only. The address that was checked is the one that is dialled. */
import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { bareHost, hostAndPort, isPublicAddress } from './addresses.js'

/** All addresses of a name. */
export type Lookup = (
  name: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>

/** The connection would have led to an address that must not be called. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'
}

export function createConnector(allowed: ReadonlySet<string>, lookup?: Lookup): buildConnector.connector {
  const find: Lookup = lookup ?? (name => systemLookup(name, { all: true }))
  const toPublic = buildConnector({ timeout: CONNECT_TIMEOUT, lookup: through(find, refusePrivate) })
  const toAllowed = buildConnector({ timeout: CONNECT_TIMEOUT, lookup: through(find, () => {}) })

  return (options, done) => {
    const host = bareHost(options.hostname)
    if (allowed.has(hostAndPort(options))) return toAllowed(options, done)
    // A literal address is dialled without a lookup, so it is checked here.
    if (isIP(host) && !isPublicAddress(host)) return done(refused(host, host), null)
    toPublic(options, (error, socket) => {
      if (error) return done(error, null)
      const { remoteAddress } = socket
      if (remoteAddress !== undefined && isPublicAddress(remoteAddress)) return done(null, socket)
      socket.destroy()
      done(refused(host, remoteAddress ?? 'nothing'), null)
    })
  }
}

/** Milliseconds; the deadline of the whole call ends most waits before. */
const CONNECT_TIMEOUT = 5000

type Found = Awaited<ReturnType<Lookup>>

/** A lookup in the form sockets want it: they ask for all addresses or for one. */
function through(find: Lookup, check: (name: string, found: Found) => void): LookupFunction {
  return (name, options, done) => {
    find(name).then(
      found => {
        try {
          check(name, found)
        } catch (error) {
          return done(error as Error, '')
        }
        const [first] = found
        if (options.all) done(null, [...found])
        else if (first) done(null, first.address, first.family)
        else done(new Error(`${name} has no address`), '')
      },
      error => done(error, ''),
    )
  }
}

/** One private address among public ones is enough: which of them is dialled is chance. */
function refusePrivate(name: string, found: Found): void {
  const bad = found.find(({ address }) => !isPublicAddress(address))
  if (bad) throw refused(name, bad.address)
}

function refused(name: string, address: string): RefusedAddress {
  return new RefusedAddress(`${name} leads to ${address}, which is not a public address`)
}
