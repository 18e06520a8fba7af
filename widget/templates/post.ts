import { html, type TemplateResult } from 'lit'
import type { Post } from '../../wire/post.js'
import type { View } from '../view.js'
import { actions } from './actions.js'
import { body } from './body.js'
import { avatar, byline } from './byline.js'

/** One post. `reader-keys` makes it one tab stop, with its links and buttons on the arrow keys. */
export function post(post: Post, index: number, total: number, view: View): TemplateResult {
  const id = `post-${index}`
  return html`<article
    part="post"

    aria-labelledby=${id}
    aria-posinset=${index + 1}
    aria-setsize=${total}
  >
    ${view.chunks.attachments?.context(post, view)}
    ${avatar(post.author)}
    <div class="content">
      ${byline(post, view, id)}
      ${body(post, view)}
      ${actions(post, view)}
    </div>
  </article>`
}
