/** Types of `<social-feed>` in Svelte. Events: `onfeed-load={…}`. */
import type { HTMLAttributes } from 'svelte/elements'
import type { SocialFeed } from '../social-feed.js'
import type { FeedAttributes } from './attributes.js'
import type { FeedHandlers } from './handlers.js'

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'social-feed': Omit<HTMLAttributes<SocialFeed>, keyof FeedAttributes> & FeedAttributes & FeedHandlers
  }
}
