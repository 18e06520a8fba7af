/**
 * The drop-in for the script of X's timelines: built as `/widgets.js`, a classic script that may be `async`.
 * On a page that has it twice, the second only looks for anchors that are new.
 */
import { meta } from './settings.js'
import { createTwttr, type Twttr } from './twttr.js'

interface Page {
  /** Ours, the stub of an old snippet, or nothing. */
  twttr?: Partial<Omit<Twttr, '_e'>> & { _e?: unknown }
  /** What the script of X looks at to see that it is on the page already. */
  __twttr?: { widgets?: { init?: boolean; loaded?: boolean } }
}

const page = window as unknown as Page
if (page.__twttr?.widgets?.loaded) void page.twttr?.widgets?.load()
else install()

function install(): void {
  const waiting = page.twttr?._e
  page.twttr ??= {}
  const { twttr, watch } = createTwttr(serverUrl(), page.twttr)
  page.__twttr = { widgets: { init: true, loaded: true } }
  watch.start()
  if (Array.isArray(waiting)) for (const callback of waiting) twttr._e.push(callback)
}

/** Where this script came from, unless the page says that it is a copy. */
function serverUrl(): string {
  const script = document.currentScript ?? document.querySelector('script[src*="/widgets.js"]')
  const src = script instanceof HTMLScriptElement ? script.src : document.baseURI
  const named = meta('social-feed:server')
  return new URL(named ? `${named.replace(/\/*$/, '')}/` : '.', new URL(src, document.baseURI)).href
}
