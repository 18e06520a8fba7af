import { html, nothing, type TemplateResult } from 'lit'
import type { PostBody, Segment } from '../../wire/post.js'
import type { View } from '../view.js'

/** What a post and a quoted post have in common, in the order it is read. */
export function body(post: PostBody, view: View): unknown {
  return view.chunks.attachments?.body(post, view) ?? text(post)
}

/** No white space between the tags: the text keeps its own. */
export function text({
  text,
  language,
}: Pick<PostBody, 'text' | 'language'>): TemplateResult | typeof nothing {
  if (text.length === 0) return nothing
  return html`<p part="text" dir="auto" lang=${language ?? nothing}>${text.map(segment)}</p>`
}

/** Told by its type, as the guard tells it: what else is in a segment nobody has checked. */
function segment(segment: Segment): string | TemplateResult {
  if (segment.type === 'text') return segment.text
  return segment.type === 'emoji'
    ? html`<img class="emoji" src=${segment.url} alt=${segment.text} width="20" height="20" loading="lazy" referrerpolicy="no-referrer" />`
    : html`<a part="link" href=${segment.href} target="_blank">${segment.text}</a>`
}
