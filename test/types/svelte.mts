import type {} from 'social-feed-embed/types/svelte'
import type { SvelteHTMLElements } from 'svelte/elements'

type Props = SvelteHTMLElements['social-feed']

export const good: Props = { handle: 'a', class: 'card', 'onfeed-load': e => e.detail.feed.status }

export const bad: Props = {
  // @ts-expect-error: a theme that there is not
  theme: 'pink',
}
