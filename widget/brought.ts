/**
 * What a server had rendered into a shadow root before the script came, and how the element takes its place
 * without a flash. A chunk: only pages that were rendered need it; where it can't be had, they stay as they are.
 */
import type { LitElement } from 'lit'
import { isFeedDocument } from '../wire/guard.js'
import { isWallDocument } from '../wire/wall-guard.js'
import { canonicalHandle } from './feed-address.js'
import type { Known } from './feed-state.js'
import type { Properties } from './properties.js'
import { keyOf } from './view.js'

type Named = Pick<Properties, 'src' | 'wall' | 'network' | 'handle'>

export interface Brought {
  /** Puts what was rendered to what is `seen`, when it is a document that may be shown and the tag still asks for it. */
  remember(seen: Map<string, Known>, address: string, tag: Named): void
  /**
   * Call while the element renders the same. Nothing moves: long texts stay whole (they are added to `opened`),
   * the list where it was, and the old lies on top until the new has its pictures.
   */
  leave(host: LitElement, opened: Set<string>): Promise<void>
}

export function receive(root: ShadowRoot): Brought {
  const nodes = [...root.children].filter(
    element => element instanceof HTMLElement && !element.matches('style'),
  )
  const document = documentIn(root.querySelector('script')?.textContent)
  return {
    remember(seen, address, tag) {
      if (document && isOf(document, tag) && !seen.has(address)) seen.set(address, document)
    },
    async leave(host, opened) {
      if (document?.status === 'posts') for (const post of document.posts) opened.add(keyOf(post, 'text'))
      const top = scrollerIn(root)?.scrollTop
      const focused = root.activeElement
      for (const node of nodes) node.toggleAttribute('inert', true)
      await host.updateComplete
      if (top) scrollerIn(root)?.scrollTo({ top })
      if (focused) root.querySelector<HTMLElement>('[role=feed], #main')?.focus()
      await pictured(root, nodes)
      for (const node of nodes) node.remove()
    },
  }
}

/** A page may have named another feed before the script came. What is at a `src` is the page's own affair. */
function isOf(document: Known, { src, wall, network, handle }: Named): boolean {
  if (src) return true
  if ('wall' in document) return document.wall.name === wall
  return !wall && document.network === network && document.handle === canonicalHandle(handle)
}

/** Ours stands before what was brought. */
const scrollerIn = (root: ParentNode): Element | null => root.querySelector('[part=scroller]')

function documentIn(text = ''): Known | undefined {
  try {
    const body: unknown = JSON.parse(text ?? '')
    return (isFeedDocument(body) || isWallDocument(body)) && body.status !== 'unavailable' ? body : undefined
  } catch {
    return undefined
  }
}

/** Milliseconds after which pictures that don't come hold nothing up any longer. */
const PATIENCE = 1000

/** Resolves when `root` can show each picture that `old` shows where it is seen. */
async function pictured(root: ShadowRoot, old: readonly Element[]): Promise<void> {
  const shown = new Set(
    old
      .flatMap(imagesIn)
      .filter(isThere)
      .map(({ src }) => src),
  )
  const coming = imagesIn(root).filter(
    image => shown.has(image.src) && !image.closest('[inert]') && isSeen(image, root.host),
  )
  // What is decoded may still be drawn a frame late, unless it is asked to be in time.
  for (const image of coming) image.decoding = 'sync'
  await Promise.race([
    Promise.allSettled(coming.map(decoded)),
    new Promise(resolve => setTimeout(resolve, PATIENCE)),
  ])
}

/** A lazy picture that has not begun can't be decoded yet. */
async function decoded(image: HTMLImageElement): Promise<void> {
  if (!image.complete)
    await new Promise(resolve => {
      for (const end of ['load', 'error']) image.addEventListener(end, resolve, { once: true })
    })
  await image.decode()
}

const imagesIn = (node: ParentNode): readonly HTMLImageElement[] => [...node.querySelectorAll('img')]

const isThere = ({ complete, naturalWidth }: HTMLImageElement): boolean => complete && naturalWidth > 0

/** In the box, and on the screen. */
function isSeen(image: Element, box: Element): boolean {
  const [own, around] = [image, box].map(element => element.getBoundingClientRect())
  if (!own || !around) return false
  return (
    own.bottom > Math.max(0, around.top) &&
    own.top < Math.min(innerHeight, around.bottom) &&
    own.right > Math.max(0, around.left) &&
    own.left < Math.min(innerWidth, around.right)
  )
}
