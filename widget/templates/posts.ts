import { html, type TemplateResult } from 'lit'
import type { PostsDocument } from '../../wire/document.js'
import type { View } from '../view.js'
import { post } from './post.js'

/** The list, by the ARIA practice for feeds: https://www.w3.org/WAI/ARIA/apg/patterns/feed/ */
export function posts(document: PostsDocument, view: View): TemplateResult {
  const { messages, asking } = view
  const total = document.posts.length
  return html`<div
    part="list"
    role="feed"
    tabindex="0"
    aria-label=${view.title}
    aria-describedby="hint"
    aria-busy=${asking}
  >
    ${document.posts.map((item, index) => post(item, index, total, view))}
  </div>
  <p id="hint" hidden>${messages.hint}</p>`
}
