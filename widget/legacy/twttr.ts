/** `window.twttr`: the calls that pages and wrappers make. */
import { targetOf } from './address.js'
import { createEvents, type Events, type LegacyEvent } from './events.js'
import { createFeeds } from './feeds.js'
import { note } from './note.js'
import { optionsOf } from './settings.js'
import { createWatch, type Watch } from './watch.js'
import { viewOnX } from './words.js'

export interface Twttr {
  readonly ready: (callback?: (twttr: Twttr) => unknown) => Promise<Twttr>
  readonly init: () => Promise<void>
  readonly events: Pick<Events, 'bind' | 'unbind'>
  readonly widgets: Widgets
  /** Takes what the stub of an old snippet still puts on its queue. */
  readonly _e: { push(callback: (twttr: Twttr) => unknown): void }
}

type Link = (what: unknown, target?: unknown, options?: unknown) => Promise<HTMLElement | undefined>

export interface Widgets {
  /** Looks through the whole document, or only through what is given: an element, a shadow root, or a list. */
  readonly load: (where?: ParentNode | ArrayLike<ParentNode> | null) => Promise<void>
  /** Resolves with undefined for what can't be shown; where it has an address, a link stands in its place. */
  readonly createTimeline: (
    source: unknown,
    target: unknown,
    options?: unknown,
  ) => Promise<HTMLElement | undefined>
  readonly createTweet: Link
  readonly createTweetEmbed: Link
  readonly createVideo: Link
  readonly createFollowButton: Link
  readonly createShareButton: Link
  readonly createHashtagButton: Link
  readonly createMentionButton: Link
}

/** `server` ends with a slash. The calls are put on `page`, because scripts may hold that object already. */
export function createTwttr(server: string, page: object): { readonly twttr: Twttr; readonly watch: Watch } {
  const events = createEvents()
  const feeds = createFeeds(server, events)
  const loaded = (widgets: readonly HTMLElement[]) =>
    events.tell({ type: 'loaded', widgets } satisfies LegacyEvent)
  const watch = createWatch(feeds, loaded)

  const load: Widgets['load'] = async where => {
    const roots = where && 'length' in where ? Array.from(where) : [where ?? document]
    loaded((await Promise.all(roots.map(watch.scan))).flat())
  }

  const createTimeline: Widgets['createTimeline'] = async (source, target, options) => {
    if (!(target instanceof Node)) return undefined
    const { sourceType, screenName, url, userId, ownerScreenName, slug, id } = Object(source)
    const about =
      sourceType === 'url' ? targetOf(url) : sourceType === 'profile' ? targetOf(screenName) : undefined
    if (about && 'handle' in about)
      return feeds.show(about.handle, optionsOf(options), feed => void target.appendChild(feed))
    note('createTimeline shows profiles by screen name; for anything else a link is put in place.')
    const list = slug && ownerScreenName ? `${ownerScreenName}/lists/${slug}` : id && `i/lists/${id}`
    const path = sourceType === 'profile' ? userId && `i/user/${userId}` : list
    const address = about?.other ?? (path && `https://x.com/${path}`)
    if (address) linkTo(address, target, options)
    return undefined
  }

  const link =
    (addressOf: (what: string) => string): Link =>
    async (what, target, options) => {
      note('single posts and buttons are plain links.')
      return target instanceof Node && what
        ? linkTo(addressOf(encodeURIComponent(String(what))), target, options)
        : undefined
    }
  const post = link(id => `https://x.com/i/status/${id}`)

  const ready: Twttr['ready'] = async callback => {
    await undefined // never before the caller has gone on
    callback?.(twttr)
    return twttr
  }

  const twttr: Twttr = Object.assign(page, {
    ready,
    init: () => load(),
    events: { bind: events.bind, unbind: events.unbind },
    widgets: {
      load,
      createTimeline,
      createTweet: post,
      createTweetEmbed: post,
      createVideo: post,
      createFollowButton: link(name => `https://x.com/intent/follow?screen_name=${name}`),
      createShareButton: link(url => `https://x.com/intent/post?url=${url}`),
      createHashtagButton: link(tag => `https://x.com/intent/post?hashtags=${tag}`),
      createMentionButton: link(name => `https://x.com/intent/post?screen_name=${name}`),
    },
    _e: { push: (callback: (twttr: Twttr) => unknown) => void ready(callback) },
  })
  return { twttr, watch }
}

function linkTo(href: string, target: Node, options: unknown): HTMLElement {
  const link = document.createElement('a')
  link.href = href
  link.textContent = viewOnX(optionsOf(options)('lang'), target)
  return target.appendChild(link)
}
