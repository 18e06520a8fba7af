/** The feeds that a page of a site names: `<link rel="alternate" type="application/rss+xml" href="…">`. */
import { Parser } from 'htmlparser2'
import { absolute } from './address.js'

const TYPES = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/feed+json',
  'application/rdf+xml',
])
const MOST = 5

/** Absolute addresses in the order of the page; the first is the site's main feed by custom. */
export function feedsOf(html: string, url: string): readonly string[] {
  const feeds = new Set<string>()
  let base = url
  const parser = new Parser({
    onopentag(name, { href, rel = '', type = '' }) {
      if (name === 'base') base = absolute(href, url) ?? base
      const feed = name === 'link' && isAlternate(rel) && TYPES.has(mimeOf(type)) && absolute(href, base)
      if (feed) feeds.add(feed)
      if (name === 'body' || feeds.size >= MOST) parser.pause()
    },
  })
  parser.write(html)
  return [...feeds]
}

function isAlternate(rel: string): boolean {
  return rel.toLowerCase().split(/\s+/).includes('alternate')
}

function mimeOf(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase()
}
