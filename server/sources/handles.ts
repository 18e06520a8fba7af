import type { Network } from '../../wire/document.js'
import { moduleOf } from './index.js'

/** As the network itself writes it; undefined when it can't be a handle there, or the network can't be read. */
export function canonicalHandle(network: Network, handle: string): string | undefined {
  return moduleOf(network)?.canonical(handle)
}
