import { html, nothing, type TemplateResult } from 'lit'
import type { Post } from '../../wire/post.js'
import type { Known } from '../feed-state.js'
import type { View } from '../view.js'
import { post } from './post.js'

/** The list, by the ARIA practice for feeds: https://www.w3.org/WAI/ARIA/apg/patterns/feed/ */
export function posts(document: Extract<Known, { status: 'posts' }>, view: View): TemplateResult {
  const { asking, chunks } = view
  const shown: readonly Post[] = chunks.wall?.chosen(document.posts, view) ?? document.posts
  const total = shown.length
  const all: readonly Item[] = chunks.attachments?.joined(shown) ?? shown.map(post => ({ post }))
  const items = all.slice(0, view.reach)
  const one = (item: Item, index: number): TemplateResult => post(item.post, index, total, view, item.thread)
  return html`${chunks.fresh?.pill(view)}${chunks.layouts?.buttons(view)}
  <div part="scroller">
    <div
      part="list"
      role="feed"
      tabindex="0"
      aria-label=${view.title}
      aria-describedby="hint"
      aria-busy=${asking}
    >
      ${view.life?.moved ? chunks.fresh?.keyed(items, one) : items.map(one)}
    </div>
    ${document.more ? chunks.attachments?.more(view) : nothing}
  </div>
  ${chunks.later?.hint(view)}`
}

interface Item {
  readonly post: Post
  readonly thread?: string
}
