/** What a handle may look like on each network. Checked before anything is asked or spent. */
import type { Network } from '../../wire/document.js'

/** The networks this server can read. */
const PATTERNS: Partial<Record<Network, RegExp>> = {
  x: /^[a-z0-9_]{1,15}$/, // X's own rule for usernames, lower-cased
}

/** Lower case, no leading `@`; undefined when it can't be a handle there, or the network can't be read. */
export function canonicalHandle(network: Network, handle: string): string | undefined {
  const canonical = handle.trim().replace(/^@/, '').toLowerCase()
  return PATTERNS[network]?.test(canonical) ? canonical : undefined
}
