/** From an account and its settings to a `<social-feed>` on the page. */
import type { SocialFeed } from '../social-feed.js'
import type { Events } from './events.js'
import { adopt, apply, type Settings } from './settings.js'

export interface Feeds {
  /**
   * Makes a feed, lets `put` give it its place, and resolves with it when it is alive; with undefined where
   * the element's script can't be had.
   */
  show(handle: string, asked: Settings, put: (feed: HTMLElement) => void): Promise<HTMLElement | undefined>
}

/** `server` is where the element's script and the feeds come from; ends with a slash. */
export function createFeeds(server: string, events: Events): Feeds {
  let coming: Promise<unknown> | undefined
  let made = 0

  const load = (): Promise<unknown> => {
    coming ??= import(/* @vite-ignore */ `${server}widget.js`).then(() =>
      customElements.whenDefined('social-feed'),
    )
    // Blocked once is not blocked for good: the next feed tries again.
    coming.catch(() => {
      coming = undefined
    })
    return coming
  }

  return {
    async show(handle, asked, put) {
      const feed = document.createElement('social-feed')
      // Pages style what the old script had made by these names.
      feed.id = `twitter-widget-${made++}`
      feed.className = 'twitter-timeline twitter-timeline-rendered'
      feed.setAttribute('handle', handle)
      feed.setAttribute('server', server)
      apply(asked, feed)
      tellOf(feed, events)
      put(feed)
      adopt(feed.getRootNode())
      try {
        await load()
      } catch {
        return undefined
      }
      await feed.updateComplete
      return feed
    },
  }
}

function tellOf(feed: SocialFeed, { tell }: Events): void {
  const rendered = (): void => {
    if (feed.state === 'loading') return
    feed.removeEventListener('feed-state', rendered)
    void feed.refreshed.then(() => tell({ type: 'rendered', target: feed }))
  }
  feed.addEventListener('feed-state', rendered)
  feed.addEventListener('click', event => {
    const [clicked] = event.composedPath()
    const part = clicked instanceof Element ? clicked.closest('[part]')?.getAttribute('part') : undefined
    tell({ type: 'click', target: feed, region: part ?? 'timeline', data: { screen_name: feed.handle } })
  })
}
