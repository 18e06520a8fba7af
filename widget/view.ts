import type { PostBody } from '../wire/post.js'
import type { FeedState } from './feed-controller.js'
import type { Format } from './format.js'
import type { Messages } from './locales/en.js'

/** Everything the templates may know: what to show, in which words, and what a visitor can do. */
export interface View {
  readonly state: FeedState
  /** An answer is under way. */
  readonly asking: boolean
  readonly messages: Messages
  /** BCP 47: of the messages. */
  readonly language: string
  /** Absent where the page's own direction holds. */
  readonly direction: 'ltr' | 'rtl' | undefined
  readonly format: Format
  readonly now: number
  readonly network: string
  readonly handle: string
  readonly profileUrl: string | undefined
  readonly show: Parts
  /** Keys of what the visitor has uncovered or started; see `keyOf`. */
  readonly opened: ReadonlySet<string>
  readonly on: Actions
}

/** What the owner lets be seen. */
export interface Parts {
  readonly header: boolean
  readonly footer: boolean
  readonly border: boolean
  readonly media: boolean
  readonly metrics: boolean
}

interface Actions {
  retry(): void
  skip(): void
  /** Remembers that something in a post was uncovered or started. */
  uncover(key: string): void
  /** A permalink was chosen. */
  open(post: PostBody, event: Event): void
}

/** Names one thing in a post that can be uncovered. */
export function keyOf(post: PostBody, part: string | number): string {
  return `${post.id} ${part}`
}
