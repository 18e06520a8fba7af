/** What hangs on a post. It arrives as a chunk, with its styles, before the first document that needs it is shown. */
import { html, nothing, type TemplateResult } from 'lit'
import type { PostBody, Quote } from '../../wire/post.js'
import { fill } from '../i18n.js'
import { complete } from '../locales/en-later.js'
import { attachments } from '../styles/attachments.js'
import { cards } from '../styles/cards.js'
import { covers } from '../styles/covers.js'
import { films } from '../styles/films.js'
import { focus } from '../styles/focus.js'
import { media as mediaStyles } from '../styles/media.js'
import type { FullView, View } from '../view.js'
import { card } from './card.js'
import { media } from './media.js'
import { poll } from './poll.js'
import { quoted } from './quote.js'
import { folded, warned } from './reading.js'

export { isFeedDocument } from '../../wire/guard.js'
export { joined } from '../threads.js'
export { edited, marks } from './badges.js'
export { context } from './context.js'

export const styles = [attachments, cards, focus, mediaStyles, films, covers]

/** The whole of what a post says and shows; behind its warning, when it has one. */
export function body(post: PostBody & { readonly quote?: Quote }, shown: View): TemplateResult {
  const view = { ...shown, messages: complete(shown.messages) }
  return post.warning
    ? warned(post, post.warning, view, rest => html`${folded(rest, view)}${attached(rest, view)}`)
    : html`${folded(post, view)}${attached(post, view)}`
}

/** What the owner's window holds beyond the tag's limit costs nothing to ask for. */
export function more({ messages, asking, life }: View): TemplateResult {
  return html`<p part="more-posts">
    <button part="button" class="quiet" aria-busy=${asking} @click=${() => life?.grow()}>${complete(messages).morePosts}</button>
  </p>`
}

function attached(post: PostBody & { readonly quote?: Quote }, view: FullView): TemplateResult {
  return html`${withheld(post, view)}
    ${!view.owner.noMedia && post.media?.length ? media(post, post.media, view) : nothing}
    ${post.poll ? poll(post.poll, view) : nothing}
    ${post.card ? card(post.card, view) : nothing}
    ${post.quote ? quoted(post.quote, view) : nothing}
    ${post.paidPartnership ? html`<p part="label">${view.messages.paidPartnership}</p>` : nothing}`
}

function withheld({ withheld }: PostBody, { messages, locale }: FullView): TemplateResult | typeof nothing {
  if (!withheld) return nothing
  const { reason, countries } = withheld
  const where = countries.includes('XX') ? messages.everywhere : names(countries, locale)
  return html`<p part="label">${fill(messages.withheldPost[reason], where)}</p>`
}

function names(codes: readonly string[], locale: string): string {
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  const list = codes.map(code => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code))
  return new Intl.ListFormat(locale).format(list)
}
