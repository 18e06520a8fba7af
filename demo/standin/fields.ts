/** The two vocabularies of X's API: what each lets a caller ask for, and how one becomes the other. */
import type { Fields } from './world.js'

export type Vocabulary = 'tweet' | 'post'

/** Older name → newer name. Names of fields and of expansions alike. */
const RENAMED: Readonly<Record<string, string>> = {
  referenced_tweets: 'referenced_posts',
  'referenced_tweets.id': 'referenced_posts',
  note_tweet: 'note_post',
  edit_history_tweet_ids: 'edit_history_post_ids',
  retweet_count: 'repost_count',
  tweet_count: 'post_count',
  pinned_tweet_id: 'pinned_post_id',
  most_recent_tweet_id: 'most_recent_post_id',
  tweets: 'posts',
}
const OLDER: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(RENAMED).map(([older, newer]) => [newer, older])),
  // The newer words have no `referenced_posts.author_id`: there one expansion reaches both levels.
  author_id: 'author_id',
}

/** What may be asked, per query parameter, as X's own description of 2.166 and 2.167 lists it. */
export function allowed(vocabulary: Vocabulary): Readonly<Record<string, readonly string[]>> {
  const tweet = vocabulary === 'tweet'
  return {
    [`${vocabulary}.fields`]: [...POST, ...(tweet ? TWEET_ONLY : ['article_title', 'note_post'])],
    'user.fields': [...USER, ...(tweet ? TWEET_USER : ['subscribes_to_you'])],
    'media.fields': MEDIA,
    'poll.fields': list('duration_minutes end_datetime id options voting_status'),
    'place.fields': list('contained_within country country_code full_name geo id name place_type'),
  }
}

export function allowedExpansions(
  vocabulary: Vocabulary,
  endpoint: 'lookup' | 'timeline',
): readonly string[] {
  const tweet = vocabulary === 'tweet'
  if (endpoint === 'lookup') {
    return tweet
      ? ['affiliation.user_id', 'most_recent_tweet_id', 'pinned_tweet_id']
      : ['affiliation', 'most_recent_post_id', 'pinned_post_id']
  }
  return [...EXPANSIONS, ...(tweet ? TWEET_EXPANSIONS : POST_EXPANSIONS)]
}

/** The older name of a field or expansion, whichever of the two was sent. */
export const older = (name: string): string => OLDER[name] ?? name

/** The same answer in the words the caller used. */
export function speak(vocabulary: Vocabulary, body: Fields): Fields {
  return vocabulary === 'tweet' ? body : (rename(body) as Fields)
}

function rename(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rename)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [RENAMED[key] ?? key, renameValue(key, inner)]),
  )
}

function renameValue(key: string, value: unknown): unknown {
  if (key === 'scope' && value === 'tweet') return 'post'
  // The newer description names the newer host; recorded answers in the older words name the older one.
  if (key === 'type' && typeof value === 'string') return value.replace('//api.twitter.com/', '//api.x.com/')
  return rename(value)
}

function list(names: string): readonly string[] {
  return names.split(/\s+/)
}

const POST = list(
  `article attachments card_uri community_id context_annotations conversation_id created_at display_text_range
   edit_controls entities geo id lang matched_media_notes media_metadata non_public_metrics
   note_request_suggestions organic_metrics paid_partnership possibly_sensitive promoted_metrics public_metrics
   reply_settings scopes source suggested_source_links suggested_source_links_with_counts text withheld`,
)
const TWEET_ONLY = list('author_id edit_history_tweet_ids in_reply_to_user_id note_tweet referenced_tweets')
const USER = list(
  `confirmed_email connection_status created_at description entities id is_identity_verified location name parody
   profile_banner_url profile_image_url protected public_metrics receives_your_dm subscription subscription_type url
   username verified verified_followers_count verified_type withheld`,
)
const TWEET_USER = list('affiliation most_recent_tweet_id pinned_tweet_id')
const MEDIA = list(
  `alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url promoted_metrics
   public_metrics type url variants width`,
)
const EXPANSIONS = list(
  `article.cover_media article.media_entities attachments.media_keys attachments.poll_ids author_id
   entities.mentions.username geo.place_id in_reply_to_user_id`,
)
const TWEET_EXPANSIONS = list(
  `attachments.media_source_tweet edit_history_tweet_ids entities.note.mentions.username referenced_tweets.id
   referenced_tweets.id.attachments.media_keys referenced_tweets.id.author_id`,
)
const POST_EXPANSIONS = list('attachments.media_source_tweet edit_history_post_ids referenced_posts username')
