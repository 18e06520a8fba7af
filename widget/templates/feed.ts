import { html, nothing, type TemplateResult } from 'lit'
import type { FeedState } from '../feed-controller.js'
import { fill } from '../i18n.js'
import type { View } from '../view.js'
import { footer } from './footer.js'
import { header } from './header.js'
import { panel } from './panel.js'
import { posts } from './posts.js'
import { skeleton } from './skeleton.js'

/** The whole box: header, what the state says, footer. */
export function feed(view: View): TemplateResult {
  const { messages, show, state } = view
  return html`<section
    part="base"
    class="base ${show.border ? 'bordered' : ''}"
    lang=${view.language}
    dir=${view.direction ?? nothing}
    aria-label=${fill(messages.postsFrom, `@${view.handle}`).join('')}
  >
    ${show.header ? header(view) : nothing}
    ${
      state.status === 'posts'
        ? html`<button class="skip" part="skip" @click=${view.on.skip}>${messages.skip}</button>`
        : nothing
    }
    <div class="main" id="main" tabindex="-1">${content(view)}</div>
    <div class="hidden" role="status">${announcement(view)}</div>
    <span id="end" tabindex="-1"></span>
    ${show.footer ? footer(view) : nothing}
  </section>`
}

function content(view: View): TemplateResult {
  const { state } = view
  switch (state.status) {
    case 'loading':
      return skeleton()
    case 'posts':
      return posts(state, view)
    case 'empty':
      return html`<slot name="empty">${panel('empty', view)}</slot>`
    case 'unavailable':
    case 'offline':
      return html`<slot name="unavailable">${panel(state.status, view)}</slot><div class="fallback" part="fallback"><slot></slot></div>`
    case 'filtered':
    case 'protected':
    case 'suspended':
    case 'not-found':
    case 'withheld':
      return panel(state.status, view)
    default:
      return unreachable(state)
  }
}

/** What a screen reader says when the state changes; posts speak for themselves. */
function announcement({ state, messages }: View): string {
  if (state.status === 'posts') return ''
  return state.status === 'loading' ? messages.loading : messages.panels[state.status][0]
}

function unreachable(state: never): never {
  throw new TypeError(`no view for ${(state as FeedState).status}`)
}
