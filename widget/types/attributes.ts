/** Written by `npm run manifest` from the element's docblock: what a template may set. */
export interface FeedAttributes {
  /** The account's name on its network; a leading `@` and capitals don't matter. */
  readonly handle?: string | undefined
  /** Where the account lives. */
  readonly network?: 'x' | 'bluesky' | 'mastodon' | 'rss' | undefined
  /** Name of a wall of the server, in place of one account. Wins over `handle` and `network`. */
  readonly wall?: string | undefined
  /** Origin of the feed server; by default where this script came from. */
  readonly server?: string | undefined
  /** Address of a whole feed document. Wins over `handle`, `network`, `wall` and `server`. */
  readonly src?: string | undefined
  /** Posts to show, 1 to 100. */
  readonly limit?: number | undefined
  /** Height of the box in pixels, or `auto` to grow with the posts. */
  readonly height?: string | undefined
  /** `auto` follows the page's `color-scheme`. */
  readonly theme?: 'auto' | 'light' | 'dark' | undefined
  /** Language of the words, dates and numbers; by default that of the closest `[lang]`. */
  readonly lang?: string | undefined
  /** `lazy` asks when the box comes near the viewport. */
  readonly loading?: 'lazy' | 'eager' | undefined
  /** `hide` takes the element away when there are no posts to show. */
  readonly 'when-empty'?: 'message' | 'hide' | undefined
  /** How posts stand: one under another, in columns, or side by side. */
  readonly layout?: 'list' | 'grid' | 'carousel' | undefined
  /** Seconds between looks for new posts, 15 or more; 0 is never. New posts wait behind a button. */
  readonly refresh?: number | undefined
  /** Show replies to others as well. */
  readonly replies?: boolean | undefined
  /** Leave out what the account reposted. */
  readonly 'no-reposts'?: boolean | undefined
  /** Leave out the header. The page then names the account and its network itself. */
  readonly 'no-header'?: boolean | undefined
  /** Leave out the footer. */
  readonly 'no-footer'?: boolean | undefined
  /** Leave out the border of the box. */
  readonly 'no-border'?: boolean | undefined
  /** Leave out pictures and films. */
  readonly 'no-media'?: boolean | undefined
  /** Leave out the counts of replies, reposts and likes. */
  readonly 'no-metrics'?: boolean | undefined
}
