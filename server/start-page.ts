/** The start page with its builder: filled once with what this server serves, and for each request with its path. */
import type { Config } from './config.js'
import { type Feed, formatFeed } from './feed.js'

export interface StartPageOptions {
  readonly config: Pick<Config, 'feeds' | 'sample' | 'adminToken' | 'publicUrl'>
  readonly version: string
  /** File → what a browser checks it against, as the build wrote it. */
  readonly integrity: Readonly<Record<string, string>>
}

/** Those in which something is to be seen. */
const SAMPLES: readonly Feed[] = [
  { network: 'x', handle: 'northquaynews', replies: false },
  { network: 'x', handle: 'varindiamag', replies: false },
  { network: 'x', handle: 'demo_arabic', replies: false },
  { network: 'bluesky', handle: 'quayside.example', replies: false },
]

/** `base` is the path under which the app is mounted, without a slash at its end. */
export function createStartPage(
  html: string,
  { config, version, integrity }: StartPageOptions,
): (base: string) => string {
  const { sample, publicUrl } = config
  const feeds = sample ? SAMPLES : config.feeds
  const [first = { network: 'x', handle: 'yourhandle', replies: false } as const] = feeds
  const served = {
    sample,
    version,
    integrity,
    feeds: feeds.map(nameOf),
    // As the owner wrote them, to be written again with one more.
    written: sample ? [] : feeds.map(formatFeed),
  }
  const values: Readonly<Record<string, string>> = {
    network: first.network,
    handle: first.handle,
    name: nameOf(first),
    option: first.network === 'rss' ? first.handle : `@${first.handle} on ${NAMES[first.network]}`,
    title: first.network === 'rss' ? `Articles from ${first.handle}` : `Posts from @${first.handle}`,
    profile: profileOf(first),
    mode: sample ? 'sample' : 'live',
    owner: config.adminToken ? 'yes' : 'no',
    version,
    served: JSON.stringify(served),
  }
  const filled = fill(html, values)
  const known = publicUrl && new URL(publicUrl).pathname.replace(/\/$/, '')
  return base => fill(filled, { base: known ?? base })
}

const NAMES = { x: 'X', bluesky: 'Bluesky', mastodon: 'Mastodon' } as const
const nameOf = ({ network, handle }: Feed): string => `${network}/${handle}`

function profileOf({ network, handle }: Feed): string {
  switch (network) {
    case 'x':
      return `https://x.com/${handle}`
    case 'bluesky':
      return `https://bsky.app/profile/${handle}`
    case 'mastodon': {
      const [user, host] = handle.split('@')
      return `https://${host}/@${user}`
    }
    case 'rss':
      return handle
  }
}

/** What is not named stays for the next filling. */
function fill(html: string, values: Readonly<Record<string, string>>): string {
  return html.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : value.replace(/[&<>"]/g, character => ESCAPES[character] ?? '')
  })
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
