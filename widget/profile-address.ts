import type { Network } from '../wire/document.js'

/** Where the account lives, when no document has told yet. */
export function profileAddress(network: string, handle: string): string | undefined {
  return handle && Object.hasOwn(PROFILES, network) ? PROFILES[network as Network]?.(handle) : undefined
}

const PROFILES: Readonly<Partial<Record<Network, (handle: string) => string>>> = {
  x: handle => `https://x.com/${encodeURIComponent(handle)}`,
  bluesky: handle => `https://bsky.app/profile/${encodeURIComponent(handle)}`,
}
