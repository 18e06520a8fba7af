/**
 * What the server asks of the templates, as types alone: the server is compiled without the DOM the
 * templates know of, and a browser without node, so they meet here and the code is loaded at run time.
 */
import type { FeedDocument } from './document.js'
import type { WallDocument } from './wall.js'

/** The attributes of the tag that a rendering minds; its names are those of the element. */
export interface TagAttributes {
  readonly server?: string
  readonly limit?: number
  readonly height?: string
  readonly theme?: string
  readonly layout?: string
  /** BCP 47. Default `en`. */
  readonly lang?: string
  readonly 'when-empty'?: string
  readonly replies?: boolean
  readonly 'no-reposts'?: boolean
  readonly 'no-header'?: boolean
  readonly 'no-footer'?: boolean
  readonly 'no-border'?: boolean
  readonly 'no-media'?: boolean
  readonly 'no-metrics'?: boolean
}

export interface RenderedFeed {
  /** `<social-feed>` with its declarative shadow root, whose one style element holds `style`. */
  readonly tag: string
  readonly style: string
  /** “Posts from @handle”, or a wall's name, as plain text. */
  readonly title: string
  /** Of the words. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
}

/** `now` is in milliseconds; ages are told from there, and moments in UTC. */
export type RenderFeed = (
  document: FeedDocument | WallDocument,
  attributes: TagAttributes,
  now: number,
) => Promise<RenderedFeed>
