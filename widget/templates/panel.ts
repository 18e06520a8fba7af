import { html, nothing, type TemplateResult } from 'lit'
import { drawing } from '../drawings.js'
import { complete, type Messages } from '../locales/en-later.js'
import { panelStyles } from '../styles/panel.js'
import type { PanelName, View } from '../view.js'

export { judge } from '../judge.js'
export { complete } from '../locales/en-later.js'
export { profileAddress } from '../profile-address.js'

export const styles = [panelStyles]

/** A status in the middle of the box: one drawing, a heading, at most one sentence and a way on. */
export function panel(name: PanelName, view: View): TemplateResult {
  const whole = message(name, view)
  return name === 'empty' ? html`<slot name="empty">${whole}</slot>` : whole
}

function message(name: PanelName, view: View): TemplateResult {
  const messages = complete(view.messages)
  const text = name === 'empty' ? messages.nextPost : name === 'protected' ? messages.approvedOnly : ''
  return html`<div part="panel">
    ${drawing(name)}
    <h3 part="panel-title">${messages.states[name]}</h3>
    ${text ? html`<p part="panel-text">${text}</p>` : nothing}
    ${action(name, messages, view)}
  </div>`
}

function action(name: PanelName, messages: Messages, view: View): TemplateResult | typeof nothing {
  switch (name) {
    case 'empty':
    case 'filtered':
    case 'protected':
    case 'withheld':
      return actions(profile(messages.viewProfile, view))
    case 'unavailable':
      return actions(retry(messages, view), profile(messages.viewTheProfile, view))
    case 'offline':
      return actions(retry(messages, view))
    case 'suspended':
    case 'not-found':
      return nothing
  }
}

function actions(...list: readonly unknown[]): TemplateResult {
  return html`<div part="panel-actions">${list}</div>`
}

/** It stays enabled while it tries: a button that goes away under a finger takes the focus with it. */
function retry(messages: Messages, { asking, on }: View): TemplateResult {
  return html`<button part="button" aria-busy=${asking} @click=${on.retry}>
    ${asking ? messages.trying : messages.tryAgain}
  </button>`
}

function profile(label: string, { profileUrl }: View): TemplateResult | typeof nothing {
  if (!profileUrl) return nothing
  return html`<a part="button panel-link" class="quiet" href=${profileUrl} target="_blank">${label}</a>`
}
