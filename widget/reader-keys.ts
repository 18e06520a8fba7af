/**
 * The keyboard inside a feed, by the ARIA practice (https://www.w3.org/WAI/ARIA/apg/patterns/feed/):
 * Page Up and Down move between posts, Control with Home or End leaves them. A post is one tab stop;
 * the arrow keys, Home and End move among its links, the way the page's direction runs.
 */
const STOPS = 'a:not([aria-hidden]), button, video'

/** Call with every `keydown` inside the feed. */
export function onKey(event: KeyboardEvent, root: ShadowRoot): void {
  const { target } = event
  if (event.defaultPrevented || event.altKey || event.metaKey || !(target instanceof Element)) return
  const list = target.closest('[role=feed]')
  const goal = list && (event.ctrlKey ? beyond(event.key, root) : within(event.key, target, list))
  if (!goal) return
  event.preventDefault()
  goal.focus()
}

/** Call with every `focusin`: what has the focus becomes its post's tab stop. */
export function onFocus({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement) || !target.matches(STOPS)) return
  const article = target.closest('article')
  if (!article) return
  for (const stop of stops(article)) stop.tabIndex = stop === target ? 0 : -1
}

/** Call with the posts that changed: one that has no tab stop, or too many, gets its permalink as the one. */
export function mend(articles: Iterable<HTMLElement>): void {
  for (const article of articles) {
    article.tabIndex = -1
    const all = stops(article)
    if (all.filter(stop => stop.tabIndex === 0).length === 1) continue
    const permalink = article.querySelector('[part=permalink]') ?? all[0]
    for (const stop of all) stop.tabIndex = stop === permalink ? 0 : -1
  }
}

/** Where the focus can be in a piece of media. */
export function stopIn(media: Element, piece: Element | undefined): HTMLElement | undefined {
  const stops = media.querySelectorAll<HTMLElement>('a, button, video[controls]')
  return [...stops].find(stop => piece?.contains(stop))
}

function stops(article: Element): HTMLElement[] {
  return [...article.querySelectorAll<HTMLElement>(STOPS)]
}

function beyond(key: string, root: ShadowRoot): HTMLElement | null {
  if (key === 'Home') return root.querySelector('[part=skip]')
  return key === 'End' ? (root.querySelector<HTMLElement>('footer a') ?? root.querySelector('#end')) : null
}

function within(key: string, target: Element, list: Element): HTMLElement | null | undefined {
  const article = target.closest('article')
  const step = KEYS[key]
  if (!step) return undefined
  if (step.posts) return neighbour([...list.querySelectorAll('article')], article, step.by)
  if (!article || target instanceof HTMLVideoElement) return undefined
  const links = stops(article)
  if (step.by === Infinity) return links.at(-1)
  if (step.by === -Infinity) return links[0]
  const by = getComputedStyle(article).direction === 'rtl' ? -step.by : step.by
  return neighbour(links, target, by)
}

const KEYS: Readonly<Record<string, { readonly by: number; readonly posts?: true } | undefined>> = {
  PageDown: { by: 1, posts: true },
  PageUp: { by: -1, posts: true },
  ArrowRight: { by: 1 },
  ArrowLeft: { by: -1 },
  End: { by: Infinity },
  Home: { by: -Infinity },
}

function neighbour(list: readonly HTMLElement[], from: Element | null, by: number): HTMLElement | undefined {
  const index = list.findIndex(element => element.isSameNode(from))
  return index < 0 ? list[by > 0 ? 0 : -1] : list[index + by]
}
