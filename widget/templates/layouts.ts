/** Posts in columns or side by side. Arrives with its styles when an owner chooses one of them. */
import { html, type TemplateResult } from 'lit'
import { complete } from '../locales/en-later.js'
import { layoutStyles } from '../styles/layouts.js'
import type { View } from '../view.js'

export const styles = [layoutStyles]

/** A carousel's way on and back, for those who neither swipe nor scroll sideways. */
export function buttons({ owner, messages }: View): TemplateResult | undefined {
  if (owner.layout !== 'carousel') return undefined
  const { previousPosts, nextPosts } = complete(messages)
  return html`<div class="turns">
    <button part="turn" class="back" aria-label=${previousPosts} @click=${(event: Event) => turn(event, -1)}>
      ${CHEVRON}
    </button>
    <button part="turn" class="on" aria-label=${nextPosts} @click=${(event: Event) => turn(event, 1)}>
      ${CHEVRON}
    </button>
  </div>`
}

/** By as many posts as are seen whole; the snapping does the rest, smoothly where motion is welcome. */
function turn({ currentTarget }: Event, by: 1 | -1): void {
  if (!(currentTarget instanceof Element)) return
  const list = currentTarget.closest('#main')?.querySelector('[part=list]')
  const [post] = list?.children ?? []
  if (!list || !post) return
  const step = Math.max(1, Math.floor(list.clientWidth / post.clientWidth)) * post.clientWidth
  const forward = getComputedStyle(list).direction === 'rtl' ? -1 : 1
  list.scrollBy({ left: by * forward * step })
}

const CHEVRON = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M9 5 16 12 9 19" /></svg>`
