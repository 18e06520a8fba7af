/** Types of `<social-feed>` in templates of Vue. Events: `@feed-load="…"`. */
import type { HTMLAttributes } from 'vue'
import type { FeedEvents, SocialFeed } from '../social-feed.js'
import type { FeedAttributes } from './attributes.js'

/** `no-header` as Vue's checker names it: `noHeader`. */
type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name

type Attributes = FeedAttributes & {
  readonly [Name in keyof FeedAttributes as Camel<Name>]?: FeedAttributes[Name]
}

type Listeners = {
  readonly [Name in keyof FeedEvents as `on${Capitalize<Camel<Name>>}`]?: (event: FeedEvents[Name]) => void
}

declare module 'vue' {
  interface GlobalComponents {
    'social-feed': new () => SocialFeed & { readonly $props: HTMLAttributes & Attributes & Listeners }
  }
}
