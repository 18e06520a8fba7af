/** Types of `<social-feed>` in templates of Vue. Events: `@feed-load="…"`. */
import type { HTMLAttributes } from 'vue'
import type { FeedEvents, SocialFeed } from '../social-feed.js'
import type { FeedAttributes } from './attributes.js'

/** `feed-load` as Vue names its listener: `onFeedLoad`. */
type Listener<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `on${Capitalize<Head>}${Capitalize<Tail>}`
  : never

type Listeners = {
  readonly [Name in keyof FeedEvents as Listener<Name>]?: (event: FeedEvents[Name]) => void
}

declare module 'vue' {
  interface GlobalComponents {
    'social-feed': new () => SocialFeed & { readonly $props: HTMLAttributes & FeedAttributes & Listeners }
  }
}
