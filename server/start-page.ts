/** The start page with its builder: filled once with what this server serves, and for each request with its choices. */
import type { Request } from 'express'
import { titleOf as titleOfWall } from '../wire/wall.js'
import type { Config } from './config.js'
import { type Shown, titleOf } from './embed.js'
import { type Feed, formatFeed } from './feed.js'
import { escapeHtml } from './html.js'
import { describedAt } from './oembed.js'
import { chosenIn } from './our-address.js'
import { moduleOf } from './sources/index.js'
import type { Wall } from './wall.js'

export interface StartPageOptions {
  /** Feeds and walls are those that it offers. */
  readonly config: Pick<Config, 'feeds' | 'walls' | 'sample' | 'adminToken' | 'publicUrl'>
  readonly version: string
  /** File → what a browser checks it against, as the build wrote it. */
  readonly integrity: Readonly<Record<string, string>>
  /** Where browsers reach this server; ends with a slash. */
  readonly url: string
}

/** `base` is the path under which the app is mounted, without a slash at its end; `query` is what was chosen. */
export type StartPage = (base: string, query: Request['query']) => string

export function createStartPage(
  html: string,
  { config, version, integrity, url }: StartPageOptions,
): StartPage {
  const { sample, publicUrl, feeds, walls } = config
  const [first = { network: 'x', handle: 'yourhandle', replies: false } as const] = feeds
  const served = {
    sample,
    version,
    integrity,
    feeds: feeds.map(nameOf),
    walls: walls.map(({ name, feeds }) => ({ name, title: titleOfWall(name), feeds: feeds.map(nameOf) })),
    // As the owner wrote them, to be written again with one more.
    written: sample ? [] : feeds.map(formatFeed),
  }
  const filled = fill(html, {
    network: first.network,
    handle: first.handle,
    name: nameOf(first),
    option: first.network === 'rss' ? first.handle : `@${first.handle} on ${moduleOf(first.network)?.name}`,
    title: first.network === 'rss' ? `Articles from ${first.handle}` : `Posts from @${first.handle}`,
    profile: moduleOf(first.network)?.profileUrl(first.handle) ?? first.handle,
    mode: sample ? 'sample' : 'live',
    owner: config.adminToken ? 'yes' : 'no',
    version,
    served: JSON.stringify(served),
  })
  const known = publicUrl && new URL(publicUrl).pathname.replace(/\/$/, '')
  return (base, query) => {
    const asked = chosenIn(query)
    const { shown, search } =
      asked && isOffered(asked.shown, feeds, walls) ? asked : { shown: first, search: '' }
    const { json, xml } = describedAt(url, shown, search)
    return fill(filled, { base: known ?? base, described: titleOf(shown), json, xml })
  }
}

const nameOf = ({ network, handle }: Feed): string => `${network}/${handle}`

function isOffered(shown: Shown, feeds: readonly Feed[], walls: readonly Wall[]): boolean {
  if ('wall' in shown) return walls.some(({ name }) => name === shown.wall)
  return feeds.some(({ network, handle }) => network === shown.network && handle === shown.handle)
}

/** What is not named stays for the next filling. */
function fill(html: string, values: Readonly<Record<string, string>>): string {
  return html.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : escapeHtml(value)
  })
}
