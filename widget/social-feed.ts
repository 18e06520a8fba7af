import { LitElement, type PropertyValues, type TemplateResult } from 'lit'
import type { Network } from '../wire/document.js'
import type { Post, PostBody } from '../wire/post.js'
import type { FeedNews, Known, StateName } from './feed-state.js'
import { DEFAULTS, properties } from './properties.js'
import { frame } from './styles/frame.js'
import { post } from './styles/post.js'
import { tokens } from './styles/tokens.js'
import { Workings } from './workings.js'

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
 * @csspart age - How old they are, in that line and in those of a wall's sources.
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
 * @csspart affiliation - The picture of the organisation that an author belongs to, or its name.
 * @csspart handle - An author's handle.
 * @csspart verified - The check mark.
 * @csspart permalink - The link to a post.
 * @csspart time - A post's time.
 * @csspart edited - The word “Edited”.
 * @csspart text - A post's text.
 * @csspart link - A link, mention or tag in a text.
 * @csspart emoji - A network's own emoji in a text.
 * @csspart more - The button that unfolds a long text.
 * @csspart warning - An author's content warning.
 * @csspart label - A small line: withheld, paid partnership.
 * @csspart media - The grid of pictures and films.
 * @csspart enlarge - The button around a picture.
 * @csspart photo - A picture.
 * @csspart rest - How many more pictures there are.
 * @csspart alt - The badge of a picture with a description.
 * @csspart description - The description, when it is open.
 * @csspart lightbox - The dialog of enlarged pictures; also `lightbox-photo`, `lightbox-text`, `lightbox-place`, `lightbox-button`.
 * @csspart play - The poster of a film, as a button.
 * @csspart play-mark - The sign on a film or a loop.
 * @csspart badge - A film's length, or “GIF”.
 * @csspart failed - The line that a film can't be played here.
 * @csspart pause - The button that stops a silent loop.
 * @csspart video - A film that was started.
 * @csspart cover - What lies over sensitive media.
 * @csspart card - The preview of a linked page.
 * @csspart card-image - Its picture.
 * @csspart card-text - Its words.
 * @csspart card-site - Its site.
 * @csspart card-title - Its title.
 * @csspart card-description - Its description.
 * @csspart quote - A quoted post.
 * @csspart poll - A poll.
 * @csspart poll-option - One answer of a poll.
 * @csspart poll-share - Its share of the votes.
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
 * @cssproperty [--social-feed-shadow=0 2px 10px #0003] - Under what floats over posts.
 * @cssproperty [--social-feed-motion=0.25s] - How long what comes takes to appear; `0s` is at once. Where less motion is asked for, it is at once anyway.
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
  static override properties = properties
  static override styles = [tokens, frame, post]

  readonly #workings = new Workings(this, this.attachInternals())

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
    return this.#workings.feed.state.status
  }

  /** The document that is shown, when there is one. */
  get feed(): Known | undefined {
    const { state } = this.#workings.feed
    return state.status !== 'unavailable' && 'fetchedAt' in state ? state : undefined
  }

  /** Resolves when the answer that is under way, or comes next, is on show. */
  get refreshed(): Promise<unknown> {
    return this.#workings.feed.settled.then(() => this.updateComplete)
  }

  /** Asks again. What is on show stays until there is something better. */
  refresh(): Promise<unknown> {
    void this.#workings.feed.retry()
    return this.refreshed
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot() as ShadowRoot
    this.#workings.settleIn(root)
    return root
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#workings.start()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#workings.stop()
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#workings.update(changed)
  }

  protected override render(): TemplateResult | undefined {
    return this.#workings.render()
  }
}
