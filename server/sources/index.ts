/** The networks this server can read: the only list of them. */
import type { Network } from '../../wire/document.js'
import { blueskyNetwork } from './bluesky.js'
import { mastodonNetwork } from './mastodon.js'
import { rssNetwork } from './rss.js'
import type { NetworkModule, Source, SourceNeeds } from './source.js'
import { xNetwork } from './x.js'

export const MODULES: readonly NetworkModule[] = [xNetwork, blueskyNetwork, mastodonNetwork, rssNetwork]

export function moduleOf(network: Network): NetworkModule | undefined {
  return MODULES.find(module => module.network === network)
}

/** Those that can be read with what the owner gave. */
export function createSources(needs: SourceNeeds): Partial<Record<Network, Source>> {
  return Object.fromEntries(
    MODULES.flatMap(module => {
      const source = module.create(needs)
      return source ? [[module.network, source]] : []
    }),
  )
}
