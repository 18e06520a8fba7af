import { html, nothing, type TemplateResult } from 'lit'
import { fill } from '../i18n.js'
import type { View } from '../view.js'

/** As the networks write themselves; a proper name needs no translation. */
const NAMES: Readonly<Record<string, string>> = { x: 'X', bluesky: 'Bluesky', mastodon: 'Mastodon' }

export function footer({ messages, network, profileUrl }: View): TemplateResult | typeof nothing {
  if (!profileUrl) return nothing
  const name = Object.hasOwn(NAMES, network) ? NAMES[network] : undefined
  const text = name ? fill(messages.viewOn, name).join('') : messages.viewTheProfile
  return html`<slot name="footer"
    ><footer part="footer" class="footer">
      <a part="footer-link" href=${profileUrl} target="_blank" rel="noopener">${text}</a>
    </footer></slot
  >`
}
