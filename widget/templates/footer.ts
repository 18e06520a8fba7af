import { html, nothing, type TemplateResult } from 'lit'
import { fill } from '../i18n.js'
import { NAMES } from '../names.js'
import type { View } from '../view.js'

export function footer(view: View): TemplateResult | typeof nothing {
  const { messages, network, profileUrl, state } = view
  const ways = view.chunks.wall?.ways(view)
  if (!profileUrl && !ways && state.status !== 'loading') return nothing
  const name = NAMES.get(network)
  const text = name ? fill(messages.viewOn, name).join('') : messages.viewTheProfile
  return html`<slot name="footer"
    ><footer part="footer">
      ${ways ?? html`<a part="footer-link" href=${profileUrl ?? nothing} target="_blank">${text}</a>`}
      ${view.chunks.later?.sample(view)}
    </footer></slot
  >`
}
