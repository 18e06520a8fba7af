/** One wall the owner serves, and the way it is written in `WALLS`: `newsroom:x/a+bluesky/b+rss/https://…`. */
import { type Feed, formatFeed, parseFeed } from './feed.js'
import { canonicalHandle } from './sources/handles.js'

export interface Wall {
  readonly name: string
  /** In the owner's order; never empty, each account once. */
  readonly feeds: readonly Feed[]
}

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/

/**
 * The walls of `WALLS`, already split at its commas, and a sentence for each mistake. A comma or plus inside
 * an address is written `%2C` or `%2B`.
 */
export function parseWalls(parts: readonly string[]): {
  readonly walls: readonly Wall[]
  readonly mistakes: readonly string[]
} {
  const walls = new Map<string, Wall>()
  const mistakes: string[] = []
  for (const part of parts) {
    const [, name = part, members = ''] = /^([^:/+]*):(.*)$/s.exec(part) ?? []
    if (!NAME.test(name)) {
      mistakes.push(
        `names "${part}", which is no wall; write it like newsroom:x/nasa+bluesky/bsky.app, the name in lower case letters, digits and dashes`,
      )
      continue
    }
    if (walls.has(name)) mistakes.push(`names the wall "${name}" twice`)
    const feeds = new Map<string, Feed>()
    for (const written of members.split('+').map(text => text.trim())) {
      const feed = parseMember(written)
      if (!feed)
        mistakes.push(`names "${written}" in the wall "${name}", which is no feed; write it like x/nasa`)
      else if (feeds.has(accountOf(feed)))
        mistakes.push(`names ${accountOf(feed)} twice in the wall "${name}"`)
      else feeds.set(accountOf(feed), feed)
    }
    walls.set(name, { name, feeds: [...feeds.values()] })
  }
  return { walls: [...walls.values()], mistakes }
}

function parseMember(written: string): Feed | undefined {
  const feed = parseFeed(written)
  const handle = feed && canonicalHandle(feed.network, feed.handle)
  return feed && handle ? { ...feed, handle } : undefined
}

/**
 * Every account once, whether `FEEDS` or a wall names it: an account in both is one feed, read once. Where
 * either asks for replies they are read, and each tag still has to ask for them.
 */
export function joinFeeds(
  listed: readonly Feed[],
  walls: readonly Wall[],
): { readonly feeds: readonly Feed[]; readonly walls: readonly Wall[] } {
  const joined = new Map<string, Feed>()
  for (const feed of [...listed, ...walls.flatMap(wall => wall.feeds)]) {
    const known = joined.get(accountOf(feed))
    joined.set(accountOf(feed), known ? { ...known, replies: known.replies || feed.replies } : feed)
  }
  return {
    feeds: [...joined.values()],
    walls: walls.map(wall => ({
      ...wall,
      feeds: wall.feeds.map(feed => joined.get(accountOf(feed)) ?? feed),
    })),
  }
}

const accountOf = (feed: Feed): string => formatFeed({ ...feed, replies: false })
