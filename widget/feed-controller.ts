/**
 * From an address to a state. Knows no DOM: everything that happens is told to `tell`, and a change of what
 * is shown to `changed`. After each await it asks whether its answer is still wanted.
 */
import type { Failure, FailureReason, FeedNews, FeedState, Known } from './feed-state.js'
import { readAnswer } from './first-posts.js'

/** Where good documents are remembered, by address. Neither side may throw. */
export interface FeedMemory {
  get(address: string): Promise<Known | undefined>
  set(address: string, feed: Known): unknown
}

export interface FeedOptions {
  readonly fetch: typeof globalThis.fetch
  readonly memory: FeedMemory
  readonly online: () => boolean
  readonly now: () => number
  /** Milliseconds for the whole answer. */
  readonly timeout: number
  /** Keeps an answer back, because it would move what a visitor is reading; it may be given to `accept` later. */
  readonly hold: (answer: Known) => unknown
  /**
   * What does this answer say? Nothing in it was checked yet. An empty address was not asked; a `status` of 0
   * is an answer that is no JSON. Never rejects.
   */
  readonly judge: (address: string, status: number, body?: unknown) => Promise<Known | Failure>
  /** Fetches what the view lacks for this state. Never rejects. */
  readonly prepare: (state: FeedState) => Promise<unknown>
  readonly tell: <Name extends keyof FeedNews>(name: Name, detail: FeedNews[Name]) => unknown
  /** The state, or whether an answer is under way, is another now. */
  readonly changed: () => unknown
}

/** A post that was deleted must be gone a day later (X's developer policy), so no document is shown for longer. */
const MAX_AGE = 24 * 60 * 60_000

export class FeedController {
  readonly #options: FeedOptions
  #address: string | undefined
  #running: AbortController | undefined
  #state: FeedState = { status: 'loading' }
  #next = Promise.withResolvers<void>()
  #settled = false

  constructor(options: FeedOptions) {
    this.#options = options
  }

  get state(): FeedState {
    return this.#state
  }

  /** What is shown, or asked for; empty when that is nothing. */
  get address(): string {
    return this.#address ?? ''
  }

  /** Is an answer under way? */
  get asking(): boolean {
    return this.#running !== undefined
  }

  /** Resolves when the answer that is under way, or comes next, is shown. Never rejects. */
  get settled(): Promise<void> {
    return this.#next.promise
  }

  /** Nobody waits for the answer that is under way. */
  stop(): void {
    if (!this.#running) return
    this.#running.abort()
    this.#running = undefined
    this.#address = undefined
  }

  /**
   * Shows what is at this address; an empty one asks nobody. The same address again changes nothing.
   * Until the answer comes: what was remembered, or with `more` what is on show, as it is the same feed.
   */
  show(address: string, more = false): void {
    if (address === this.#address) return
    this.#address = address
    if (!more) this.#become({ status: 'loading' })
    else if ('fetchedAt' in this.#state) this.#options.memory.set(address, this.#state)
    void this.#load(true)
    void this.#paint()
  }

  /** Shows what was remembered, while the answer is on its way. */
  async #paint(): Promise<void> {
    const running = this.#running
    const kept = await this.#kept(this.address)
    if (!kept) return
    await this.#options.prepare(kept)
    if (this.#running === running && this.#state.status === 'loading') this.#become(kept)
  }

  /** Asks again. What is on show stays until there is something better. */
  retry(): Promise<void> {
    return this.#load(false)
  }

  /** Asks, and shows nothing of it. */
  peek(stop: AbortSignal): Promise<Known | Failure> {
    return this.#ask(this.address, stop)
  }

  /** Shows an answer that was asked for. */
  async accept(answer: Known): Promise<void> {
    const address = this.#address
    await this.#options.prepare(answer)
    if (address !== this.#address || !address) return
    this.#options.memory.set(address, answer)
    this.#become(answer)
    this.#options.tell('feed-load', { feed: answer })
  }

  async #load(quietly: boolean): Promise<void> {
    const address = this.#address
    if (address === undefined) return
    this.#running?.abort()
    const running = new AbortController()
    this.#running = running
    if (this.#settled) this.#next = Promise.withResolvers()
    this.#settled = false
    this.#options.changed()
    const answer = await this.#ask(address, running.signal)
    const state = answer.status === 'unavailable' ? await this.#without(address, answer) : answer
    await this.#options.prepare(state)
    if (this.#running !== running) return
    this.#running = undefined
    if (answer.status === 'unavailable') {
      this.#become(state)
      this.#options.tell('feed-error', answer)
    } else if (!quietly || !this.#options.hold(answer)) await this.accept(answer)
    this.#options.changed()
    this.#settled = true
    this.#next.resolve()
  }

  async #ask(address: string, stop: AbortSignal): Promise<Known | Failure> {
    const { judge, memory } = this.#options
    if (!address) return judge(address, 0)
    const late = AbortSignal.timeout(this.#options.timeout)
    try {
      const response = await this.#options.fetch(address, {
        credentials: 'omit',
        headers: { accept: 'application/json' },
        signal: AbortSignal.any([stop, late]),
      })
      const text = await readAnswer(response, async beginning => {
        const answer = await judge(address, 200, JSON.parse(beginning))
        if (stop.aborted || this.#state.status !== 'loading' || answer.status !== 'posts') return
        memory.set(address, answer)
        await this.#paint()
      })
      return await judge(address, response.status, JSON.parse(text))
    } catch (error) {
      if (error instanceof SyntaxError) return judge(address, 0)
      if (late.aborted) return failure('timeout')
      return this.#options.online() ? failure('outage') : OFFLINE
    }
  }

  /** What to show without a good answer: the last one while it may still be shown, else why there is none. */
  async #without(address: string, failure: Failure): Promise<FeedState> {
    const feed = await this.#kept(address)
    if (feed) {
      const reason = failure.reason === 'refused' ? 'unreadable' : failure.reason
      return { stale: { since: new Date(this.#options.now()).toISOString(), reason }, ...feed }
    }
    return failure === OFFLINE ? { status: 'offline' } : failure
  }

  async #kept(address: string): Promise<Known | undefined> {
    const feed = await this.#options.memory.get(address)
    return feed && this.#options.now() - Date.parse(feed.fetchedAt) < MAX_AGE ? feed : undefined
  }

  #become(state: FeedState): void {
    const previous = this.#state.status
    this.#state = state
    this.#options.changed()
    if (state.status !== previous) this.#options.tell('feed-state', { state: state.status, previous })
  }
}

/** Nobody answered, and the browser says why. A server that does answer is believed, whatever the browser says. */
const OFFLINE = failure('outage')

function failure(reason: FailureReason): Failure {
  return { status: 'unavailable', reason }
}
