/** What goes on behind the tag: when to ask and for what, in which words, what has come to show it with. */
import type { LitElement, PropertyValues, TemplateResult } from 'lit'
import type { Afterwards } from './afterwards.js'
import type { Brought } from './brought.js'
import { Fetcher } from './chunks.js'
import { FeedController } from './feed-controller.js'
import type { Known } from './feed-state.js'
import { FIRST } from './first-posts.js'
import { closest, type Speech, speak } from './i18n.js'
import { onNear } from './near.js'
import type { Properties } from './properties.js'
import { addressOf, subjectOf } from './subject.js'
import { feed } from './templates/feed.js'
import type { View } from './view.js'

/** The element. */
export interface Tag extends LitElement, Readonly<Properties> {
  readonly refreshed: Promise<unknown>
}

export class Workings {
  readonly feed = new FeedController({
    fetch: (...request) => fetch(...request),
    memory: {
      get: async address => seen.get(address) ?? (await this.#fetcher.get('later'))?.recall(address),
      set: (address, feed) => {
        seen.set(address, feed)
        this.#life?.keep(address, feed)
      },
    },
    judge: (...answer) => this.#fetcher.judge(...answer),
    hold: answer => this.#life?.hold(answer),
    online: () => navigator.onLine,
    now: Date.now,
    timeout: 15_000,
    prepare: state => Promise.all([this.#heard, this.#fetcher.prepare(state, this.#tag.layout)]),
    tell: (name, detail) => this.#tell(name, detail),
    changed: () => this.#tag.requestUpdate(),
  })
  readonly #tag: Tag
  readonly #states: CustomStateSet
  readonly #fetcher: Fetcher
  readonly #box = new CSSStyleSheet()
  readonly #opened = new Set<string>()
  #connected = new AbortController()
  #near = false
  #asked = ''
  #heard: Promise<unknown> | undefined
  #speech: Speech | undefined
  /** Posts of a long document that are painted before there is a life to paint the rest. */
  #reach = FIRST
  #life: Afterwards | undefined
  /** What a server had rendered, until something of ours is in its place. */
  #brought: Brought | undefined
  #waits = false

  constructor(tag: Tag, internals: ElementInternals) {
    this.#tag = tag
    this.#states = internals.states
    // Browsers that can't lack too much else: what throws here leaves the page's own link in its place.
    this.#states.add('stale')
    this.#states.clear()
    this.#fetcher = new Fetcher(() => tag.requestUpdate())
  }

  /** Call with the shadow root, once. What a server had put into it stays until there is something to show in its place. */
  settleIn(root: ShadowRoot): void {
    this.#fetcher.sheets = root.adoptedStyleSheets
    root.adoptedStyleSheets.push(this.#box)
    this.#waits = !!root.firstChild
    if (this.#waits) void this.#receive(root)
  }

  start(): void {
    this.#connected = new AbortController()
    const { signal } = this.#connected
    onNear(this.#tag, () => this.#come(), signal)
    void this.#enliven(signal)
    this.#speak()
  }

  stop(): void {
    this.#connected.abort()
    this.feed.stop()
  }

  /** Call before each rendering. */
  update(changed: PropertyValues): void {
    const { height, isConnected, layout, loading, wall } = this.#tag
    if (changed.has('lang')) this.#speak()
    // A rule of the shadow root, not a style attribute: no policy can forbid it, and the page's own rule wins.
    if (changed.has('height')) this.#box.replaceSync(`:host{block-size:${Number.parseFloat(height)}px}`)
    // What will be needed is on its way with the document.
    if (changed.has('layout') && layout !== 'list') void this.#fetcher.get('layouts')
    if (changed.has('wall') && wall) void Promise.all([this.#fetcher.get('wall'), this.#fetcher.get('panel')])
    this.#life?.changed(changed)
    if (!this.#waits && isConnected && (this.#near || loading === 'eager')) this.#ask()
    const { state } = this.feed
    this.#states.clear()
    this.#states.add(state.status)
    if ('stale' in state) this.#states.add('stale')
  }

  render(): TemplateResult | undefined {
    const { state } = this.feed
    if (!this.#speech || this.#waits || (this.#brought && state.status === 'loading')) return undefined
    void this.#brought?.leave(this.#tag, this.#opened)
    this.#brought = undefined
    return feed(this.#view(this.#speech))
  }

  #come(): void {
    this.#near = true
    this.#tag.requestUpdate()
  }

  async #receive(root: ShadowRoot): Promise<void> {
    const brought = await import('./brought.js').catch(() => undefined)
    if (!brought) return
    this.#brought = brought.receive(root)
    this.#waits = false
    this.#tag.requestUpdate()
  }

  async #enliven(signal: AbortSignal): Promise<void> {
    await this.#tag.updateComplete
    const alive = await this.#fetcher.get('later')
    if (!alive) {
      this.#reach = Infinity
      this.#tag.requestUpdate()
    }
    if (!alive || signal.aborted) return
    this.#life = alive.enliven(this.#tag, this.feed, {
      signal,
      fresh: () => this.#fetcher.get('fresh'),
      speech: () => this.#speech,
      language: () => this.#speak(),
    })
  }

  #ask(): void {
    const grown = this.#life?.limit
    const address = addressOf(this.#tag, grown ?? this.#tag.limit)
    this.#brought?.remember(seen, address, this.#tag)
    this.feed.show(address, !!grown)
  }

  /** Words that are still on their way leave the box as it is. */
  #speak(): void {
    const asked = this.#tag.lang || (closest(this.#tag, '[lang]')?.getAttribute('lang') ?? 'en')
    this.#tag.requestUpdate()
    if (asked === this.#asked) return
    this.#asked = asked
    this.#heard = speak(asked, speech => {
      if (this.#asked !== asked) return
      this.#speech = speech
      this.#tag.requestUpdate()
    })
  }

  #view(speech: Speech): View {
    const { state } = this.feed
    const subject = subjectOf(state, this.#tag, speech)
    const life = this.#life
    return {
      ...speech,
      ...subject,
      state,
      asking: this.feed.asking,
      dir: closest(this.#tag, '[lang], [dir]')?.hasAttribute('dir') ? undefined : speech.direction,
      now: Date.now(),
      life,
      reach: life?.reach ?? this.#reach,
      profileUrl:
        'profileUrl' in state
          ? state.profileUrl
          : this.#fetcher.chunks.panel?.profileAddress(subject.network, subject.handle),
      owner: this.#tag,
      chunks: this.#fetcher.chunks,
      opened: this.#opened,
      on: {
        retry: () => void this.feed.retry(),
        toggle: key => {
          if (!this.#opened.delete(key)) this.#opened.add(key)
          this.#tag.requestUpdate()
        },
        open: (post, event) => {
          if (!this.#tell('post-open', { post }, true)) event.preventDefault()
        },
      },
    }
  }

  #tell(name: string, detail: object, cancelable = false): boolean {
    // biome-ignore lint/suspicious/noConsole: the one place where the page's owner learns what to change.
    if ('advice' in detail) console.warn('social-feed', detail.advice)
    return this.#tag.dispatchEvent(
      new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }),
    )
  }
}

/** Good documents that any feed of this page has shown, by address. */
const seen = new Map<string, Known>()
