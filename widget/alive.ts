/**
 * What keeps a painted feed alive: the keyboard, the clock, the network and the page's language. None
 * of it is needed for the first posts, so it comes after them; without it the feed is still complete.
 */
import { Afterwards, type Host } from './afterwards.js'
import { hideBroken } from './broken.js'
import type { FeedController } from './feed-controller.js'
import { ago } from './format-later.js'
import type { Speech } from './i18n.js'
import { mend, onFocus, onKey } from './reader-keys.js'
import { onTick } from './ticker.js'

export { recall } from './shelf.js'
export { age, full, hint, sample, skip, styles } from './templates/later.js'

export interface Life {
  /** Ends all of it. */
  readonly signal: AbortSignal
  /** In which words times are told. */
  speech(): Speech | undefined
  /** The page may have changed its language or its direction. */
  language(): void
  /** Fetches what shows new posts. */
  fresh(): Promise<typeof import('./fresh.js') | undefined>
}

export function enliven(host: Host, feed: FeedController, life: Life): Afterwards {
  const root = host.renderRoot as ShadowRoot
  const { signal, speech, language, fresh } = life
  root.addEventListener('click', event => onClick(event as PointerEvent, root), { signal })
  root.addEventListener('keydown', event => onKey(event as KeyboardEvent, root), { signal })
  root.addEventListener('focusin', event => onFocus(event as FocusEvent), { signal })
  addEventListener('online', () => feed.state.status === 'offline' && void feed.retry(), { signal })
  addEventListener('pageshow', event => onReturn(event, feed), { signal })
  hideBroken(root, signal)
  // A dialog that leaves the page is none any longer, and would come back as a part of it.
  signal.addEventListener('abort', () => root.querySelector('dialog')?.close())
  onTick(() => tellTimes(root, speech()), signal)
  observe(records => mend(touched(records)), root, { childList: true, subtree: true }, signal)
  observe(language, document.documentElement, { attributeFilter: ['lang', 'dir'], subtree: true }, signal)
  mend(root.querySelectorAll('article'))
  return new Afterwards(host, feed, fresh, signal)
}

/** The times alone, as words in place of words: nothing else grows old by itself. */
function tellTimes(root: ShadowRoot, speech: Speech | undefined): void {
  if (!speech) return
  const { format, locale, messages } = speech
  const now = Date.now()
  for (const time of root.querySelectorAll('time')) {
    const { dateTime, part } = time
    // What was rendered is a text node of its own, which the next rendering finds again.
    const text = [...time.childNodes].find(node => node.nodeType === Node.TEXT_NODE)
    if (text && part.contains('time')) text.nodeValue = format.short(dateTime, now, messages.now)
    else if (text && part.contains('age')) text.nodeValue = ago(dateTime, now, locale)
  }
}

/** Safari keeps a page that is left whole, but not what it was asking for. */
function onReturn({ persisted }: PageTransitionEvent, feed: FeedController): void {
  if (persisted && !('fetchedAt' in feed.state)) void feed.retry()
}

/** The skip button leads past the posts; on touch the white space of a post leads to it, as X's display requirements ask. */
function onClick({ target, pointerType }: PointerEvent, root: ShadowRoot): void {
  if (!(target instanceof Element)) return
  if (target.matches('[part=skip]')) root.querySelector<HTMLElement>('#end')?.focus()
  if (pointerType !== 'touch' || target.closest('a, button, video')) return
  target.closest('article')?.querySelector<HTMLElement>('[part=permalink]')?.click()
}

/** The posts that came, and those in which something changed: of a long document most have not. */
function touched(records: readonly MutationRecord[]): Set<HTMLElement> {
  const articles = records.flatMap(({ target, addedNodes }) => {
    const around = target instanceof Element && target.closest('article')
    if (around) return around
    return [...addedNodes].flatMap(node =>
      node instanceof Element ? [node, ...node.querySelectorAll('article')] : [],
    )
  })
  return new Set(
    articles.filter(node => node instanceof HTMLElement && node.matches('article')) as HTMLElement[],
  )
}

function observe(react: MutationCallback, node: Node, what: MutationObserverInit, signal: AbortSignal): void {
  const observer = new MutationObserver(react)
  observer.observe(node, what)
  signal.addEventListener('abort', () => observer.disconnect())
}
