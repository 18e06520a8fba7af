import {
  type CSSResult,
  LitElement,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import type { Network } from '../wire/document.js'
import type { Post, PostBody } from '../wire/post.js'
import { titleOf } from '../wire/wall.js'
import type { Afterwards } from './afterwards.js'
import type { Brought } from './brought.js'
import { canonicalHandle, DEFAULT_LIMIT, feedAddress, profileAddress } from './feed-address.js'
import {
  FeedController,
  type FeedNews,
  type FeedState,
  type Known,
  type StateName,
} from './feed-controller.js'
import { closest, fill, type Speech, speak } from './i18n.js'
import { onNear } from './near.js'
import { frame } from './styles/frame.js'
import { post } from './styles/post.js'
import { tokens } from './styles/tokens.js'
import { hasAttachments } from './templates/body.js'
import { feed } from './templates/feed.js'
import type { Chunks, View } from './view.js'

/** The events of `<social-feed>`; they bubble, through shadow roots as well. */
export type FeedEvents = {
  readonly [Name in keyof FeedNews]: CustomEvent<FeedNews[Name]>
} & { readonly 'post-open': CustomEvent<{ readonly post: PostBody }> }

/**
 * The newest posts of one account, or the plain truth about why there are none.
 *
 * @tag social-feed
 *
 * @attr {string} handle - The account's name on its network; a leading `@` and capitals don't matter.
 * @attr {'x' | 'bluesky' | 'mastodon' | 'rss'} [network=x] - Where the account lives.
 * @attr {string} wall - Name of a wall of the server, in place of one account. Wins over `handle` and `network`.
 * @attr {string} server - Origin of the feed server; by default where this script came from.
 * @attr {string} src - Address of a whole feed document. Wins over `handle`, `network`, `wall` and `server`.
 * @attr {number} [limit=20] - Posts to show, 1 to 100.
 * @attr {string} [height=600] - Height of the box in pixels, or `auto` to grow with the posts.
 * @attr {'auto' | 'light' | 'dark'} [theme=auto] - `auto` follows the page's `color-scheme`.
 * @attr {string} lang - Language of the words, dates and numbers; by default that of the closest `[lang]`.
 * @attr {'lazy' | 'eager'} [loading=lazy] - `lazy` asks when the box comes near the viewport.
 * @attr {'message' | 'hide'} [when-empty=message] - `hide` takes the element away when there are no posts to show.
 * @attr {'list' | 'grid' | 'carousel'} [layout=list] - How posts stand: one under another, in columns, or side by side.
 * @attr {number} [refresh=0] - Seconds between looks for new posts, 15 or more; 0 is never. New posts wait behind a button.
 * @attr {boolean} replies - Show replies to others as well.
 * @attr {boolean} no-reposts - Leave out what the account reposted.
 * @attr {boolean} no-header - Leave out the header. The page then names the account and its network itself.
 * @attr {boolean} no-footer - Leave out the footer.
 * @attr {boolean} no-border - Leave out the border of the box.
 * @attr {boolean} no-media - Leave out pictures and films.
 * @attr {boolean} no-metrics - Leave out the counts of replies, reposts and likes.
 *
 * @fires {CustomEvent<{ feed: Known }>} feed-load - A feed document has arrived.
 * @fires {CustomEvent<{ state: StateName, previous: StateName }>} feed-state - Something else is shown now.
 * @fires {CustomEvent<Failure>} feed-error - The feed could not be read: `reason`, and where they are known `retryAfter` (seconds) and `advice` for the page's owner.
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
 * @csspart scroller - What scrolls: the list and the button for more.
 * @csspart list - The list of posts.
 * @csspart new-posts - The button behind which new posts wait.
 * @csspart more-posts - The line of the button for more posts.
 * @csspart turn - The buttons of a carousel.
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
 * @csspart more - The button that unfolds a long text.
 * @csspart warning - An author's content warning.
 * @csspart label - A small line: withheld, paid partnership.
 * @csspart media - The grid of pictures and films.
 * @csspart enlarge - The button around a picture.
 * @csspart photo - A picture.
 * @csspart alt - The badge of a picture with a description.
 * @csspart description - The description, when it is open.
 * @csspart lightbox - The dialog of enlarged pictures; also `lightbox-photo`, `lightbox-text`, `lightbox-place`, `lightbox-button`.
 * @csspart play - The poster of a film, as a button.
 * @csspart pause - The button that stops a silent loop.
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
 * @csspart sources - The choice of sources over a wall.
 * @csspart source - One of them, a button; pressed when it is chosen.
 * @csspart notice - The line of a wall's source that can't be read, or is behind.
 * @csspart origin - The mark of a post's network, on a wall.
 * @csspart elsewhere - The links to the same post on other networks, on a wall.
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
    wall: {},
    server: {},
    src: {},
    limit: { type: Number },
    height: { reflect: true },
    theme: { reflect: true },
    lang: {},
    loading: {},
    layout: { reflect: true },
    every: { type: Number, attribute: 'refresh' },
    renderPost: { attribute: false },
    whenEmpty: { attribute: 'when-empty', reflect: true },
    replies: { type: Boolean },
    noReposts: { type: Boolean, attribute: 'no-reposts' },
    noHeader: { type: Boolean, attribute: 'no-header' },
    noFooter: { type: Boolean, attribute: 'no-footer' },
    noBorder: { type: Boolean, attribute: 'no-border' },
    noMedia: { type: Boolean, attribute: 'no-media' },
    noMetrics: { type: Boolean, attribute: 'no-metrics' },
  }

  static override styles = [tokens, frame, post]

  readonly #internals = this.attachInternals()
  readonly #box = new CSSStyleSheet()
  readonly #opened = new Set<string>()
  readonly #feed = new FeedController(this, {
    fetch: (...request) => fetch(...request),
    memory: {
      get: address => seen.get(address) ?? this.#life?.recall(address),
      set: (address, feed) => {
        seen.set(address, feed)
        this.#life?.keep(address, feed)
      },
    },
    isWall: async body =>
      'wall' in Object(body) && !!(await import('./templates/wall.js').catch(nothing))?.isWallDocument(body),
    hold: answer => this.#life?.hold(answer) ?? false,
    online: () => navigator.onLine,
    now: Date.now,
    timeout: 15_000,
    prepare: state => this.#prepare(state),
    tell: (name, detail) => this.#emit(name, detail),
  })
  /** Posts of a long document that are painted before there is a life to paint the rest. */
  #reach = 20
  #connected = new AbortController()
  #near = false
  #asked = ''
  #heard: Promise<unknown> | undefined
  #speech: Speech | undefined
  #chunks: Chunks = {}
  #focused: Element | null = null
  #life: Afterwards | undefined
  /** What a server had rendered, until something of ours is in its place. */
  #brought: Brought | undefined
  #waits = false

  /** The account's name on its network; a leading `@` and capitals don't matter. */
  declare handle: string
  /** Where the account lives. Default `x`. */
  declare network: Network
  /** Name of a wall of the server, in place of one account. Wins over `handle` and `network`. */
  declare wall: string
  /** Origin of the feed server; by itself where this script came from. */
  declare server: string
  /** Address of a whole feed document. Wins over `handle`, `network`, `wall` and `server`. */
  declare src: string
  /** Posts to show, 1 to 100. Default 20. */
  declare limit: number
  /** Height of the box in pixels, or `auto` to grow with the posts. Default `600`. */
  declare height: string
  /** `auto` follows the page's `color-scheme`. Default `auto`. */
  declare theme: 'auto' | 'light' | 'dark'
  /** `lazy` asks when the box comes near the viewport. Default `lazy`. */
  declare loading: 'lazy' | 'eager'
  /** How posts stand. Default `list`. */
  declare layout: 'list' | 'grid' | 'carousel'
  /** The attribute `refresh`: seconds between looks for new posts, 15 or more; 0 is never. Default 0. */
  declare every: number
  /**
   * Renders what is inside a post: return a Lit template or a node. The article around it, its place
   * and its keyboard stay. What networks require to be shown is then the page's own duty.
   *
   * ```js
   * feed.renderPost = ({ url, author, text }) => html`
   *   <h3>${author.name}</h3>
   *   <p>${text.map(segment => segment.text)}</p>
   *   <a href=${url}>Read on</a>`
   * ```
   */
  declare renderPost: ((post: Post) => unknown) | undefined
  /** `hide` takes the element away when there are no posts to show. Default `message`. */
  declare whenEmpty: 'message' | 'hide'
  /** Show replies to others as well. */
  declare replies: boolean
  /** Leave out what the account reposted. */
  declare noReposts: boolean
  /** Leave out the header. The page then names the account and its network itself. */
  declare noHeader: boolean
  /** Leave out the footer. */
  declare noFooter: boolean
  /** Leave out the border of the box. */
  declare noBorder: boolean
  /** Leave out pictures and films. */
  declare noMedia: boolean
  /** Leave out the counts of replies, reposts and likes. */
  declare noMetrics: boolean

  constructor() {
    super()
    Object.assign(this, DEFAULTS)
  }

  /** What is shown: `loading`, `offline`, or the status of the document. */
  get state(): StateName {
    return this.#feed.state.status
  }

  /** The document that is shown, when there is one. */
  get feed(): Known | undefined {
    const { state } = this.#feed
    return state.status !== 'unavailable' && 'fetchedAt' in state ? state : undefined
  }

  /** Resolves when the answer that is under way, or comes next, is on show. */
  get refreshed(): Promise<unknown> {
    return this.#feed.settled.then(() => this.updateComplete)
  }

  /** Asks again. What is on show stays until there is something better. */
  refresh(): Promise<unknown> {
    void this.#feed.retry()
    return this.refreshed
  }

  /** What a server had put into the shadow root stays until there is something to show in its place. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot() as ShadowRoot
    this.#waits = !!root.firstChild
    if (this.#waits) void this.#receive(root)
    return root
  }

  async #receive(root: ShadowRoot): Promise<void> {
    const brought = await import('./brought.js').catch(nothing)
    if (!brought) return
    this.#brought = brought.receive(root)
    this.#waits = false
    this.requestUpdate()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#connected = new AbortController()
    const { signal } = this.#connected
    onNear(this, () => this.#come(), signal)
    void this.#enliven(signal)
    this.#speak()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#connected.abort()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#focused = this.shadowRoot?.activeElement ?? null
    if (changed.has('lang')) this.#speak()
    if (changed.has('height')) this.#size()
    if (changed.has('layout') && this.layout !== 'list')
      void this.#add('layouts', import('./templates/layouts.js'))
    this.#life?.changed(changed)
    if (!this.#waits && (this.#near || this.loading === 'eager')) this.#ask()
    this.#tellStates(this.#feed.state)
  }

  protected override firstUpdated(): void {
    this.shadowRoot?.adoptedStyleSheets.push(this.#box)
  }

  /** What had the focus may be gone, such as the button that asked again: then the focus stays in the box. */
  protected override updated(): void {
    if (this.#focused?.isConnected === false) (this.#find('[role=feed]') ?? this.#find('#main'))?.focus()
  }

  async #enliven(signal: AbortSignal): Promise<void> {
    await this.updateComplete
    const alive = await import('./alive.js').catch(nothing)
    if (!alive) {
      this.#reach = Infinity
      this.requestUpdate()
    }
    if (!alive || signal.aborted) return
    this.#style(alive.styles)
    this.#life = alive.enliven(this, this.#feed, {
      signal,
      fresh: () => this.#add('fresh', import('./fresh.js')),
      tick: () => this.requestUpdate(),
      online: () => this.state === 'offline' && void this.#feed.retry(),
      language: () => this.#speak(),
    })
    this.#feed.paint()
  }

  /** Fetches what this state needs to be shown. Where it can't be had, the state is shown in plain words without it. */
  async #prepare(state: FeedState): Promise<unknown> {
    await this.#heard
    return Promise.all([
      'wall' in state && this.#add('wall', import('./templates/wall.js')),
      !('network' in state && state.network === 'x') && this.#add('marks', import('./marks.js')),
      state.status === 'posts'
        ? this.#preparePosts(state)
        : this.#add('panel', import('./templates/panel.js')),
    ])
  }

  #preparePosts(state: Extract<Known, { status: 'posts' }>): Promise<unknown> {
    return Promise.all([
      this.layout !== 'list' && this.#add('layouts', import('./templates/layouts.js')),
      (state.more || state.posts.some(hasAttachments)) &&
        this.#add('attachments', import('./templates/attachments.js')),
    ])
  }

  async #add<Name extends keyof Chunks>(
    name: Name,
    coming: Promise<Required<Chunks>[Name]>,
  ): Promise<Required<Chunks>[Name] | undefined> {
    const chunk = await coming.catch(nothing)
    if (!chunk) return undefined
    this.#chunks = { ...this.#chunks, [name]: chunk }
    this.#style(chunk.styles)
    this.requestUpdate()
    return chunk
  }

  #style({ styleSheet }: CSSResult): void {
    const sheets = this.shadowRoot?.adoptedStyleSheets
    if (styleSheet && !sheets?.includes(styleSheet)) sheets?.push(styleSheet)
  }

  #come(): void {
    this.#near = true
    this.requestUpdate()
  }

  #ask(): void {
    const { server, network, wall, limit, replies } = this
    const handle = canonicalHandle(this.handle)
    const src = this.src && new URL(this.src, document.baseURI).href
    const reposts = !this.noReposts
    const request = { server, network, handle, wall, limit: this.#life?.limit ?? limit, replies, reposts }
    const address = src || ((wall || handle) && feedAddress(request))
    const known = this.#brought?.document
    if (known && !seen.has(address)) seen.set(address, known)
    this.#feed.show(address, !!this.#life?.limit)
  }

  /** Words that are still on their way leave the box as it is. */
  #speak(): void {
    const asked = this.lang || (closest(this, '[lang]')?.getAttribute('lang') ?? 'en')
    this.requestUpdate()
    if (asked === this.#asked) return
    this.#asked = asked
    this.#heard = speak(asked, speech => {
      if (this.#asked !== asked) return
      this.#speech = speech
      this.requestUpdate()
    })
  }

  /** A rule of the shadow root, not a style attribute: no policy can forbid it, and the page's own rule wins. */
  #size(): void {
    this.#box.replaceSync(`:host{block-size:${Number.parseFloat(this.height)}px}`)
  }

  #view(speech: Speech): View {
    const { state } = this.#feed
    const { wall, network, handle } = this.#shown(state)
    return {
      ...speech,
      state,
      asking: this.#feed.asking,
      dir: closest(this, '[lang], [dir]')?.hasAttribute('dir') ? undefined : speech.direction,
      now: Date.now(),
      waiting: this.#life?.waiting ?? 0,
      moved: !!this.#life?.moved,
      reach: this.#life?.reach ?? this.#reach,
      network,
      handle,
      title: wall ? titleOf(wall) : fill(speech.messages.postsFrom, `@${handle}`).join(''),
      profileUrl: ('profileUrl' in state && state.profileUrl) || profileAddress(network, handle),
      owner: this,
      chunks: this.#chunks,
      opened: this.#opened,
      on: {
        retry: () => void this.#feed.retry(),
        toggle: key => {
          if (!this.#opened.delete(key)) this.#opened.add(key)
          this.requestUpdate()
        },
        more: () => void this.#life?.grow(),
        take: () => void this.#life?.take(),
        open: (post, event) => {
          if (!this.#emit('post-open', { post }, true)) event.preventDefault()
        },
      },
    }
  }

  /** The wall or the account that is on show, or will be. */
  #shown(state: FeedState): { readonly wall: string; readonly network: Network; readonly handle: string } {
    const { network, handle } = 'network' in state ? state : this
    const name = 'wall' in state ? state.wall.name : 'network' in state ? '' : this.wall
    return { wall: name, network, handle: name ? '' : canonicalHandle(handle) }
  }

  #tellStates(state: FeedState): void {
    const { states } = this.#internals
    states.clear()
    states.add(state.status)
    if ('stale' in state) states.add('stale')
  }

  #find(selector: string): HTMLElement | null | undefined {
    return this.shadowRoot?.querySelector<HTMLElement>(selector)
  }

  #emit<Name extends keyof FeedEvents>(
    name: Name,
    detail: FeedEvents[Name]['detail'],
    cancelable = false,
  ): boolean {
    // biome-ignore lint/suspicious/noConsole: the one place where the page's owner learns what to change.
    if ('advice' in detail) console.warn(`<social-feed handle="${this.handle}">: ${detail.advice}`)
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }))
  }

  protected override render(): TemplateResult | undefined {
    const { state } = this.#feed
    if (!this.#speech || this.#waits || (this.#brought && state.status === 'loading')) return undefined
    void this.#brought?.leave(this, this.#opened)
    this.#brought = undefined
    return feed(this.#view(this.#speech))
  }
}

const DEFAULTS = {
  handle: '',
  network: 'x',
  wall: '',
  server: new URL(import.meta.url).origin,
  src: '',
  limit: DEFAULT_LIMIT,
  height: '600',
  theme: 'auto',
  loading: 'lazy',
  layout: 'list',
  every: 0,
  renderPost: undefined,
  whenEmpty: 'message',
  replies: false,
  noReposts: false,
  noHeader: false,
  noFooter: false,
  noBorder: false,
  noMedia: false,
  noMetrics: false,
} as const

/** Good documents that any feed of this page has shown, by address. */
const seen = new Map<string, Known>()

/** A chunk that could not be had: the feed goes on without it. */
function nothing(): undefined {}
