/** Finds the old anchors, those that stand on the page and those that come later. */
import { bare, handleInText, type Target, targetOf } from './address.js'
import type { Feeds } from './feeds.js'
import { note } from './note.js'
import { meta, settingsOf } from './settings.js'

export interface Watch {
  /** Turns every anchor in and under `root` into a feed; resolves with those that are alive. */
  scan(root: ParentNode): Promise<readonly HTMLElement[]>
  /** From now on, unless the page asked to be left alone. */
  start(): void
}

/** In any case and with the curly quotes of an editor too; `isAnchor` looks closer. */
const ANCHOR = 'a[class*="twitter-timeline" i]'
const LEFT_ALONE =
  'blockquote.twitter-tweet, a.twitter-follow-button, a.twitter-share-button, a.twitter-hashtag-button, a.twitter-mention-button'

/** `found` hears of the feeds of each batch. */
export function createWatch(feeds: Feeds, found: (widgets: readonly HTMLElement[]) => void): Watch {
  async function scan(root: ParentNode): Promise<readonly HTMLElement[]> {
    const within = [...root.querySelectorAll(ANCHOR)]
    const anchors = root instanceof Element && root.matches(ANCHOR) ? [root, ...within] : within
    if (root.querySelector(LEFT_ALONE))
      note('single posts and buttons stay the plain links and quotes they are.')
    const shown = await Promise.all(anchors.filter(isAnchor).map(upgrade))
    return shown.filter(feed => feed !== undefined)
  }

  async function upgrade(anchor: Element): Promise<HTMLElement | undefined> {
    const target = accountOf(anchor)
    if (target && 'handle' in target) {
      // The link goes along: it is what is seen until the posts are there, and when they can't be loaded.
      return feeds.show(target.handle, settingsOf(anchor), feed => {
        if (anchor.hasAttribute('lang') && !feed.hasAttribute('lang'))
          feed.lang = anchor.getAttribute('lang') ?? ''
        anchor.replaceWith(feed)
        feed.append(anchor)
      })
    }
    // Its text may still be on the way; the end of the document is looked at again.
    if (document.readyState !== 'loading')
      note(`only an account's posts can be shown, so this stays a link: ${anchor.outerHTML.slice(0, 200)}`)
    return undefined
  }

  async function batch(roots: Iterable<ParentNode>): Promise<void> {
    const shown = await Promise.all([...roots].map(scan))
    if (shown.flat().length > 0) found(shown.flat())
  }

  return {
    scan,
    start() {
      const look = (roots: readonly ParentNode[]) => {
        if (wanted()) void batch(roots)
        else observer.disconnect()
      }
      const observer = new MutationObserver(records => {
        const added = records.flatMap(({ addedNodes }) => [...addedNodes])
        // The metas stand in the head, which is whole as soon as there is a body.
        if (document.body)
          look(added.filter(node => node instanceof Element && node.isConnected) as Element[])
      })
      observer.observe(document, { childList: true, subtree: true })
      if (document.body) look([document])
      if (document.readyState === 'loading')
        document.addEventListener('DOMContentLoaded', () => look([document]))
    },
  }
}

const wanted = (): boolean => meta('twitter:widgets:autoload').toLowerCase() !== 'off'

/** Not one that is a feed's fallback already, nor of a neighbour such as `twitter-timeline-error`. */
function isAnchor(anchor: Element): boolean {
  const names = bare(anchor.getAttribute('class')).split(/\s+/).map(bare)
  return names.some(name => name.toLowerCase() === 'twitter-timeline') && !anchor.closest('social-feed')
}

/** A name that was set wins over the address, and the address over the text. */
function accountOf(anchor: Element): Target | undefined {
  const address = targetOf(anchor.getAttribute('href'))
  const named = targetOf(anchor.getAttribute('data-screen-name'))
  if (named ?? address) return named ?? address
  const text = handleInText(anchor.textContent)
  return text ? { handle: text } : undefined
}
