import { html, nothing, type TemplateResult } from 'lit'
import type { Post } from '../../wire/post.js'
import type { View } from '../view.js'
import { actions } from './actions.js'
import { body } from './body.js'
import { avatar, byline } from './byline.js'
import { context } from './context.js'
import { quote } from './quote.js'

/**
 * One post. In the keyboard's order it is one stop: its permalink. From there the arrow keys reach
 * every other link and button, which therefore carry `tabindex="-1"`.
 */
export function post(post: Post, index: number, total: number, view: View): TemplateResult {
  const id = `post-${index}`
  return html`<article
    part="post"
    class="post"
    tabindex="-1"
    aria-labelledby=${id}
    aria-posinset=${index + 1}
    aria-setsize=${total}
    @click=${(event: PointerEvent) => openOnTouch(event)}
  >
    ${context(post, view)}
    ${avatar(post.author)}
    <div class="content">
      ${byline(post, view, id)}
      ${body(post, view)}
      ${post.quote ? quote(post.quote, view) : nothing}
      ${actions(post, view)}
    </div>
  </article>`
}

/** On touch the white space of a post leads to it, as X's display requirements ask. */
function openOnTouch(event: PointerEvent): void {
  const { pointerType, target, currentTarget } = event
  if (pointerType !== 'touch' || !(target instanceof Element) || target.closest('a, button, video')) return
  if (currentTarget instanceof Element) currentTarget.querySelector<HTMLElement>('.permalink')?.click()
}
