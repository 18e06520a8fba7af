import { html, nothing, type TemplateResult } from 'lit'
import { fill } from '../i18n.js'
import { icon } from '../icons.js'
import type { View } from '../view.js'

export function header(view: View): TemplateResult {
  const { messages, chunks } = view
  return html`<slot name="header"
    ><header part="header">
      <h2 part="title">${view.account ? fill(messages.postsFrom, account(view)) : view.title}</h2>
      ${chunks.later?.age(view)}
      ${view.owner.noFooter ? chunks.later?.sample(view) : nothing}
      ${mark(view)}
    </header></slot
  >`
}

/**
 * Before anybody has told where the account lives, a link that leads nowhere: it takes the same room. A
 * handle reads from left to right in every language, whatever is in it.
 */
function account({ profileUrl, account, network }: View): TemplateResult {
  return html`<a href=${profileUrl ?? nothing} target="_blank"
    ><bdi dir=${network === 'rss' ? 'auto' : 'ltr'}>${account}</bdi></a
  >`
}

/** The network's mark, so that nobody wonders whose posts these are. The title beside it is the link for the keyboard. */
function mark({ account, network, profileUrl, chunks }: View): TemplateResult | typeof nothing {
  const face = network === 'x' ? icon('x') : chunks.marks?.mark(network)
  if (!account || !face) return nothing
  return html`<a part="mark" href=${profileUrl ?? nothing} target="_blank" tabindex="-1" aria-hidden="true"
    >${face}</a
  >`
}
