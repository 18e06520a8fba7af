import { html, type TemplateResult } from 'lit'
import type { Quote } from '../../wire/post.js'
import type { FullView } from '../view.js'
import { body } from './body.js'
import { avatar, byline } from './byline.js'

/** A quoted post, one level deep. */
export function quoted(quote: Quote, view: FullView): TemplateResult {
  if (quote.type === 'unavailable') {
    const text = view.messages.quoteUnavailable
    return html`<p part="quote" class="missing">
      ${quote.url ? html`<a href=${quote.url} target="_blank">${text}</a>` : text}
    </p>`
  }
  return html`<blockquote part="quote">
    <div class="quote-head">${avatar(quote.post.author)}${byline(quote.post, view)}</div>
    ${body(quote.post, view)}
  </blockquote>`
}
