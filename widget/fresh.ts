/** New posts: how they are looked for, and the button behind which they wait. Comes when an owner wants it, or they have come. */
import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Post } from '../wire/post.js'
import type { FeedController } from './feed-controller.js'
import type { Known } from './feed-state.js'
import { complete } from './locales/en-later.js'
import { freshStyles } from './styles/fresh.js'
import type { View } from './view.js'

export const styles = [freshStyles]

export interface Patrol {
  /** Ends it. */
  readonly signal: AbortSignal
  /** Seconds. */
  readonly every: number
  /** Is this kept behind the button? Else it is shown at once. */
  readonly hold: (answer: Known) => boolean
}

/** Nobody reads faster; and a server that says so itself is asked later still. */
const LEAST = 15
const DAY = 24 * 60 * 60_000

/** Asks again and again while the page is seen and the browser is connected, never two pages in step. */
export function keepFresh(feed: FeedController, { signal, every, hold }: Patrol): void {
  const least = ['localhost', '127.0.0.1'].includes(location.hostname) ? 1 : LEAST
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = 0

  const plan = (seconds: number): void => {
    const wait = Math.max(least, seconds) * 1000 * (0.9 + Math.random() * 0.2)
    due = Date.now() + wait
    clearTimeout(timer)
    timer = setTimeout(look, wait)
  }
  const look = async (): Promise<void> => {
    clearTimeout(timer)
    if (document.hidden || !navigator.onLine) return
    due = Infinity
    const answer = await feed.peek(signal)
    if (signal.aborted) return
    if (answer.status === 'unavailable') {
      // What is a day old may not be shown any longer; asking aloud takes it away.
      if ('fetchedAt' in feed.state && Date.now() - Date.parse(feed.state.fetchedAt) > DAY) void feed.retry()
    } else if (!hold(answer)) await feed.accept(answer)
    plan(Math.max(every, (answer.status === 'unavailable' && answer.retryAfter) || 0))
  }
  /** What came due while nobody looked is made up for at once; a page that lay in the browser's cache slept with its timer. */
  const resume = (): void => {
    if (Date.now() >= due) void look()
  }
  document.addEventListener('visibilitychange', resume, { signal })
  addEventListener('online', resume, { signal })
  addEventListener('pageshow', resume, { signal })
  signal.addEventListener('abort', () => clearTimeout(timer))
  plan(every)
}

/** Over the posts, taking no room: the reader stays where they are until they ask. */
export function pill(view: View): TemplateResult | undefined {
  const text = news(view)
  return text === undefined
    ? undefined
    : html`<div class="over"><button part="new-posts" @click=${() => view.life?.take()}>${text}</button></div>`
}

/** “3 new posts”, to be seen and to be announced. */
export function news({ life, messages, format }: View): string | undefined {
  return life?.waiting ? format.plural(complete(messages).newPosts, life.waiting) : undefined
}

/** Each post keeps its own piece of the page when others come on top of it. */
export function keyed<Item extends { readonly post: Post }>(
  items: readonly Item[],
  render: (item: Item, index: number) => TemplateResult,
): unknown {
  return repeat(items, ({ post }) => `${post.id} ${post.repostedBy?.handle ?? ''}`, render)
}
