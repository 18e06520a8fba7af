/** What time and a visitor do to a feed that is painted: the rest of the window, new posts, the next visit. */
import type { LitElement, PropertyValues } from 'lit'
import type { Post } from '../wire/post.js'
import type { FeedController } from './feed-controller.js'
import type { Known } from './feed-state.js'
import { FIRST } from './first-posts.js'
import { stopIn } from './reader-keys.js'
import { keep } from './shelf.js'

/** What it needs of the element. */
export interface Host extends LitElement {
  readonly every: number
  readonly refreshed: Promise<unknown>
}

/** What chooses the feed: of another one nothing holds any longer. */
const SOURCE = ['handle', 'network', 'wall', 'server', 'src', 'limit', 'replies', 'noReposts']

/** As many posts as are painted at a time after the first: few, so that a key is never kept waiting. */
const STEP = 10

/** The most a server gives: all it keeps, and has paid for. */
const WHOLE_WINDOW = 100

export class Afterwards {
  readonly keep = keep
  readonly #host: Host
  readonly #feed: FeedController
  readonly #fresh: () => Promise<typeof import('./fresh.js') | undefined>
  readonly #ended: AbortSignal
  #patrol = new AbortController()
  #limit: number | undefined
  #reach = FIRST
  #reaching = false
  #moved = false
  #waiting: Extract<Known, { status: 'posts' }> | undefined

  constructor(
    host: Host,
    feed: FeedController,
    fresh: () => Promise<typeof import('./fresh.js') | undefined>,
    signal: AbortSignal,
  ) {
    this.#host = host
    this.#feed = feed
    this.#fresh = fresh
    this.#reach = Math.max(FIRST, host.renderRoot.querySelectorAll('article').length)
    this.#ended = signal
    signal.addEventListener('abort', () => this.#patrol.abort())
    const { state, address } = feed
    if ('fetchedAt' in state) keep(address, state)
    void this.#watch()
    this.#paintMore()
  }

  /** What to ask for, once the visitor has asked for the rest. */
  get limit(): number | undefined {
    return this.#limit
  }

  /** How many posts of a long document are painted. */
  get reach(): number {
    return this.#reach
  }

  /** Posts have come on top of others, so that each must keep its place on the page. */
  get moved(): boolean {
    return this.#moved
  }

  /** New posts that wait until the visitor asks for them. */
  get waiting(): number {
    const { state } = this.#feed
    return this.#waiting && state.status === 'posts' ? countNew(this.#waiting.posts, state.posts) : 0
  }

  /** Call before each update. */
  changed(properties: PropertyValues): void {
    void this.#keepFocus()
    this.#paintMore()
    if (properties.has('every')) void this.#watch()
    if (!SOURCE.some(name => properties.has(name))) return
    this.#limit = this.#waiting = undefined
    this.#moved = false
  }

  /** The next posts of a long document, when nothing else is to be done. */
  #paintMore(): void {
    const { state } = this.#feed
    if (this.#reaching || state.status !== 'posts' || state.posts.length <= this.#reach) return
    this.#reaching = true
    whenIdle(() => {
      this.#reaching = false
      this.#reach += STEP
      this.#host.requestUpdate()
    })
  }

  /**
   * What had the focus may go: then the focus stays in the box. Who uncovers a picture, starts a film or stops a
   * loop is at what has come in the button's place.
   */
  async #keepFocus(): Promise<void> {
    const root = this.#host.renderRoot as ShadowRoot
    const focused = root.activeElement
    if (!focused) return
    const media = focused.closest('[part=media]')
    const at = [...(media?.children ?? [])].findIndex(piece => piece.contains(focused))
    await this.#host.updateComplete
    if (focused.isConnected) return
    const instead = media?.isConnected && stopIn(media, media.children[at])
    if (instead) instead.focus({ preventScroll: true })
    else (root.querySelector<HTMLElement>('[role=feed]') ?? root.getElementById('main'))?.focus()
  }

  /** Keeps new posts back from a visitor who is reading. */
  hold(answer: Known): boolean {
    const root = this.#host.renderRoot as ShadowRoot
    const list = root.querySelector('[part=list]')
    // In its own box, sideways, or with the page.
    const reading =
      root.activeElement ||
      root.querySelector('[part=scroller]')?.scrollTop ||
      list?.scrollLeft ||
      (list?.getBoundingClientRect().top ?? 0) < 0
    return !!reading && this.#wait(answer)
  }

  /** Shows what waits, at the top. */
  async take(): Promise<void> {
    const waiting = this.#waiting
    if (!waiting) return
    this.#waiting = undefined
    this.#moved = true
    await this.#feed.accept(waiting)
    await this.#host.updateComplete
    const { renderRoot } = this.#host
    renderRoot.querySelector('[part=scroller]')?.scrollTo({ top: 0 })
    renderRoot.querySelector('[part=list]')?.scrollTo({ left: 0 })
    // Where the box grows with the posts, or stands half above the window, it is the page that scrolls.
    renderRoot.querySelector('article')?.scrollIntoView({ block: 'nearest' })
    this.#enter(0)
  }

  /** Asks for the rest of the window. */
  async grow(): Promise<void> {
    const from = this.#host.renderRoot.querySelectorAll('article').length
    if (this.#limit) void this.#feed.retry()
    this.#limit = this.#reach = WHOLE_WINDOW
    this.#host.requestUpdate()
    await this.#host.updateComplete
    await this.#host.refreshed
    this.#enter(from)
  }

  /** Looks for new posts as often as the owner wants; what that takes comes only to those who want it. */
  async #watch(): Promise<void> {
    this.#patrol.abort()
    this.#patrol = new AbortController()
    const { signal } = this.#patrol
    const { every } = this.#host
    if (!(every > 0) || this.#ended.aborted) return
    const fresh = await this.#fresh()
    if (!signal.aborted) fresh?.keepFresh(this.#feed, { signal, every, hold: answer => this.#wait(answer) })
  }

  /** New posts wait; anything else may be shown as it comes. */
  #wait(answer: Known): boolean {
    const { state } = this.#feed
    const fresh =
      answer.status === 'posts' && state.status === 'posts' && countNew(answer.posts, state.posts) > 0
    this.#waiting = fresh ? answer : undefined
    if (fresh) void this.#fresh()
    return fresh
  }

  /** A frame later, when the keyboard knows the new posts too. */
  #enter(index: number): void {
    requestAnimationFrame(() => {
      this.#host.renderRoot.querySelectorAll('article')[index]?.focus({ preventScroll: true })
    })
  }
}

/** How many stand above what is known. What is new below, such as the rest of the window, moves nothing. */
function countNew(posts: readonly Post[], known: readonly Post[]): number {
  const ids = new Set(known.map(post => post.id))
  const first = posts.findIndex(post => ids.has(post.id))
  return first < 0 ? posts.length : first
}

/** Safari has no such callback. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work)
  else setTimeout(work, 50)
}
