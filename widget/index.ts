/** The element's class and its types. Importing this registers nothing; `define.ts` does. */
export type { FeedDocument, KnownDocument, Network, Reason, Status } from '../wire/document.js'
export type { Author, Media, Post, PostBody, Segment } from '../wire/post.js'
export type { KnownWall, WallDocument, WallPost, WallSource } from '../wire/wall.js'
export type { FailureReason, Known, StateName } from './feed-state.js'
export { type FeedEvents, SocialFeed } from './social-feed.js'
