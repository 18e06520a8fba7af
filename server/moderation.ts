/** What the owner keeps off the page, and what stands first. Pure; `moderation-file.ts` reads it. */
import type { KnownDocument } from '../wire/document.js'
import type { Post, PostBody } from '../wire/post.js'
import { type Feed, formatFeed } from './feed.js'

export interface Rules {
  /** A post that says one of them is left out; case does not matter. */
  readonly words: readonly RegExp[]
  /** Primary languages, such as `en`; when there are any, posts in others are left out. */
  readonly languages: readonly string[]
  /** Ids or addresses of posts. */
  readonly hidden: readonly string[]
  readonly pinned: readonly string[]
}

export interface Moderation {
  readonly all: Rules | undefined
  /** For one feed each, on top of those for all: by `x/nasa`. */
  readonly feeds: ReadonlyMap<string, Rules>
}

/** Hiding every post makes it `filtered`: posts exist, none to show. */
export function moderated(document: KnownDocument, feed: Feed, { all, feeds }: Moderation): KnownDocument {
  const own = feeds.get(formatFeed({ ...feed, replies: false }))
  const rules = [all, own].filter(each => each !== undefined)
  if (document.status !== 'posts' || rules.length === 0) return document
  const allowed = document.posts
    .filter(post => !rules.some(each => isHidden(post, each)))
    .map(post => (rules.some(each => names(each.pinned, post)) ? { ...post, pinned: true as const } : post))
  const posts = [...allowed.filter(post => post.pinned), ...allowed.filter(post => !post.pinned)]
  if (posts.length > 0) return { ...document, posts }
  const { posts: _posts, more: _more, ...rest } = document
  return { ...rest, status: 'filtered' }
}

export const NO_RULES: Moderation = { all: undefined, feeds: new Map() }

/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** The word by itself where its script puts spaces between words; anywhere else. */
export function wordPattern(word: string): RegExp {
  const literal = word
    .trim()
    .normalize('NFKC')
    .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  if (UNSPACED.test(word)) return new RegExp(literal, 'iu')
  return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}_])${literal}(?![\\p{L}\\p{N}\\p{M}_])`, 'iu')
}

function isHidden(post: Post, { words, languages, hidden }: Rules): boolean {
  if (names(hidden, post)) return true
  // A post whose language is not known is not one in another language.
  const [language] = post.language?.toLowerCase().split('-') ?? []
  if (languages.length > 0 && language && !languages.includes(language)) return true
  return words.length > 0 && words.some(word => sayings(post).some(text => word.test(text)))
}

/** Everything of a post that a visitor can read, and what it quotes. */
function sayings(post: Post): readonly string[] {
  const quoted = post.quote?.type === 'post' ? said(post.quote.post) : []
  return [...said(post), ...quoted].map(text => text.normalize('NFKC'))
}

function said({ text, warning, card, poll, media = [] }: PostBody): readonly string[] {
  return [
    text.map(segment => segment.text).join(''),
    warning ?? '',
    card?.title ?? '',
    card?.description ?? '',
    ...(poll?.options.map(option => option.label) ?? []),
    ...media.map(item => item.alt ?? ''),
  ]
}

/** A repost has an id of its own and the original's address. */
function names(list: readonly string[], { id, url }: Post): boolean {
  return list.some(named => named === id || named === url || url.endsWith(`/${named}`))
}
