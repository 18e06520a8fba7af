import { html, nothing, type TemplateResult } from 'lit'
import type { StateName } from '../feed-state.js'
import type { PanelName, View } from '../view.js'
import { footer } from './footer.js'
import { header } from './header.js'
import { posts } from './posts.js'
import { skeleton } from './skeleton.js'

/** The whole box: header, what the state says, footer. */
export function feed(view: View): TemplateResult {
  const { owner, state } = view
  return html`<section
    part="base"
    class=${owner.noBorder ? nothing : 'bordered'}
    lang=${view.language}
    dir=${view.dir ?? nothing}
    aria-label=${view.title}
  >
    ${owner.noHeader ? nothing : header(view)}
    ${view.chunks.later?.skip(view)}
    <div id="main" tabindex="-1">${view.chunks.wall?.bar(view)}${content(view)}</div>
    <div class="hidden" role="status">${view.chunks.fresh?.news(view) ?? said(state.status, view)}</div>
    <span id="end" tabindex="-1"></span>
    ${owner.noFooter ? nothing : footer(view)}
  </section>`
}

function content(view: View): unknown {
  const { state } = view
  switch (state.status) {
    case 'loading':
      return skeleton()
    case 'posts':
      return posts(state, view)
    case 'unavailable':
    case 'offline':
      return html`<slot name="unavailable">${message(state.status, view)}</slot><div part="fallback"><slot></slot></div>`
    default:
      return message(state.status, view)
  }
}

/** The truth in words, even where the server has gone before the drawing came. */
function message(name: PanelName, view: View): unknown {
  return view.chunks.panel?.panel(name, view) ?? said(name, view)
}

/** Most words come with the drawing. Those that tell why it can't come are here. */
function said(name: StateName, { messages, chunks }: View): string | undefined {
  return (chunks.panel?.complete(messages) ?? messages).states[name]
}
