/**
 * What keeps a painted feed alive: the keyboard, the clock, the network and the page's language. None
 * of it is needed for the first posts, so it comes after them; without it the feed is still complete.
 */
import { Afterwards, type Host } from './afterwards.js'
import { hideBroken } from './broken.js'
import type { FeedController } from './feed-controller.js'
import { mend, onFocus, onKey } from './reader-keys.js'

import { onTick } from './ticker.js'

export { manners as styles } from './styles/manners.js'

export interface Life {
  /** Ends all of it. */
  readonly signal: AbortSignal
  /** A minute has passed, or the page is seen again. */
  tick(): void
  /** The network is back. */
  online(): void
  /** The page may have changed its language or its direction. */
  language(): void
  /** Fetches what shows new posts. */
  fresh(): Promise<typeof import('./fresh.js') | undefined>
}

export function enliven(host: Host, feed: FeedController, life: Life): Afterwards {
  const root = host.renderRoot as ShadowRoot
  const { signal, tick, online, language, fresh } = life
  root.addEventListener('click', event => onClick(event as PointerEvent, root), { signal })
  root.addEventListener('keydown', event => onKey(event as KeyboardEvent, root), { signal })
  root.addEventListener('focusin', event => onFocus(event as FocusEvent), { signal })
  addEventListener('online', online, { signal })
  hideBroken(root, signal)
  onTick(tick, signal)
  observe(() => mend(root), root, { childList: true, subtree: true }, signal)
  observe(language, document.documentElement, { attributeFilter: ['lang', 'dir'], subtree: true }, signal)
  mend(root)
  return new Afterwards(host, feed, fresh, signal)
}

/** The skip button leads past the posts; on touch the white space of a post leads to it, as X's display requirements ask. */
function onClick({ target, pointerType }: PointerEvent, root: ShadowRoot): void {
  if (!(target instanceof Element)) return
  if (target.matches('[part=skip]')) root.querySelector<HTMLElement>('#end')?.focus()
  if (pointerType !== 'touch' || target.closest('a, button, video')) return
  target.closest('article')?.querySelector<HTMLElement>('[part=permalink]')?.click()
}

function observe(react: () => void, node: Node, what: MutationObserverInit, signal: AbortSignal): void {
  const observer = new MutationObserver(react)
  observer.observe(node, what)
  signal.addEventListener('abort', () => observer.disconnect())
}
