import { html, nothing, type TemplateResult } from 'lit'
import type { Post } from '../../wire/post.js'
import type { View } from '../view.js'
import { actions } from './actions.js'
import { body } from './body.js'
import { avatar, byline } from './byline.js'

/**
 * One post. `reader-keys` makes it one tab stop, with its links and buttons on the arrow keys.
 * `thread` says how it hangs on its neighbours: `below` it goes on, `above` it comes from.
 */
export function post(post: Post, index: number, total: number, view: View, thread?: string): TemplateResult {
  const id = `post-${index}`
  const own = made(post, view)
  return html`<article
    part="post"
    class=${own ? 'own' : thread || nothing}

    aria-labelledby=${own ? nothing : id}
    aria-label=${own ? post.author.name : nothing}
    aria-posinset=${index + 1}
    aria-setsize=${total}
  >
    ${own ?? whole(post, view, id, thread)}
  </article>`
}

/** The page's own rendering. Where it fails, this one post is shown as it would be without it. */
function made(post: Post, { owner }: View): unknown {
  try {
    return owner.renderPost?.(post)
  } catch (error) {
    reportError(error)
    return undefined
  }
}

function whole(post: Post, view: View, id: string, thread: string | undefined): TemplateResult {
  return html`${view.chunks.attachments?.context(post, view, thread)}
    ${avatar(post.author)}
    <div class="content">
      ${byline(post, view, id)}
      ${body(post, view)}
      ${actions(post, view)}
      ${view.chunks.wall?.origin(post, view)}
    </div>`
}
