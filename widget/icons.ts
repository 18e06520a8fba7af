/** Small marks inside posts, on a grid of 24. Decoration: what they mean is said in words beside them. */
import { html, type TemplateResult } from 'lit'

export type IconName = keyof typeof PATHS

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon ${name}" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path d=${PATHS[name]} /></svg>`
}

const PATHS = {
  reply: 'M20 11.5A8 7.5 0 0 1 8.2 18L4 19.5 5.2 15.6A7.5 7.5 0 0 1 4 11.5A8 7.5 0 0 1 20 11.5Z',
  repost: 'M4 9 8 5 12 9M8 5V15Q8 18 11 18H13M20 15 16 19 12 15M16 19V9Q16 6 13 6H11',
  like: 'M12 20C5 15 3.5 12 3.5 9A4.5 4.5 0 0 1 12 7 4.5 4.5 0 0 1 20.5 9C20.5 12 19 15 12 20Z',
  verified:
    'M12 2.5 14.7 4.5 18 4.5 19 7.7 21.7 9.7 20.6 13 21.7 16.3 19 18.3 18 21.5 14.7 21.5 12 23.5 9.3 21.5 6 21.5 5 18.3 2.3 16.3 3.4 13 2.3 9.7 5 7.7 6 4.5 9.3 4.5ZM8 13 11 16 16.5 10',
  play: 'M8 5V19L19 12Z',
  x: 'M14.2 10.2 21.3 2H19.6L13.5 9.1 8.6 2H2.9L10.3 12.8 2.9 21.5H4.6L11.1 13.9 16.3 21.5H22ZM11.9 12.8 11.1 11.7 5.2 3.3H7.8L12.6 10.2 13.4 11.3 19.6 20.3H17Z',
} as const
