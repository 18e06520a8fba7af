import { html, type TemplateResult } from 'lit'
import type { Post } from '../../wire/post.js'
import { fill } from '../i18n.js'
import { icon } from '../icons.js'
import { complete } from '../locales/en-later.js'
import type { View } from '../view.js'

/** The lines over a post that say how it came here: who reposted it, whom it answers. */
export function context(
  { repostedBy, replyTo, pinned }: Post,
  view: View,
  thread = '',
): readonly TemplateResult[] {
  const messages = complete(view.messages)
  const lines: TemplateResult[] = []
  if (pinned) lines.push(html`<p part="context">${PIN}<span>${messages.pinned}</span></p>`)
  if (repostedBy) {
    const name = html`<a href=${repostedBy.url} target="_blank"><bdi>${repostedBy.name}</bdi></a>`
    lines.push(html`<p part="context">${icon('repost')}<span>${fill(messages.reposted, name)}</span></p>`)
  }
  if (thread.includes('above')) {
    lines.push(html`<p class="hidden">${messages.thread}</p>`)
  } else if (replyTo) {
    const handle = html`<a href=${replyTo.url} target="_blank"><bdi dir="ltr">@${replyTo.handle}</bdi></a>`
    lines.push(html`<p part="context">${icon('reply')}<span>${fill(messages.replyingTo, handle)}</span></p>`)
  }
  return lines
}

const PIN = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M9 4H15V10L18 14H6L9 10ZM12 14V21" /></svg>`
