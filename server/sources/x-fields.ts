/**
 * The questions, in X's two vocabularies. In 2026 X renamed tweets to posts; the API answers in the
 * words it was asked in, and may one day refuse or ignore the old ones. The old ones come first: only
 * they are documented to bring the media and authors of quoted and reposted posts along.
 */
import { valueAt } from './json.js'
import type { XQuery } from './x-client.js'
import { BadRequest } from './x-errors.js'

type Vocabulary = 'tweet' | 'post'

const USER_FIELDS = 'name,username,profile_image_url,protected,public_metrics,verified_type,withheld'
const MEDIA_FIELDS = 'alt_text,duration_ms,height,media_key,preview_image_url,type,url,variants,width'
const POLL_FIELDS = 'end_datetime,id,options,voting_status'
const EITHER =
  'article,attachments,created_at,entities,lang,media_metadata,paid_partnership,possibly_sensitive,public_metrics,text,withheld'
// Not the mentioned users: their names stand in the entities, and X may charge for each of them.
const EXPANSIONS = 'author_id,attachments.media_keys,attachments.poll_ids,in_reply_to_user_id'

const WORDS: Readonly<Record<Vocabulary, XQuery>> = {
  tweet: {
    'user.fields': `${USER_FIELDS},affiliation`,
    'tweet.fields': `${EITHER},author_id,edit_history_tweet_ids,in_reply_to_user_id,note_tweet,referenced_tweets`,
    expansions: `${EXPANSIONS},referenced_tweets.id,referenced_tweets.id.author_id,referenced_tweets.id.attachments.media_keys`,
  },
  // The new spec lists no field for authors, references and edits: they come by expansion. So does an
  // affiliation, as a whole account that would have to be paid for.
  post: {
    'user.fields': USER_FIELDS,
    'post.fields': `${EITHER},note_post`,
    expansions: `${EXPANSIONS},referenced_posts,edit_history_post_ids`,
  },
}

export function profileQuery(words: XQuery): XQuery {
  return { 'user.fields': words['user.fields'] }
}

export interface PageAsk {
  /** 5 to 100: X sells no smaller page. */
  readonly size: number
  readonly replies: boolean
  /** Only posts newer than this id. */
  readonly since?: string | undefined
  readonly token?: string | undefined
}

export interface Dialect {
  /** Asks in the vocabulary that works, and once in the other when X refuses or ignores this one. */
  ask<T>(send: (words: XQuery) => Promise<T>): Promise<T>
}

export function createDialect(warn: (message: string) => void): Dialect {
  let current: Vocabulary = 'tweet'
  const ignored = new Set<Vocabulary>()

  return {
    async ask(send) {
      const asked = current
      const other = asked === 'tweet' ? 'post' : 'tweet'
      let trouble: string
      try {
        const answer = await send(WORDS[asked])
        if (!ignoresFields(answer)) return answer
        ignored.add(asked)
        // Deaf to both: asking again would only be paid again.
        if (ignored.has(other)) return answer
        trouble = 'ignored'
      } catch (error) {
        if (!(error instanceof BadRequest) || !namesFields(error.said)) throw error
        trouble = 'refused'
      }
      const answer = await send(WORDS[other])
      if (ignoresFields(answer)) ignored.add(other)
      else if (current === asked) {
        current = other
        warn(`X ${trouble} ${asked}.fields; asking with ${other}.fields from now on`)
      }
      return answer
    },
  }
}

export function pageQuery({ size, replies, since, token }: PageAsk): XQuery {
  return {
    max_results: size,
    exclude: replies ? undefined : 'replies',
    since_id: since,
    pagination_token: token,
    'media.fields': MEDIA_FIELDS,
    'poll.fields': POLL_FIELDS,
  }
}

function namesFields(said: string): boolean {
  return /\b(?:tweet|post)\.fields\b|\bexpansions\b|\[affiliation\]/.test(said)
}

/** Every post has a date and counts; when no post came with either, the fields were not heard. */
function ignoresFields(body: unknown): boolean {
  const posts = valueAt(body, 'data')
  if (!Array.isArray(posts) || posts.length === 0) return false
  return posts.every(
    post => valueAt(post, 'created_at') === undefined && valueAt(post, 'public_metrics') === undefined,
  )
}
