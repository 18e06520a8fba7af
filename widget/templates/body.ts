import { html, nothing, type TemplateResult } from 'lit'
import type { PostBody, Segment } from '../../wire/post.js'
import type { View } from '../view.js'

/** What a post and a quoted post have in common, in the order it is read. */
export function body(post: PostBody, view: View): unknown {
  return view.chunks.attachments?.body(post, view) ?? text(post)
}

/** Characters and lines of a text that is shown whole. X calls what is longer than 280 a long post. */
const WHOLE = 560
const WHOLE_LINES = 12

/** Is this text folded? */
export function isLong(text: readonly Segment[]): boolean {
  const whole = text.map(segment => segment.text).join('')
  return whole.length > WHOLE || whole.split('\n').length > WHOLE_LINES
}

/** No white space between the tags: the text keeps its own. */
export function text(
  { text, language }: Pick<PostBody, 'text' | 'language'>,
  render = segment,
): TemplateResult | typeof nothing {
  if (text.length === 0) return nothing
  return html`<p part="text" dir="auto" lang=${language ?? nothing}>${text.map(render)}</p>`
}

/** Told by its type, as the guard tells it: what else is in a segment nobody has checked. */
export function segment(segment: Segment): string | TemplateResult {
  return segment.type === 'text' || segment.type === 'emoji'
    ? segment.text
    : html`<a part="link" href=${segment.href} target="_blank">${segment.text}</a>`
}
