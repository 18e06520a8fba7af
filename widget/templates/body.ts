import { html, nothing, type TemplateResult } from 'lit'
import type { Post, PostBody, Segment } from '../../wire/post.js'
import type { View } from '../view.js'

/** What hangs on a post or makes it special; a post with none of it is text alone. */
const ATTACHED = [
  'pinned',
  'repostedBy',
  'replyTo',
  'media',
  'card',
  'poll',
  'quote',
  'withheld',
  'warning',
  'paidPartnership',
] as const satisfies readonly (keyof Post)[]

/** A text that may be too long to be shown whole; the chunk that folds it looks more closely. */
const LONG = 160

export function hasAttachments(post: Post): boolean {
  return ATTACHED.some(key => post[key]) || JSON.stringify(post.text).length > LONG
}

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

function segment(segment: Segment): string | TemplateResult {
  switch (segment.type) {
    case 'text':
      return segment.text
    case 'emoji':
      return html`<img class="emoji" src=${segment.url} alt=${segment.text} width="20" height="20" loading="lazy" referrerpolicy="no-referrer" />`
    case 'link':
    case 'mention':
    case 'hashtag':
    case 'cashtag':
      return html`<a part="link" href=${segment.href} target="_blank">${segment.text}</a>`
  }
}
