import { html, type TemplateResult } from 'lit'
import type { Quote } from '../../wire/post.js'
import type { FullView } from '../view.js'
import { body } from './body.js'
import { avatar, byline } from './byline.js'

/** A quoted post, one level deep: what it quotes in its turn was not checked, and is not shown. */
export function quoted(quote: Quote, view: FullView): TemplateResult {
  if (quote.type === 'unavailable') {
    const text = view.messages.quoteUnavailable
    return html`<p part="quote" class="missing">
      ${quote.url ? html`<a href=${quote.url} target="_blank">${text}</a>` : text}
    </p>`
  }
  const bare = { ...quote.post, quote: undefined }
  return html`<blockquote part="quote">
    <div class="quote-head">${avatar(quote.post.author)}${byline(quote.post, view)}</div>
    ${body(bare, view)}
  </blockquote>`
}
