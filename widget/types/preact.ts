/** Types of `<social-feed>` in JSX of Preact. Events: `onfeed-load={…}`. */
import type { HTMLAttributes } from 'preact'
import type { SocialFeed } from '../social-feed.js'
import type { FeedAttributes } from './attributes.js'
import type { FeedHandlers } from './handlers.js'

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'social-feed': Omit<HTMLAttributes<SocialFeed>, keyof FeedAttributes> & FeedAttributes & FeedHandlers
    }
  }
}
