import { html, nothing, type TemplateResult } from 'lit'
import { fill } from '../i18n.js'
import { icon } from '../icons.js'
import type { View } from '../view.js'

export function header(view: View): TemplateResult {
  const { messages, state } = view
  return html`<slot name="header"
    ><header part="header" class=${'stale' in state && state.stale ? 'aged' : nothing}>
      <h2 part="title">${view.handle ? fill(messages.postsFrom, account(view)) : view.title}</h2>
      ${stale(view)}
      ${view.owner.noFooter ? sample(view) : nothing}
      ${mark(view)}
    </header></slot
  >`
}

/** A handle reads from left to right in every language, whatever is in it. */
export function at(handle: string): TemplateResult {
  return html`<bdi dir="ltr">@${handle}</bdi>`
}

/** Invented posts say so. */
export function sample({ state, messages }: View): TemplateResult | typeof nothing {
  return 'sample' in state && state.sample ? html`<span part="sample">${messages.sample}</span>` : nothing
}

function account({ profileUrl, handle }: View): TemplateResult {
  return profileUrl ? html`<a href=${profileUrl} target="_blank">${at(handle)}</a>` : at(handle)
}

function stale({ state, messages, format, now }: View): TemplateResult | typeof nothing {
  if (!('stale' in state) || !state.stale) return nothing
  const time = html`<time datetime=${state.fetchedAt} title=${format.full(state.fetchedAt)}>${format.ago(state.fetchedAt, now)}</time>`
  return html`<p part="stale">${fill(messages.updated, time)}</p>`
}

/** The network's mark, so that nobody wonders whose posts these are. The title beside it is the link for the keyboard. */
function mark({ network, profileUrl, chunks }: View): TemplateResult | typeof nothing {
  const face = network === 'x' ? icon('x') : chunks.marks?.mark(network)
  if (!profileUrl || !face) return nothing
  return html`<a part="mark" href=${profileUrl} target="_blank" tabindex="-1" aria-hidden="true"
    >${face}</a
  >`
}
