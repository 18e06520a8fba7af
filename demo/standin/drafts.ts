/** How sample posts are written down, and how one becomes a stored post with everything around it. */
import { type Card, compose, SHORT, shorten, type Trailing } from './compose.js'
import { withhold } from './withhold.js'
import { addUser, type Fields, findUser, type RawPost, type RawUser, snowflake, type World } from './world.js'

export interface Picture {
  readonly file: string
  readonly size: readonly [number, number]
  readonly alt?: string
}

export interface Clip {
  readonly kind: 'video' | 'animated_gif'
  readonly file: string
  readonly poster: Picture
  readonly seconds: number
}

export interface Draft {
  readonly text: string
  /** Age at the start of the server. */
  readonly minutes: number
  /** Handle of its author when that is not the account it is written for. */
  readonly by?: string
  readonly lang?: string
  readonly likes?: number
  readonly photos?: readonly Picture[]
  readonly clip?: Clip
  /** Preview of the first link. */
  readonly card?: { readonly title: string; readonly description: string; readonly picture?: Picture }
  readonly poll?: PollDraft
  /** `gone` leaves the reference without its target, as after a deletion. */
  readonly quote?: Draft | 'gone'
  readonly repost?: Draft
  readonly replyTo?: Draft
  readonly edited?: true
  /** Its text gives way to X's sentence. */
  readonly withheld?: true
  /** Fields under X's own names. */
  readonly more?: Fields
}

interface PollDraft {
  /** Label → votes. */
  readonly options: Readonly<Record<string, number>>
  /** Until it closes; below zero, since it closed. */
  readonly hours: number
}

export interface Desk {
  readonly world: World
  readonly start: number
  /** Absolute, ends with `/`. */
  readonly mediaBase: string
  readonly done: Map<Draft, RawPost>
}

/** Stores the draft and all it refers to, once each, however often it is quoted. */
export function store(desk: Desk, draft: Draft, account: RawUser): RawPost {
  const known = desk.done.get(draft)
  if (known) return known
  const { world, start } = desk
  const author = draft.by ? authorOf(world, draft.by) : account
  const references = {
    retweeted: draft.repost && store(desk, draft.repost, account),
    quoted: draft.quote && draft.quote !== 'gone' ? store(desk, draft.quote, account) : undefined,
    replied_to: draft.replyTo && store(desk, draft.replyTo, account),
  }
  const at = start - draft.minutes * 60_000
  const id = snowflake(at, desk.done.size + 1)
  const post: RawPost = {
    id,
    author_id: author.id,
    created_at: new Date(at).toISOString(),
    conversation_id: String(references.replied_to?.conversation_id ?? id),
    edit_history_tweet_ids: [id],
    edit_controls: {
      edits_remaining: draft.edited ? 4 : 5,
      is_edit_eligible: !draft.replyTo && !draft.repost,
      editable_until: new Date(at + 3_600_000).toISOString(),
    },
    lang: draft.lang ?? 'en',
    possibly_sensitive: false,
    reply_settings: 'everyone',
    ...words(desk, draft, id, author.username, references.quoted),
    ...metrics(draft),
    ...attachments(desk, draft, id),
    ...referenced(draft, references, id),
    ...draft.more,
  }
  const final = draft.withheld ? withhold(post, author) : post
  world.posts.set(id, final)
  desk.done.set(draft, final)
  return final
}

/** The account a handle names; a bare one when nobody has introduced it. */
export function authorOf(world: World, handle: string): RawUser {
  return findUser(world, handle) ?? addUser(world, { name: handle, username: handle })
}

type References = Readonly<Record<'retweeted' | 'quoted' | 'replied_to', RawPost | undefined>>

function words(desk: Desk, draft: Draft, id: string, handle: string, quoted: RawPost | undefined) {
  const { world } = desk
  if (draft.repost) return repostWords(world, draft.repost)
  const permalink = `https://x.com/${handle}/status/${id}`
  const card = draft.card && toCard(draft.card, desk.mediaBase)
  const long = [...draft.text].length > SHORT
  const whole = compose(world, draft.text, long ? [] : trailing(desk, draft, id, permalink, quoted), card)
  const shown = long ? shorten(world, draft.text, permalink) : whole
  return {
    text: shown.text,
    ...(Object.keys(shown.entities).length > 0 && { entities: shown.entities }),
    ...(long && { note_tweet: whole }),
  }
}

/** X cuts a repost's own text and forgets the entities of what was cut; the original holds the truth. */
function repostWords(world: World, original: Draft): { readonly text: string; readonly entities: Fields } {
  const composed = compose(world, `RT @${original.by ?? ''}: ${original.text}`)
  const letters = [...composed.text]
  const text = letters.length > 140 ? `${letters.slice(0, 139).join('')}…` : composed.text
  return { text, entities: { mentions: composed.entities.mentions?.slice(0, 1) ?? [] } }
}

function toCard({ title, description, picture }: NonNullable<Draft['card']>, mediaBase: string): Card {
  if (!picture) return { title, description }
  return { title, description, image: [mediaBase + picture.file, ...picture.size] }
}

function trailing(
  desk: Desk,
  draft: Draft,
  id: string,
  permalink: string,
  quoted: RawPost | undefined,
): readonly Trailing[] {
  const keys = mediaKeys(draft, id)
  const links: Trailing[] = []
  if (draft.quote) {
    const author = quoted?.author_id && desk.world.users.get(quoted.author_id)
    const name = author ? author.username : 'nq_lostandfound'
    const target = `x.com/${name}/status/${quoted?.id ?? GONE}`
    links.push({ expanded: `https://${target}`, display: `${target.slice(0, 26)}…` })
  }
  if (keys.length > 0) {
    const kind = draft.clip ? 'video' : 'photo'
    links.push({ expanded: `${permalink}/${kind}/1`, display: '', mediaKeys: keys })
  }
  return links
}

/** An id that no post has. */
const GONE = '1700000000000000001'

function referenced(draft: Draft, references: References, id: string): Fields {
  const list = Object.entries(references).flatMap(([type, post]) => (post ? [{ type, id: post.id }] : []))
  if (draft.quote === 'gone') list.push({ type: 'quoted', id: GONE })
  const target = references.replied_to
  return {
    ...(list.length > 0 && { referenced_tweets: list }),
    ...(target && { in_reply_to_user_id: target.author_id }),
    // Each edit has an id of its own; the first version was two minutes older.
    ...(draft.edited && { edit_history_tweet_ids: [String(BigInt(id) - (120_000n << 22n)), id] }),
  }
}

/** A repost carries the original's repost count and no likes. */
function metrics(draft: Draft): Fields {
  const likes = draft.repost?.likes ?? draft.likes ?? 0
  return {
    public_metrics: {
      retweet_count: Math.round(likes / 6),
      reply_count: draft.repost ? 0 : Math.round(likes / 14),
      like_count: draft.repost ? 0 : likes,
      quote_count: draft.repost ? 0 : Math.round(likes / 40),
      bookmark_count: draft.repost ? 0 : Math.round(likes / 20),
      impression_count: draft.repost ? 0 : likes * 37,
    },
  }
}

function attachments(desk: Desk, draft: Draft, id: string): Fields {
  const keys = addMedia(desk, draft, id)
  if (draft.poll) addPoll(desk, draft.poll, id)
  if (keys.length === 0 && !draft.poll) return {}
  return {
    attachments: { ...(keys.length > 0 && { media_keys: keys }), ...(draft.poll && { poll_ids: [id] }) },
  }
}

/** X's prefixes: 3 a photo, 7 a video, 16 a GIF. */
function mediaKeys(draft: Draft, id: string): readonly string[] {
  const photos = (draft.photos ?? []).map((_, index) => `3_${BigInt(id) + BigInt(index)}`)
  const clip = draft.clip ? [`${draft.clip.kind === 'video' ? 7 : 16}_${id}`] : []
  return [...photos, ...clip]
}

function addMedia({ world, mediaBase }: Desk, draft: Draft, id: string): readonly string[] {
  const keys = mediaKeys(draft, id)
  const pictures = [...(draft.photos ?? []), ...(draft.clip ? [draft.clip.poster] : [])]
  for (const [index, media_key] of keys.entries()) {
    const { file, size, alt } = pictures[index] as Picture
    const common = { media_key, width: size[0], height: size[1], ...(alt && { alt_text: alt }) }
    const address = mediaBase + file
    world.media.set(
      media_key,
      draft.clip
        ? { ...common, type: draft.clip.kind, preview_image_url: address, ...playable(draft.clip, mediaBase) }
        : { ...common, type: 'photo', url: address },
    )
  }
  return keys
}

function playable({ kind, file, seconds }: Clip, mediaBase: string): Fields {
  const variant = { content_type: 'video/mp4', url: mediaBase + file }
  if (kind === 'animated_gif') return { variants: [{ bit_rate: 0, ...variant }] }
  return {
    duration_ms: seconds * 1000,
    public_metrics: { view_count: 1843 },
    variants: [{ bit_rate: 256_000, ...variant }],
  }
}

function addPoll({ world, start }: Desk, { options, hours }: PollDraft, id: string): void {
  world.polls.set(id, {
    id,
    options: Object.entries(options).map(([label, votes], index) => ({ position: index + 1, label, votes })),
    voting_status: hours > 0 ? 'open' : 'closed',
    duration_minutes: 1440,
    end_datetime: new Date(start + hours * 3_600_000).toISOString(),
  })
}
