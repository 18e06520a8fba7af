/** Small marks inside posts, on a grid of 24. Decoration: what they mean is said in words beside them. */
import { html, type TemplateResult } from 'lit'

export type IconName = keyof typeof PATHS

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon ${name}" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path d=${PATHS[name]} /></svg>`
}

const PATHS = {
  reply: 'M4 5H20V16H11L6 20V16H4Z',
  repost: 'M4 9 8 5 12 9M8 5V15Q8 18 11 18H13M20 15 16 19 12 15M16 19V9Q16 6 13 6H11',
  like: 'M12 20C5 15 3.5 12 3.5 9A4.5 4.5 0 0 1 12 7 4.5 4.5 0 0 1 20.5 9C20.5 12 19 15 12 20Z',
  x: 'M14 10 21 2H19L13 9 8 2H2L10 13 2 22H4L11 14 17 22H22ZM5 3.5H7.5L19 20.5H17Z',
} as const
