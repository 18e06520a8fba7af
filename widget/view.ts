import type { Network } from '../wire/document.js'
import type { Post, PostBody } from '../wire/post.js'
import type { FeedState, StateName } from './feed-state.js'
import type { Speech } from './i18n.js'
import type { Messages } from './locales/en-later.js'

/** The states that are shown as a message. */
export type PanelName = Exclude<StateName, 'loading' | 'posts'>

/** What comes as chunks, each with its styles, before the first state that needs it is shown. */
export interface Chunks {
  readonly attachments?: typeof import('./templates/attachments.js')
  readonly fresh?: typeof import('./fresh.js')
  readonly later?: typeof import('./templates/later.js')
  readonly layouts?: typeof import('./templates/layouts.js')
  readonly marks?: typeof import('./marks.js')
  readonly panel?: typeof import('./templates/panel.js')
  readonly wall?: typeof import('./templates/wall.js')
}

/** Everything the templates may know: what to show, in which words, and what a visitor can do. */
export interface View extends Speech {
  readonly state: FeedState
  /** Rendered on the server: what would need a script is a link. */
  readonly still?: boolean
  /** An answer is under way. */
  readonly asking: boolean
  /** Absent where the page's own direction holds. */
  readonly dir: Speech['direction'] | undefined
  readonly now: number
  /** Of a long document, so many are painted; the rest follow when the browser has time. Absent is all. */
  readonly reach?: number
  /** What time and the visitor have done to the posts. */
  readonly life: Life | undefined
  readonly network: Network
  /** What the account is called; empty for a wall. */
  readonly account: string
  /** “Posts from @handle” or a wall's name, as plain text. */
  readonly title: string
  readonly profileUrl: string | undefined
  readonly owner: Parts
  readonly chunks: Chunks
  /** Keys of what the visitor has opened; see `keyOf`. */
  readonly opened: ReadonlySet<string>
  readonly on: Actions
}

/** With the words that only chunks say. */
export interface FullView extends View {
  readonly messages: Messages
}

/** What the owner leaves out, and the room there is. */
export interface Parts {
  readonly noHeader: boolean
  readonly noFooter: boolean
  readonly noBorder: boolean
  readonly noMedia: boolean
  readonly noMetrics: boolean
  /** Pixels of the page. */
  readonly clientWidth: number
  readonly layout: string
  readonly renderPost: ((post: Post) => unknown) | undefined
}

interface Life {
  /** New posts that wait until the visitor asks for them. */
  readonly waiting: number
  /** Posts have come on top of others, so that each must keep its place on the page. */
  readonly moved: boolean
  /** Asks for the rest of the window. */
  grow(): unknown
  /** Shows what waits. */
  take(): unknown
}

interface Actions {
  retry(): void
  /** Opens what is closed and closes what is open: a cover, a fold, a film. */
  toggle(key: string): void
  /** A permalink was chosen. */
  open(post: PostBody, event: Event): void
}

/** Names one thing in a post that can be opened. */
export function keyOf(post: PostBody, part: string | number): string {
  return `${post.id} ${part}`
}
