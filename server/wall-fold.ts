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

/** A wall is made again whenever one of its feeds was read; the posts of the others are what they were. */
const known = new WeakMap<Post, Print>()

export function printOf(post: Post): Print {
  const print = known.get(post) ?? makePrint(post)
  known.set(post, print)
  return print
}

function makePrint(post: Post): Print {
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
  return mayBeSame(a, b) && saysSame(a, b)
}

function mayBeSame(a: Print, b: Print): boolean {
  return a.post.network !== b.post.network && Math.abs(a.time - b.time) <= DAY
}

function saysSame(a: Print, b: Print): boolean {
  const { post: one } = a
  const { post: other } = b
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
  const same = createComparison(prints)
  const groups: (readonly number[])[] = prints.map((_, index) => [index])
  for (const [a, b] of nearestFirst(prints, same)) {
    const one = groups[a] ?? []
    const other = groups[b] ?? []
    if (one === other || !one.every(left => other.every(right => same(left, right)))) continue
    const joined = [...one, ...other].sort((left, right) => left - right)
    for (const index of joined) groups[index] = joined
  }
  return [...new Set(groups)].map(group => group.flatMap(index => posts[index] ?? []))
}

/** By index. Who says the same thing as another need not be compared again with all the rest. */
type Comparison = (a: number, b: number) => boolean

function createComparison(prints: readonly Print[]): Comparison {
  const kinds = new Map<string, number>()
  const kindOf = prints.map(({ post, text, links, own }) => {
    const flags = [post.repostedBy, post.replyTo, post.poll].map(Boolean)
    const key = JSON.stringify([text, [...links].sort(), own, flags])
    const kind = kinds.get(key) ?? kinds.size
    kinds.set(key, kind)
    return kind
  })
  /** Of two kinds: 0 is not known yet, 1 no, 2 yes. */
  const verdicts = new Uint8Array(kinds.size ** 2)
  return (a, b) => {
    const [one, other] = [prints[a], prints[b]]
    if (!one || !other || !mayBeSame(one, other)) return false
    const place = (kindOf[a] ?? 0) * kinds.size + (kindOf[b] ?? 0)
    verdicts[place] ||= saysSame(one, other) ? 2 : 1
    return verdicts[place] === 2
  }
}

/** A post that is repeated every day belongs to the twin of its own day. */
function nearestFirst(prints: readonly Print[], same: Comparison): readonly (readonly [number, number])[] {
  const time = (index: number) => prints[index]?.time ?? 0
  const byTime = [...prints.keys()].sort((a, b) => time(a) - time(b))
  const pairs = byTime.flatMap((a, place) => {
    const near: { readonly pair: readonly [number, number]; readonly apart: number }[] = []
    for (let next = place + 1; next < byTime.length; next++) {
      const b = byTime[next] ?? 0
      const apart = time(b) - time(a)
      if (apart > DAY) break
      if (same(a, b)) near.push({ pair: [a, b], apart })
    }
    return near
  })
  return pairs.sort((a, b) => a.apart - b.apart).map(({ pair }) => pair)
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
  // Two units hold any one character.
  const before = long.slice(Math.max(0, at - 2), at)
  const after = long.slice(at + short.length, at + short.length + 2)
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
