import { html, nothing, type TemplateResult } from 'lit'
import type { PostBody, Segment } from '../../wire/post.js'
import { fill } from '../i18n.js'
import type { View } from '../view.js'
import { card } from './card.js'
import { media } from './media.js'
import { poll } from './poll.js'

/** What a post and a quoted post have in common, in the order it is read. */
export function body(post: PostBody, view: View): TemplateResult {
  return html`${text(post)}
    ${withheld(post, view)}
    ${view.show.media && post.media?.length ? media(post, post.media, view) : nothing}
    ${post.poll ? poll(post.poll, view) : nothing}
    ${post.card ? card(post.card, view) : nothing}
    ${post.paidPartnership ? html`<p part="label" class="label">${view.messages.paidPartnership}</p>` : nothing}`
}

/** No white space between the tags: the text keeps its own. */
function text({ text, language }: PostBody): TemplateResult | typeof nothing {
  if (text.length === 0) return nothing
  return html`<p part="text" class="text" dir="auto" lang=${language ?? nothing}>${text.map(segment)}</p>`
}

function segment(segment: Segment): string | TemplateResult {
  switch (segment.type) {
    case 'text':
      return segment.text
    case 'emoji':
      return html`<img class="emoji" src=${segment.url} alt=${segment.text} width="20" height="20" loading="lazy" />`
    case 'link':
    case 'mention':
    case 'hashtag':
    case 'cashtag':
      return html`<a part="link" href=${segment.href} target="_blank" rel="noopener" tabindex="-1">${segment.text}</a>`
  }
}

function withheld({ withheld }: PostBody, { messages, format }: View): TemplateResult | typeof nothing {
  if (!withheld) return nothing
  const { reason, countries } = withheld
  const where = countries.includes('XX') ? messages.everywhere : format.countries(countries)
  return html`<p part="label" class="label">${fill(messages.withheldPost[reason], where)}</p>`
}
