/** One raw post of X, in either vocabulary, and what came with it → the post of the document. Pure. */
import { isPost } from '../../wire/guard.js'
import type { Author, Metrics, Post, PostBody, Quote } from '../../wire/post.js'
import { asObject, compact, countAt, type Json, listAt, objectAt, stringAt } from './json.js'
import { toAuthor } from './x-author.js'
import { toBody } from './x-body.js'
import { type Includes, idOf, permalink, referenceOf } from './x-raw.js'

/** The account whose timeline it is. */
export interface Account {
  readonly id: string
  readonly author: Author
}

export interface Company extends Includes {
  readonly account: Account
}

/** Is it a post of the timeline itself, or one that came along with another? */
type Place = 'timeline' | 'along'

/** Undefined when it can't be read: the caller counts it and keeps the others. */
export function toPost(raw: unknown, company: Company): Post | undefined {
  const wrapper = asObject(raw)
  const id = idOf(wrapper)
  if (!wrapper || !id) return undefined
  const original = company.posts.get(referenceOf(wrapper, 'retweeted') ?? '')
  const post = (original && repost(original, wrapper, company)) ?? fullPost(wrapper, company, 'timeline')
  const named = post && { ...post, id }
  return isPost(named) ? named : undefined
}

/** Everything is the original's, but for who reposted it: X cuts the wrapper's text and gives it no likes. */
function repost(original: Json, wrapper: Json, company: Company): Post | undefined {
  const repostedBy = authorOf(wrapper, company, 'timeline')
  const post = fullPost(original, company, 'along')
  return repostedBy && post && { ...post, repostedBy }
}

function fullPost(raw: Json, company: Company, place: Place): Post | undefined {
  const quote = quoteOf(raw, company, place)
  const body = bodyOf(raw, company, place, quote)
  if (!body) return undefined
  return compact<Post>({
    ...body,
    network: 'x',
    replyTo: replyOf(raw, company),
    quote,
    metrics: metricsOf(raw),
    // https://docs.x.com/x-for-websites/web-intents/overview
    actions: {
      reply: `https://x.com/intent/tweet?in_reply_to=${body.id}`,
      repost: `https://x.com/intent/retweet?tweet_id=${body.id}`,
      like: `https://x.com/intent/like?tweet_id=${body.id}`,
    },
  })
}

function bodyOf(raw: Json, company: Company, place: Place, quote?: Quote): PostBody | undefined {
  const author = authorOf(raw, company, place)
  return author && toBody(raw, author, company, quote?.type === 'post' ? quote.post.id : undefined)
}

/** One level deep: X sends no quote of a quote. */
function quoteOf(raw: Json, company: Company, place: Place): Quote | undefined {
  const id = referenceOf(raw, 'quoted')
  if (id === undefined) return undefined
  const target = company.posts.get(id)
  const post = target && bodyOf(target, company, 'along')
  if (post) return { type: 'post', post }
  // What a reposted post quotes is never sent along, so its absence proves nothing: the link stays in the text.
  return place === 'timeline' ? { type: 'unavailable', url: `https://x.com/i/web/status/${id}` } : undefined
}

function replyOf(raw: Json, company: Company): Post['replyTo'] {
  const id = referenceOf(raw, 'replied_to')
  if (id === undefined) return undefined
  const userId = stringAt(company.posts.get(id), 'author_id') ?? stringAt(raw, 'in_reply_to_user_id')
  if (userId === undefined) return undefined
  const mentions = listAt(objectAt(raw, 'entities'), 'mentions')
  const mention = mentions.find(item => stringAt(item, 'id') === userId)
  const handle = (userAt(userId, company) ?? toAuthor(mention))?.handle
  return handle === undefined ? undefined : { handle, url: permalink(handle, id) }
}

function authorOf(raw: Json, company: Company, place: Place): Author | undefined {
  const id = stringAt(raw, 'author_id')
  if (id !== undefined) return userAt(id, company)
  // Asked in its new words X may leave the author away; on the account's own timeline there is no doubt.
  return place === 'timeline' ? company.account.author : undefined
}

function userAt(id: string, { account, users }: Company): Author | undefined {
  return id === account.id ? account.author : toAuthor(users.get(id))
}

function metricsOf(raw: Json): Metrics | undefined {
  const counts = objectAt(raw, 'public_metrics')
  if (!counts) return undefined
  return compact<Metrics>({
    replies: countAt(counts, 'reply_count'),
    reposts: countAt(counts, 'retweet_count') ?? countAt(counts, 'repost_count'),
    quotes: countAt(counts, 'quote_count'),
    likes: countAt(counts, 'like_count'),
  })
}
