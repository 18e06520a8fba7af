import { LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit'
import type { KnownDocument } from '../wire/document.js'
import type { PostBody } from '../wire/post.js'
import { canonicalHandle, DEFAULT_LIMIT, feedAddress, profileAddress } from './feed-address.js'
import { type Failure, FeedController, type FeedState, type StateName } from './feed-controller.js'
import { createFormat } from './format.js'
import { closest, type Speech, speak } from './i18n.js'
import { mend, onFocus, onKey } from './reader-keys.js'
import { attachments } from './styles/attachments.js'
import { frame } from './styles/frame.js'
import { post } from './styles/post.js'
import { tokens } from './styles/tokens.js'
import { feed } from './templates/feed.js'
import { onTick } from './ticker.js'
import type { View } from './view.js'

/** The events of `<social-feed>`; they bubble, through shadow roots as well. */
export interface FeedEvents {
  'feed-load': CustomEvent<{ readonly feed: KnownDocument }>
  'feed-state': CustomEvent<{ readonly state: StateName; readonly previous: StateName }>
  'feed-error': CustomEvent<Pick<Failure, 'reason' | 'retryAfter'>>
  'post-open': CustomEvent<{ readonly post: PostBody }>
}

/**
 * The newest posts of one account, or the plain truth about why there are none.
 *
 * @tag social-feed
 *
 * @attr {string} handle - The account's name on its network; a leading `@` and capitals don't matter.
 * @attr {'x' | 'bluesky' | 'mastodon' | 'rss'} [network=x] - Where the account lives.
 * @attr {string} server - Origin of the feed server; by default where this script came from.
 * @attr {string} src - Address of a whole feed document. Wins over `handle`, `network` and `server`.
 * @attr {number} [limit=20] - Posts to show, 1 to 100.
 * @attr {string} [height=600] - Height of the box in pixels, or `auto` to grow with the posts.
 * @attr {'auto' | 'light' | 'dark'} [theme=auto] - `auto` follows the page's `color-scheme`.
 * @attr {string} lang - Language of the words, dates and numbers; by default that of the closest `[lang]`.
 * @attr {'lazy' | 'eager'} [loading=lazy] - `lazy` asks when the box comes near the viewport.
 * @attr {'message' | 'hide'} [when-empty=message] - `hide` takes the element away when there are no posts to show.
 * @attr {boolean} replies - Show replies to others as well.
 * @attr {boolean} no-reposts - Leave out what the account reposted.
 * @attr {boolean} no-header - Leave out the header. The page then names the account and its network itself.
 * @attr {boolean} no-footer - Leave out the footer.
 * @attr {boolean} no-border - Leave out the border of the box.
 * @attr {boolean} no-media - Leave out pictures and films.
 * @attr {boolean} no-metrics - Leave out the counts of replies, reposts and likes.
 *
 * @fires {CustomEvent<{ feed: KnownDocument }>} feed-load - A feed document has arrived.
 * @fires {CustomEvent<{ state: StateName, previous: StateName }>} feed-state - Something else is shown now.
 * @fires {CustomEvent<{ reason: FailureReason, retryAfter?: number }>} feed-error - The feed could not be read; `retryAfter` is in seconds.
 * @fires {CustomEvent<{ post: PostBody }>} post-open - A post's permalink was chosen. Cancel it to stay on the page.
 *
 * @slot - What is seen before the script has run and without it; shown again beside the message that posts can't be loaded.
 * @slot header - In place of the header.
 * @slot empty - In place of the message for an account that has not posted yet.
 * @slot unavailable - In place of the message that posts can't be loaded.
 * @slot footer - In place of the footer.
 *
 * @csspart base - The whole box.
 * @csspart header - The bar on top.
 * @csspart title - “Posts from @handle”.
 * @csspart mark - The network's mark.
 * @csspart sample - The badge of invented posts.
 * @csspart stale - The line that tells the posts' age when they could not be refreshed.
 * @csspart skip - The button that leads past the posts.
 * @csspart list - The scrolling list of posts.
 * @csspart skeleton - The grey posts while loading.
 * @csspart post - One post.
 * @csspart context - The line over a post: reposted by, replying to.
 * @csspart avatar - An author's picture.
 * @csspart byline - Name, handle and time.
 * @csspart author - The link around name and handle.
 * @csspart name - An author's name.
 * @csspart handle - An author's handle.
 * @csspart verified - The check mark.
 * @csspart permalink - The link to a post.
 * @csspart time - A post's time.
 * @csspart edited - The word “Edited”.
 * @csspart text - A post's text.
 * @csspart link - A link, mention or tag in a text.
 * @csspart label - A small line: withheld, paid partnership.
 * @csspart media - The grid of pictures and films.
 * @csspart photo - A picture.
 * @csspart play - The poster of a film, as a button.
 * @csspart video - A film that was started.
 * @csspart cover - What lies over sensitive media.
 * @csspart card - The preview of a linked page.
 * @csspart card-image - Its picture.
 * @csspart card-site - Its site.
 * @csspart card-title - Its title.
 * @csspart card-description - Its description.
 * @csspart quote - A quoted post.
 * @csspart poll - A poll.
 * @csspart poll-option - One answer of a poll.
 * @csspart poll-bar - The bar behind an answer.
 * @csspart actions - Reply, repost and like.
 * @csspart action - One of them; also `action-reply`, `action-repost`, `action-like`.
 * @csspart count - A count.
 * @csspart panel - The message of a status.
 * @csspart drawing - Its drawing.
 * @csspart panel-title - Its heading.
 * @csspart panel-text - Its sentence.
 * @csspart panel-actions - Its buttons and links.
 * @csspart panel-link - The link to the profile.
 * @csspart button - A button.
 * @csspart fallback - Around the default slot, when posts can't be loaded.
 * @csspart footer - The bar below.
 * @csspart footer-link - The link in it.
 *
 * @cssproperty [--social-feed-text=light-dark(#16181c, #e8eaed)] - Text.
 * @cssproperty [--social-feed-quiet=light-dark(#5b6570, #9aa3ad)] - Handles, times, counts, drawings.
 * @cssproperty [--social-feed-background=light-dark(#fff, #17191c)] - Behind everything.
 * @cssproperty [--social-feed-hover=light-dark(#f5f6f7, #1e2125)] - Behind what the pointer is on.
 * @cssproperty [--social-feed-line=light-dark(#e3e6e9, #2e3238)] - Hairlines, and the grey of what has not loaded.
 * @cssproperty [--social-feed-accent=light-dark(#0b66c3, #6cb4f7)] - Links in texts, focus, check marks.
 * @cssproperty [--social-feed-radius=12px] - Corners of the box and of media.
 * @cssproperty [--social-feed-space=16px] - Room inside the box and around posts.
 * @cssproperty [--social-feed-avatar=40px] - Size of avatars.
 * @cssproperty [--social-feed-font=inherit] - Font family.
 * @cssproperty [--social-feed-size=0.9375em] - Size of the text, relative to the page's.
 *
 * @cssstate loading - Nothing has arrived yet.
 * @cssstate posts - Posts are shown.
 * @cssstate empty - The account has no posts yet.
 * @cssstate filtered - The account has posts, but none that may be shown here.
 * @cssstate protected - Only approved followers see the posts.
 * @cssstate suspended - The account is suspended.
 * @cssstate not-found - There is no such account.
 * @cssstate withheld - The posts can't be shown here.
 * @cssstate unavailable - The posts can't be loaded now.
 * @cssstate offline - The visitor is offline.
 * @cssstate stale - What is shown could not be refreshed.
 */
export class SocialFeed extends LitElement {
  static override properties: PropertyDeclarations = {
    handle: {},
    network: {},
    server: {},
    src: {},
    limit: { type: Number },
    height: {},
    theme: { reflect: true },
    lang: {},
    loading: {},
    whenEmpty: { attribute: 'when-empty', reflect: true },
    replies: { type: Boolean },
    noReposts: { type: Boolean, attribute: 'no-reposts' },
    noHeader: { type: Boolean, attribute: 'no-header' },
    noFooter: { type: Boolean, attribute: 'no-footer' },
    noBorder: { type: Boolean, attribute: 'no-border' },
    noMedia: { type: Boolean, attribute: 'no-media' },
    noMetrics: { type: Boolean, attribute: 'no-metrics' },
  }

  static override styles = [tokens, frame, post, attachments]

  readonly #internals = this.attachInternals()
  readonly #box = new CSSStyleSheet()
  readonly #feed = new FeedController(this, {
    fetch: (...request) => fetch(...request),
    memory: seen,
    online: () => navigator.onLine,
    now: Date.now,
    timeout: 15_000,
    tell: {
      load: feed => this.#emit('feed-load', { feed }),
      change: (state, previous) => this.#changed(state, previous),
      fail: failure => this.#failed(failure),
    },
  })
  readonly #opened = new Set<string>()
  #speech: Speech | undefined
  #asked = ''
  #near = false
  #focused: Element | null = null
  #disconnect: (() => void)[] = []

  /** The account's name on its network; a leading `@` and capitals don't matter. */
  declare handle: string
  /** Where the account lives. Default `x`. */
  declare network: string
  /** Origin of the feed server. Default: where this script came from. */
  declare server: string
  /** Address of a whole feed document. Wins over `handle`, `network` and `server`. */
  declare src: string
  /** Posts to show, 1 to 100. Default 20. */
  declare limit: number
  /** Height of the box in pixels, or `auto`. Default `600`. */
  declare height: string
  /** `auto`, `light` or `dark`. Default `auto`: the page's `color-scheme`. */
  declare theme: string
  /** `lazy` or `eager`. Default `lazy`. */
  declare loading: string
  /** `message` or `hide`. Default `message`. */
  declare whenEmpty: string
  /** Show replies to others as well. */
  declare replies: boolean
  /** Leave out what the account reposted. */
  declare noReposts: boolean
  declare noHeader: boolean
  declare noFooter: boolean
  declare noBorder: boolean
  declare noMedia: boolean
  declare noMetrics: boolean

  constructor() {
    super()
    this.handle = ''
    this.network = 'x'
    this.server = new URL(import.meta.url).origin
    this.src = ''
    this.limit = DEFAULT_LIMIT
    this.height = '600'
    this.theme = 'auto'
    this.loading = 'lazy'
    this.whenEmpty = 'message'
    this.replies = false
    this.noReposts = false
    this.noHeader = false
    this.noFooter = false
    this.noBorder = false
    this.noMedia = false
    this.noMetrics = false
  }

  /** What is shown: `loading`, `offline`, or the status of the document. */
  get state(): StateName {
    return this.#feed.state.status
  }

  /** The document that is shown, when there is one. */
  get feed(): KnownDocument | undefined {
    const { state } = this.#feed
    return 'fetchedAt' in state ? state : undefined
  }

  /** Resolves when the answer that is under way, or comes next, is on show. */
  get refreshed(): Promise<void> {
    return this.#feed.settled.then(async () => {
      await this.updateComplete
    })
  }

  /** Asks again. What is on show stays until there is something better. */
  refresh(): Promise<void> {
    void this.#feed.retry()
    return this.refreshed
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#disconnect = [
      onTick(() => this.requestUpdate()),
      onNear(this, () => this.#come()),
      onOnline(() => this.#online()),
      onLanguage(() => this.#speak()),
    ]
    this.#speak()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    for (const stop of this.#disconnect) stop()
  }

  override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot() as ShadowRoot
    root.adoptedStyleSheets.push(this.#box)
    root.addEventListener('keydown', event => onKey(event as KeyboardEvent, root))
    root.addEventListener('focusin', event => onFocus(event as FocusEvent))
    return root
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#focused = this.shadowRoot?.activeElement ?? null
    if (changed.has('lang')) this.#speak()
    if (changed.has('height')) this.#size()
    if (this.#near || this.loading === 'eager') this.#ask()
  }

  protected override updated(): void {
    const root = this.shadowRoot
    if (!root) return
    mend(root)
    if (this.#focused && !this.#focused.isConnected)
      root.querySelector<HTMLElement>('[role=feed], #main')?.focus()
  }

  #ask(): void {
    const handle = canonicalHandle(this.handle)
    if (this.src) this.#feed.show(new URL(this.src, document.baseURI).href)
    else if (handle)
      this.#feed.show(
        feedAddress({
          server: this.server,
          network: this.network,
          handle,
          limit: this.limit,
          replies: this.replies,
          reposts: !this.noReposts,
        }),
      )
    else this.#feed.refuse('give it a handle, as in <social-feed handle="varindiamag">')
  }

  #come(): void {
    this.#near = true
    this.requestUpdate()
  }

  #online(): void {
    if (this.state === 'offline') void this.#feed.retry()
  }

  /** Words that are still on their way leave the box as it is. */
  #speak(): void {
    const asked = closest(this, '[lang]')?.getAttribute('lang') ?? 'en'
    if (asked === this.#asked) return
    this.#asked = asked
    const speech = speak(asked)
    if (speech instanceof Promise) {
      void speech.then(heard => {
        if (this.#asked === asked) this.#hear(heard)
      })
    } else this.#hear(speech)
  }

  #hear(speech: Speech): void {
    this.#speech = speech
    this.requestUpdate()
  }

  /** A rule of the shadow root, not a style attribute: it needs no leave from a page's policy, and the page's own rule wins. */
  #size(): void {
    const pixels = Number.parseFloat(this.height)
    const size = this.height === 'auto' ? 'auto' : `${pixels > 0 ? pixels : 600}px`
    this.#box.replaceSync(`:host{block-size:${size}}`)
  }

  #view({ messages, locale, language }: Speech): View {
    const { state } = this.#feed
    const known = 'fetchedAt' in state ? state : undefined
    const network = known?.network ?? this.network
    const handle = known?.handle ?? canonicalHandle(this.handle)
    return {
      state,
      asking: this.#feed.asking,
      messages,
      language,
      direction: this.#direction(language),
      format: createFormat(locale),
      now: Date.now(),
      network,
      handle,
      profileUrl: ('profileUrl' in state ? state.profileUrl : undefined) ?? profileAddress(network, handle),
      show: {
        header: !this.noHeader,
        footer: !this.noFooter,
        border: !this.noBorder,
        media: !this.noMedia,
        metrics: !this.noMetrics,
      },
      opened: this.#opened,
      on: {
        retry: () => void this.#feed.retry(),
        skip: () => this.shadowRoot?.querySelector<HTMLElement>('#end')?.focus(),
        uncover: key => {
          this.#opened.add(key)
          this.requestUpdate()
        },
        open: (post, event) => {
          if (!this.#emit('post-open', { post }, true)) event.preventDefault()
        },
      },
    }
  }

  /** The page's, where it says one at least as close as the language; else that of the language. */
  #direction(language: string): 'ltr' | 'rtl' | undefined {
    if (closest(this, '[lang], [dir]')?.hasAttribute('dir')) return undefined
    return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
  }

  #changed(state: FeedState, previous: FeedState): void {
    const { states } = this.#internals
    states.clear()
    states.add(state.status)
    if ('stale' in state && state.stale) states.add('stale')
    if (state.status !== previous.status)
      this.#emit('feed-state', { state: state.status, previous: previous.status })
  }

  #failed({ reason, retryAfter, advice }: Failure): void {
    // biome-ignore lint/suspicious/noConsole: the one place where the page's owner learns what to change.
    if (advice) console.warn(`<social-feed handle="${this.handle}">: ${advice}`)
    this.#emit('feed-error', { reason, ...(retryAfter === undefined ? {} : { retryAfter }) })
  }

  #emit<Name extends keyof FeedEvents>(
    name: Name,
    detail: FeedEvents[Name]['detail'],
    cancelable = false,
  ): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }))
  }

  protected override render(): TemplateResult | undefined {
    return this.#speech && feed(this.#view(this.#speech))
  }
}

/** Good documents that any feed of this page has shown, newest last. */
const seen = new Map<string, KnownDocument>()

/** Of the languages we speak. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur'])

/** Calls once, when the element is within a screen of being seen. */
function onNear(element: Element, come: () => void): () => void {
  const observer = new IntersectionObserver(
    entries => {
      if (!entries.some(entry => entry.isIntersecting)) return
      observer.disconnect()
      come()
    },
    { rootMargin: '100%' },
  )
  observer.observe(element)
  return () => observer.disconnect()
}

function onOnline(listener: () => void): () => void {
  addEventListener('online', listener)
  return () => removeEventListener('online', listener)
}

/** A page may change its language, or its direction, while it is open. */
function onLanguage(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['lang', 'dir'], subtree: true })
  return () => observer.disconnect()
}
