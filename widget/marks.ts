/** The networks' marks, in drawings of ours on a grid of 24. X's is built in; the others come when a feed needs them. */
import { html, type TemplateResult } from 'lit'
import type { Network } from '../wire/document.js'
import { icon } from './icons.js'
import { marksStyles } from './styles/marks.js'

export const styles = [marksStyles]

export function mark(network: Network): TemplateResult {
  if (network === 'x') return icon('x')
  return html`<svg class="icon ${network}" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path d=${PATHS[network]} /></svg>`
}

const PATHS: Readonly<Record<Exclude<Network, 'x'>, string>> = {
  // A butterfly.
  bluesky:
    'M12 10.6C11 8.3 7.7 4.6 4.8 3.2 2.6 2.2 2 3 2 4.6 2 6 2.8 11.2 3.3 12.4 4 14 6 14.9 8.6 14.6 5 15.2 3.5 17 5.6 19.2 8.6 22.2 11 18.6 12 15.8 13 18.6 15.4 22.2 18.4 19.2 20.5 17 19 15.2 15.4 14.6 18 14.9 20 14 20.7 12.4 21.2 11.2 22 6 22 4.6 22 3 21.4 2.2 19.2 3.2 16.3 4.6 13 8.3 12 10.6Z',
  // A trunk's curl around an m.
  mastodon:
    'M16.5 16.6C19.2 16.3 21.4 14.7 21.7 13.2 22 10.6 22 7 22 7 22 3.2 19 2.2 16.5 2.1 13.5 1.9 10.5 1.9 7.5 2.1 4.5 2.3 2 3.4 2 7.3 2 10 1.9 13.4 3 16.4 4.2 20.5 9 22.7 15.6 20.8L15.6 19.1C12.5 19.9 9.6 19.6 8.6 18.6 8.2 18.1 8.1 17.3 8 16.6 10.8 17.2 13.7 17 16.5 16.6ZM6.6 13.6V8.2C6.6 5.1 11 4.8 12 7.7 13 4.8 17.4 5.1 17.4 8.2V13.6H15.2V8.4C15.2 6.6 13.1 6.9 13.1 8.9V11.7H10.9V8.9C10.9 6.9 8.8 6.6 8.8 8.4V13.6Z',
  // Waves from a point.
  rss: 'M4 3A17 17 0 0 1 21 20H17.6A13.6 13.6 0 0 0 4 6.4ZM4 9.4A10.6 10.6 0 0 1 14.6 20H11.2A7.2 7.2 0 0 0 4 12.8ZM6.4 15.2A2.4 2.4 0 1 1 6.4 20 2.4 2.4 0 0 1 6.4 15.2Z',
}
