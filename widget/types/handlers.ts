import type { FeedEvents } from '../social-feed.js'

/** A listener for each event, under the event's name with a prefix. */
export type FeedHandlers<Prefix extends string = 'on'> = {
  readonly [Name in keyof FeedEvents as `${Prefix}${Name}`]?: (event: FeedEvents[Name]) => void
}
