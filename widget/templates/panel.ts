import { html, nothing, type TemplateResult } from 'lit'
import { drawing, type PanelName } from '../drawings.js'
import type { Messages } from '../locales/en.js'
import type { View } from '../view.js'

/** A status in the middle of the box: one drawing, a heading, at most one sentence and a way on. */
export function panel(name: PanelName, view: View): TemplateResult {
  const [title, text] = view.messages.panels[name]
  return html`<div part="panel" class="panel">
    ${drawing(name)}
    <h3 part="panel-title" class="panel-title">${title}</h3>
    ${text ? html`<p part="panel-text" class="panel-text">${text}</p>` : nothing}
    ${action(name, view)}
  </div>`
}

function action(name: PanelName, view: View): TemplateResult | typeof nothing {
  switch (name) {
    case 'empty':
    case 'filtered':
    case 'protected':
    case 'withheld':
      return actions(profile(view, 'viewProfile'))
    case 'unavailable':
      return actions(retry(view), profile(view, 'viewTheProfile'))
    case 'offline':
      return actions(retry(view))
    case 'suspended':
    case 'not-found':
      return nothing
  }
}

function actions(...list: readonly unknown[]): TemplateResult {
  return html`<div part="panel-actions" class="panel-actions">${list}</div>`
}

/** It stays enabled while it tries: a button that goes away under a finger takes the focus with it. */
function retry({ asking, messages, on }: View): TemplateResult {
  return html`<button part="button" class="button" aria-busy=${asking} @click=${on.retry}>
    ${asking ? messages.trying : messages.tryAgain}
  </button>`
}

function profile(
  { profileUrl, messages }: View,
  label: keyof Messages & `view${string}`,
): TemplateResult | typeof nothing {
  if (!profileUrl) return nothing
  return html`<a part="panel-link" class="button quiet" href=${profileUrl} target="_blank" rel="noopener">${messages[label]}</a>`
}
