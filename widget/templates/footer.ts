import { html, nothing, type TemplateResult } from 'lit'
import { fill } from '../i18n.js'
import type { View } from '../view.js'

/** As the networks write themselves; a proper name needs no translation. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['x', 'X'],
  ['bluesky', 'Bluesky'],
  ['mastodon', 'Mastodon'],
])

export function footer({ messages, network, profileUrl }: View): TemplateResult | typeof nothing {
  if (!profileUrl) return nothing
  const name = NAMES.get(network)
  const text = name ? fill(messages.viewOn, name).join('') : messages.viewTheProfile
  return html`<slot name="footer"
    ><footer part="footer">
      <a part="footer-link" href=${profileUrl} target="_blank">${text}</a>
    </footer></slot
  >`
}
