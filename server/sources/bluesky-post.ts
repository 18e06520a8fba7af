/** One item of a Bluesky feed → the post of the document. Pure. */
import { isPost } from '../../wire/guard.js'
import type { Author, Metrics, Post, PostBody, Quote } from '../../wire/post.js'
import { placeOf, postUrl, profileUrl, toAuthor } from './bluesky-author.js'
import { type Attached, readEmbed } from './bluesky-embed.js'
import { marksOf, mayShow } from './bluesky-labels.js'
import { toSegments } from './bluesky-text.js'
import {
  asObject,
  compact,
  countAt,
  dateAt,
  fewAt,
  type Json,
  objectAt,
  stringAt,
  stringsAt,
} from './json.js'

/** `left out`: it is not for people who are not logged in. Undefined: it can't be read. */
export type Reading = Post | 'left out' | undefined

export function toPost(item: unknown, now: number): Reading {
  const view = objectAt(item, 'post')
  const reason = objectAt(item, 'reason')
  if (!view) return undefined
  if (!visible(view, now)) return 'left out'
  const wrapped = stringAt(reason, '$type') === 'app.bsky.feed.defs#reasonRepost'
  const by = wrapped ? toAuthor(objectAt(reason, 'by')) : undefined
  if (wrapped && !by) return undefined
  const read = readBody(view, objectAt(view, 'record'), objectAt(view, 'embed'), now)
  if (!read) return undefined
  const post = compact<Post>({
    ...read.body,
    // One post can stand in a feed twice: as itself, and as a repost of it.
    id: wrapped ? (stringAt(reason, 'uri') ?? `${read.body.id}#repost`) : read.body.id,
    network: 'bluesky',
    repostedBy: by,
    replyTo: replyOf(view, objectAt(item, 'reply'), read.body.author),
    quote: quoteOf(read.attached.quoted, now),
    metrics: metricsOf(view),
  })
  return isPost(post) ? post : undefined
}

function visible(view: Json, now: number): boolean {
  return mayShow(marksOf(view, now)) && mayShow(marksOf(objectAt(view, 'author'), now))
}

/** What a post and a quoted one have in common, though the AppView words them differently. */
function readBody(
  view: Json,
  record: Json | undefined,
  embed: Json | undefined,
  now: number,
): { readonly body: PostBody; readonly attached: Attached } | undefined {
  const id = stringAt(view, 'uri')
  const author = toAuthor(objectAt(view, 'author'))
  const url = postUrl(id, author?.handle)
  const createdAt = dateOf(view, record)
  if (!id || !author || !url || !createdAt || !record) return undefined
  const attached = readEmbed(embed, url)
  const sensitive = [view, objectAt(view, 'author')].some(subject => marksOf(subject, now).sensitive)
  const body = compact<PostBody>({
    id,
    url,
    author,
    createdAt,
    text: toSegments(stringAt(record, 'text') ?? '', fewAt(record, 'facets')),
    language: languageOf(record),
    media: attached.media,
    card: attached.card,
    sensitive: sensitive || undefined,
  })
  return { body, attached }
}

/** Authors write any date they like; as on Bluesky, none is later than the moment the post was first seen. */
function dateOf(view: Json, record: Json | undefined): string | undefined {
  const dates = [dateAt(record, 'createdAt'), dateAt(view, 'indexedAt')]
  return dates.filter(date => date !== undefined).sort((a, b) => Date.parse(a) - Date.parse(b))[0]
}

function languageOf(record: Json): string | undefined {
  const code = stringsAt(record, 'langs')[0] ?? ''
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(code) ? code : undefined
}

/** The one it answers is named even when it can't be shown, so that a reply is known as one. */
function replyOf(view: Json, reply: Json | undefined, own: Author): Post['replyTo'] {
  const target = objectAt(objectAt(objectAt(view, 'record'), 'reply'), 'parent')
  const parent = objectAt(reply, 'parent')
  const uri = stringAt(target, 'uri') ?? stringAt(parent, 'uri')
  const did = placeOf(uri)?.did
  if (did === undefined) return undefined
  const isOwn = did === stringAt(objectAt(view, 'author'), 'did')
  const author = isOwn ? own : toAuthor(objectAt(parent, 'author'))
  const handle = author?.handle ?? did
  return { handle, url: postUrl(uri, handle) ?? profileUrl(handle) }
}

function quoteOf(record: Json | undefined, now: number): Quote | undefined {
  if (!record) return undefined
  const url = postUrl(stringAt(record, 'uri'))
  switch (stringAt(record, '$type')) {
    case 'app.bsky.embed.record#viewRecord': {
      const embed = asObject(fewAt(record, 'embeds')[0])
      const read = visible(record, now) && readBody(record, objectAt(record, 'value'), embed, now)
      return read ? { type: 'post', post: read.body } : unavailable(url)
    }
    // Deleted, or taken back from whoever quoted it: there is nothing to lead to.
    case 'app.bsky.embed.record#viewNotFound':
    case 'app.bsky.embed.record#viewDetached':
      return unavailable(undefined)
    default:
      return unavailable(url)
  }
}

const unavailable = (url: string | undefined): Quote => ({ type: 'unavailable', ...(url && { url }) })

function metricsOf(view: Json): Metrics | undefined {
  const metrics = compact<Metrics>({
    replies: countAt(view, 'replyCount'),
    reposts: countAt(view, 'repostCount'),
    quotes: countAt(view, 'quoteCount'),
    likes: countAt(view, 'likeCount'),
  })
  return Object.keys(metrics).length > 0 ? metrics : undefined
}
