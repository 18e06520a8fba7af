/** Types of `<social-feed>` in JSX of React 18 and 19. React 19 also listens: `onfeed-load={…}`. */
import type { DetailedHTMLProps as Html, HTMLAttributes as HtmlAttributes } from 'react'
import type { SocialFeed } from '../social-feed.js'
import type { FeedAttributes } from './attributes.js'
import type { FeedHandlers } from './handlers.js'

/** React 18 hands `className` to such a tag as an attribute of that name. */
interface Classes {
  readonly class?: string | undefined
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'social-feed': Html<HtmlAttributes<SocialFeed>, SocialFeed> & Classes & FeedAttributes & FeedHandlers
    }
  }
}
