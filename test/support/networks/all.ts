/** Every network that is held to the tables of `sources.test.ts` and `networks.test.ts`. */
import { bluesky } from './bluesky.js'
import { mastodon } from './mastodon.js'
import type { NetworkUnderTest } from './network.js'
import { rss } from './rss.js'
import { x } from './x.js'

export const NETWORKS: readonly NetworkUnderTest[] = [x, bluesky, mastodon, rss]
