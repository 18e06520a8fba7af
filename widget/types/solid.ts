/** Types of `<social-feed>` in JSX of Solid. Events: `on:feed-load={…}`. */
import type { JSX as Solid } from 'solid-js'
import type { SocialFeed } from '../social-feed.js'
import type { FeedAttributes } from './attributes.js'
import type { FeedHandlers } from './handlers.js'

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'social-feed': Omit<Solid.HTMLAttributes<SocialFeed>, keyof FeedAttributes> &
        FeedAttributes &
        FeedHandlers<'on:'>
    }
  }
}
