/**
 * The last posts of earlier visits, in this browser's storage. Whoever forbids storage simply has none.
 * The guard reads what comes back, as any script of the page can write there. Walls are not kept: their guard
 * comes after the first posts are painted.
 */
import type { KnownDocument } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'
import type { Known } from './feed-state.js'

const KEY = 'social-feed'
const FEEDS = 8
/** Characters of one feed; storage is the page's, not ours. */
const SIZE = 200_000

export function recall(address: string): KnownDocument | undefined {
  const kept = stored().find(([at]) => at === address)?.[1]
  return isFeedDocument(kept) && kept.status === 'posts' ? kept : undefined
}

/** The newest first. What is no longer true is forgotten with its posts. */
export function keep(address: string, feed: Known): void {
  const others = stored().filter(([at]) => at !== address)
  const small = !('wall' in feed) && feed.status === 'posts' && JSON.stringify(feed).length < SIZE
  const kept = small ? [[address, feed], ...others] : others
  attempt(() => localStorage.setItem(KEY, JSON.stringify(kept.slice(0, FEEDS))))
}

function stored(): readonly (readonly unknown[])[] {
  const value: unknown = attempt(() => JSON.parse(localStorage.getItem(KEY) ?? ''))
  return Array.isArray(value) ? value.filter(Array.isArray) : []
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
