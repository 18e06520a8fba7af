/**
 * Which posts of several networks are one and the same. Pure, and careful: two posts that are shown where one
 * would do cost little, one post that is taken for another is a lie.
 */
import type { Post } from '../wire/post.js'

const DAY = 86_400_000
/** Characters below which equal words may be chance: then equal links have to vouch for them. */
const SHORT = 20
/** Characters a text must have to be known again inside a longer one. */
const TELLING = 40

/** Everything about a post that its twins must share, worked out once. */
export interface Print {
  readonly post: Post
  readonly time: number
  readonly text: string
  readonly links: ReadonlySet<string>
  /** Where an article is itself: posts on other networks link to it. */
  readonly own: string | undefined
}

export function printOf(post: Post): Print {
  const links = new Set<string>()
  for (const segment of post.text) if (segment.type === 'link') links.add(target(segment.href))
  if (post.card) links.add(target(post.card.url))
  return {
    post,
    time: Date.parse(post.createdAt),
    text: plain(post),
    links,
    own: post.network === 'rss' ? target(post.url) : undefined,
  }
}

/** Did one author say this on both networks? */
export function isSame(a: Print, b: Print): boolean {
  const { post: one } = a
  const { post: other } = b
  if (one.network === other.network || Math.abs(a.time - b.time) > DAY) return false
  if (one.repostedBy || other.repostedBy) return false
  if (Boolean(one.replyTo) !== Boolean(other.replyTo)) return false
  if (Boolean(one.poll) !== Boolean(other.poll)) return false
  if (a.text === b.text) return sameLinks(a, b) && (a.text.length >= SHORT || share(a, b))
  const [short, long] = a.text.length < b.text.length ? [a, b] : [b, a]
  const telling = short.text.length >= TELLING || (short.text.length >= SHORT && share(a, b))
  return telling && within(short.text, long.text) && leadsTo(short, long)
}

/**
 * The posts in groups, each in the order given, groups in the order of their first post. A group holds at most
 * one post of a network, and each of its posts is the same as each other.
 */
export function fold(posts: readonly Post[]): readonly (readonly Post[])[] {
  const prints = posts.map(printOf)
  const groups = new Map(prints.map(print => [print, [print]]))
  for (const [a, b] of nearestFirst(prints)) {
    const one = groups.get(a) ?? []
    const other = groups.get(b) ?? []
    if (one === other || !one.every(left => other.every(right => isSame(left, right)))) continue
    const joined = prints.filter(print => one.includes(print) || other.includes(print))
    for (const print of joined) groups.set(print, joined)
  }
  return [...new Set(prints.flatMap(print => [groups.get(print) ?? []]))].map(group =>
    group.map(({ post }) => post),
  )
}

/** A post that is repeated every day belongs to the twin of its own day. */
function nearestFirst(prints: readonly Print[]): readonly (readonly [Print, Print])[] {
  const byTime = prints.toSorted((a, b) => a.time - b.time)
  const pairs = byTime.flatMap((a, index) => {
    const near: (readonly [Print, Print])[] = []
    for (const b of byTime.slice(index + 1)) {
      if (b.time - a.time > DAY) break
      if (isSame(a, b)) near.push([a, b])
    }
    return near
  })
  return pairs.sort(([a, b], [c, d]) => Math.abs(a.time - b.time) - Math.abs(c.time - d.time))
}

/** Words alone: without addresses and marks of cutting off, and with names by their being there, for each network spells them its own way. */
function plain({ text }: Post): string {
  const words = text.map(segment => {
    if (segment.type === 'link' && /^\S*[./]\S*$/.test(segment.text)) return ' '
    return segment.type === 'mention' ? ' @ ' : segment.text
  })
  return words
    .join('')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/(…|\.\.\.)\s*$/, '')
    .replace(/\uFE0F/g, '')
    .replace(/\p{C}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Whole words, so that "boat 1" is not found in "boat 12". */
function within(short: string, long: string): boolean {
  const at = long.indexOf(short)
  if (at < 0) return false
  const before = long.slice(0, at)
  const after = long.slice(at + short.length)
  return !/[\p{L}\p{N}\p{M}]$/u.test(before) && !/^[\p{L}\p{N}\p{M}]/u.test(after)
}

function sameLinks(a: Print, b: Print): boolean {
  return leadsTo(a, b) && leadsTo(b, a)
}

/** All that `from` links to is linked by `to`, or is `to` itself. */
function leadsTo(from: Print, to: Print): boolean {
  return [...from.links].every(link => to.links.has(link) || link === to.own)
}

/** Do both lead to one place, or one to the other? */
function share(a: Print, b: Print): boolean {
  const places = (print: Print) => [...print.links, ...(print.own ? [print.own] : [])]
  return places(a).some(place => places(b).includes(place))
}

/** What a link leads to, whatever a network or a newsletter has hung on it. */
function target(href: string): string {
  if (!URL.canParse(href)) return href
  const url = new URL(href)
  for (const name of [...url.searchParams.keys()]) {
    if (/^(utm_\w+|fbclid|gclid|mc_[ce]id|ref_src)$/.test(name)) url.searchParams.delete(name)
  }
  const path = url.pathname.replace(/\/+$/, '')
  return `${url.host.replace(/^www\./, '')}${path}${url.search}`
}
