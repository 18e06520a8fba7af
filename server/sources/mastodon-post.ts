/** One status → the post of the document. Pure. https://docs.joinmastodon.org/entities/Status/ */
import { isPost } from '../../wire/guard.js'
import type { Metrics, Post, PostBody, Quote, Segment } from '../../wire/post.js'
import { merged, readHtml } from './html-text.js'
import {
  addressAt,
  asObject,
  compact,
  countAt,
  dateAt,
  fewAt,
  flagAt,
  type Json,
  objectAt,
  stringAt,
} from './json.js'
import { canonicalAccount, fullName, profileUrl, toAuthor } from './mastodon-account.js'
import { attachedTo, toCard, toPoll } from './mastodon-media.js'
import { languageOf } from './names.js'

/** The account whose timeline it is. */
export interface Owner {
  readonly id: string
  /** The domain whose own accounts are named without one. */
  readonly home: string
}

/** `left out`: it is not for everybody. Undefined when it can't be read: the caller counts both. */
export type Reading = Post | 'left out' | undefined

export function toPost(raw: unknown, owner: Owner): Reading {
  const status = asObject(raw)
  const id = stringAt(status, 'id')
  if (!status || !id) return undefined
  const original = objectAt(status, 'reblog')
  if (!isPublic(status) || (original && !isPublic(original))) return 'left out'
  const repostedBy = original && toAuthor(valueOfAccount(status), owner.home)
  const post = (original ? repostedBy : true) && fullPost(original ?? status, owner)
  const named = post && compact<Post>({ ...post, id, repostedBy })
  return isPost(named) ? named : undefined
}

/** A reply to somebody else; an account that answers itself goes on telling. */
export function isReply(raw: unknown, { id }: Owner): boolean {
  const to = stringAt(raw, 'in_reply_to_account_id')
  return to === undefined ? stringAt(raw, 'in_reply_to_id') !== undefined : to !== id
}

/** Some servers know more ways to limit who sees a post; each is one. */
function isPublic(status: Json): boolean {
  const visibility = stringAt(status, 'visibility')
  return visibility === 'public' || visibility === 'unlisted'
}

function fullPost(status: Json, owner: Owner): Post | undefined {
  const quote = quoteOf(status, owner)
  const body = toBody(status, owner, quote)
  return (
    body &&
    compact<Post>({
      ...body,
      network: 'mastodon',
      replyTo: replyOf(status, body, owner),
      quote,
      metrics: metricsOf(status),
    })
  )
}

function toBody(status: Json, { home }: Owner, quote?: Quote): PostBody | undefined {
  const id = stringAt(status, 'id')
  const url = addressAt(status, 'url') ?? addressAt(status, 'uri')
  const author = toAuthor(valueOfAccount(status), home)
  const createdAt = dateAt(status, 'created_at')
  if (!id || !url || !author || !createdAt) return undefined
  const { media, card, links } = attachedTo(status)
  const { poll, lines } = toPoll(status)
  const warning = stringAt(status, 'spoiler_text')?.replace(/\s+/g, ' ').trim() || undefined
  const text = lined([
    ...(warning ? [[{ type: 'text', text: warning } as const]] : []),
    contentOf(status, quote !== undefined),
    ...lines.map(text => [{ type: 'text', text } as const]),
    ...links.map(link => [link]),
  ])
  const preview = card ?? (media.length > 0 ? undefined : toCard(status))
  if (text.length === 0 && media.length === 0 && !preview && !poll && !quote) return undefined
  return compact<PostBody>({
    id,
    url,
    author,
    createdAt,
    text,
    language: languageOf(stringAt(status, 'language')),
    media: media.length > 0 ? media : undefined,
    card: preview,
    poll,
    warning,
    sensitive: warning ? true : flagAt(status, 'sensitive'),
    edited: dateAt(status, 'edited_at') ? true : undefined,
  })
}

function contentOf(status: Json, quotes: boolean): readonly Segment[] {
  const addresses = (key: string) => new Set(fewAt(status, key).flatMap(item => addressAt(item, 'url') ?? []))
  const emojis = fewAt(status, 'emojis').flatMap(emoji => {
    const code = stringAt(emoji, 'shortcode')
    const url = addressAt(emoji, 'static_url') ?? addressAt(emoji, 'url')
    return code && url ? [[code, url] as const] : []
  })
  return readHtml(stringAt(status, 'content') ?? '', {
    mentions: addresses('mentions'),
    hashtags: addresses('tags'),
    emojis: new Map(emojis),
    spaces: 'kept',
    // The line that stands in for the quote where quotes are not known.
    hide: quotes ? ['quote-inline'] : [],
  }).segments
}

const NEWLINE: Segment = { type: 'text', text: '\n' }

/** Each piece on a line of its own. */
function lined(pieces: readonly (readonly Segment[])[]): readonly Segment[] {
  const lines = pieces.filter(piece => piece.length > 0)
  return merged(lines.flatMap((piece, index) => (index === 0 ? piece : [NEWLINE, ...piece])))
}

/** https://docs.joinmastodon.org/entities/Quote/ One level deep, as Mastodon shows it. */
function quoteOf(status: Json, owner: Owner): Quote | undefined {
  // Pleroma keeps what it knows more than Mastodon in a drawer of its own.
  const drawer = objectAt(status, 'pleroma')
  const quote = objectAt(status, 'quote') ?? objectAt(drawer, 'quote')
  if (!quote) {
    const id = stringAt(status, 'quote_id') ?? stringAt(drawer, 'quote_id')
    return id ? compact<Quote>({ type: 'unavailable', url: addressAt(drawer, 'quote_url') }) : undefined
  }
  const state = stringAt(quote, 'state')
  // Some servers have the quoted status here itself.
  const quoted = objectAt(quote, 'quoted_status') ?? (state === undefined ? quote : undefined)
  const shown = quoted && isPublic(quoted) && (state === undefined || state === 'accepted')
  const post = shown ? toBody(quoted, owner) : undefined
  return post ? { type: 'post', post } : { type: 'unavailable' }
}

function replyOf(status: Json, { url, author }: PostBody, { home }: Owner): Post['replyTo'] {
  const to = stringAt(status, 'in_reply_to_account_id')
  const id = stringAt(status, 'in_reply_to_id')
  if (to === undefined) return undefined
  const own = stringAt(status, 'id') ?? ''
  if (to === stringAt(valueOfAccount(status), 'id')) {
    return {
      handle: author.handle,
      url: id && url.endsWith(own) ? url.slice(0, -own.length) + id : author.url,
    }
  }
  const mention = fewAt(status, 'mentions').find(item => stringAt(item, 'id') === to)
  const acct = stringAt(mention, 'acct')
  const address = addressAt(mention, 'url')
  if (acct && address) return { handle: fullName(acct, home), url: address }
  // Who is answered need not be mentioned.
  const told = stringAt(objectAt(status, 'pleroma'), 'in_reply_to_account_acct')
  const handle = told && canonicalAccount(fullName(told, home))
  return handle ? { handle, url: profileUrl(handle) } : undefined
}

function metricsOf(status: Json): Metrics {
  return compact<Metrics>({
    replies: countAt(status, 'replies_count'),
    reposts: countAt(status, 'reblogs_count'),
    quotes: countAt(status, 'quotes_count') ?? countAt(objectAt(status, 'pleroma'), 'quotes_count'),
    likes: countAt(status, 'favourites_count'),
  })
}

function valueOfAccount(status: Json): Json | undefined {
  return objectAt(status, 'account')
}
