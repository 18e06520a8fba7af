/** How sample posts are written down, and how one becomes an item of a feed with everything around it. */
import { facetsOf } from './facets.js'
import {
  type Account,
  addAccount,
  basicView,
  type Fields,
  type Item,
  labelOf,
  newKey,
  type World,
} from './world.js'

export interface Picture {
  readonly file: string
  readonly size: readonly [number, number]
  readonly alt?: string
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
  readonly card?: {
    readonly url: string
    readonly title: string
    readonly description: string
    readonly picture?: Picture
  }
  /** `gone`, `blocked` and `detached` are what the AppView shows in place of a post. */
  readonly quote?: Draft | 'gone' | 'blocked' | 'detached'
  readonly repost?: Draft
  readonly replyTo?: Draft
  readonly pinned?: true
  /** Put on the post by its author. */
  readonly labels?: readonly string[]
}

export interface Desk {
  readonly world: World
  readonly start: number
}

type Post = Item['post']

/** Stores the draft; newest stays first, and no two of an account share a moment. */
export function store(desk: Desk, draft: Draft, account: Account): Item {
  const taken = new Set(account.items.map(({ at }) => at))
  let time = Math.trunc(desk.start - draft.minutes * 60_000)
  while (taken.has(new Date(time).toISOString())) time += 1
  const at = new Date(time).toISOString()
  const item = draft.repost ? repostOf(desk, draft.repost, account, at) : itemOf(desk, draft, account, at)
  const place = account.items.findIndex(known => known.at < at)
  account.items.splice(place < 0 ? account.items.length : place, 0, item)
  if (draft.pinned) account.pinned = item.post.uri
  return item
}

function itemOf(desk: Desk, draft: Draft, account: Account, at: string): Item {
  const parent = draft.replyTo && postOf(desk, draft.replyTo, account)
  const reply = parent && { root: asReplied(parent), parent: asReplied(parent) }
  return { at, post: postOf(desk, draft, account), ...(reply && { reply }) }
}

function repostOf(desk: Desk, original: Draft, account: Account, at: string): Item {
  const uri = `at://${account.did}/app.bsky.feed.repost/${newKey(Date.parse(at))}`
  const by = basicView(account)
  return {
    at,
    post: postOf(desk, original, account),
    reason: { $type: 'app.bsky.feed.defs#reasonRepost', by, uri, cid: CID, indexedAt: at },
  }
}

/** Makes the post go on from another one of the same account. */
export function answerOwn(account: Account, item: Item, to: string): void {
  const parent = account.items.find(({ post, reason }) => !reason && post.uri === to)
  if (!parent) throw new RangeError(`${account.handle} has no post ${to}`)
  const root = (parent.reply?.root as Post | undefined) ?? parent.post
  const record = { ...item.post.record, reply: { root: refOf(root), parent: refOf(parent.post) } }
  const reply = { root: asReplied(root), parent: asReplied(parent.post) }
  account.items[account.items.indexOf(item)] = { ...item, post: { ...item.post, record }, reply }
}

/** No client checks it, and nothing here is signed. */
const CID = 'bafyreigxqsampleqsampleqsampleqsampleqsampleqsampleqsampleqsam'

const done = new WeakMap<World, Map<Draft, Post>>()

/** Made once, however often it is quoted. */
function postOf(desk: Desk, draft: Draft, account: Account): Post {
  const made = done.get(desk.world) ?? new Map<Draft, Post>()
  done.set(desk.world, made)
  const known = made.get(draft)
  if (known) return known
  const author = draft.by ? addAccount(desk.world, { handle: draft.by, name: draft.by }) : account
  const createdAt = new Date(desk.start - draft.minutes * 60_000).toISOString()
  const uri = `at://${author.did}/app.bsky.feed.post/${newKey(Date.parse(createdAt))}`
  const embed = embedOf(desk, draft, account)
  const parent = draft.replyTo && postOf(desk, draft.replyTo, account)
  const facets = facetsOf(draft.text, desk.world)
  const post: Post = {
    uri,
    cid: CID,
    author: basicView(author),
    record: {
      $type: 'app.bsky.feed.post',
      text: draft.text,
      createdAt,
      langs: [draft.lang ?? 'en'],
      ...(facets.length > 0 && { facets }),
      ...(parent && { reply: { root: refOf(parent), parent: refOf(parent) } }),
    },
    ...(embed && { embed }),
    bookmarkCount: 0,
    replyCount: Math.round((draft.likes ?? 0) / 14),
    repostCount: Math.round((draft.likes ?? 0) / 6),
    likeCount: draft.likes ?? 0,
    quoteCount: Math.round((draft.likes ?? 0) / 30),
    indexedAt: createdAt,
    labels: (draft.labels ?? []).map(val => labelOf(author.did, uri, val)),
  }
  made.set(draft, post)
  return post
}

const refOf = ({ uri }: Post): Fields => ({ uri, cid: CID })
const asReplied = (post: Post): Fields => ({ $type: 'app.bsky.feed.defs#postView', ...post })

function embedOf(desk: Desk, draft: Draft, account: Account): Fields | undefined {
  const media = mediaOf(desk, draft)
  const record = draft.quote && { record: quoted(desk, draft.quote, account) }
  if (media && record) return { $type: 'app.bsky.embed.recordWithMedia#view', media, record }
  return record ? { $type: 'app.bsky.embed.record#view', ...record } : media
}

function mediaOf({ world }: Desk, { photos, card }: Draft): Fields | undefined {
  const at = ({ file }: Picture): string => `${world.mediaBase}${file}`
  if (photos) {
    const images = photos.map(photo => {
      const [width, height] = photo.size
      return { thumb: at(photo), fullsize: at(photo), alt: photo.alt ?? '', aspectRatio: { width, height } }
    })
    // What holds more pictures is another kind of thing, and calls them otherwise.
    if (images.length > 4) {
      const items = images.map(({ thumb: thumbnail, ...image }) => ({ ...image, thumbnail }))
      return { $type: 'app.bsky.embed.gallery#view', items }
    }
    return { $type: 'app.bsky.embed.images#view', images }
  }
  if (!card) return undefined
  const { url: uri, title, description, picture } = card
  const thumb = picture && { thumb: at(picture) }
  return { $type: 'app.bsky.embed.external#view', external: { uri, title, description, ...thumb } }
}

function quoted(desk: Desk, quote: NonNullable<Draft['quote']>, account: Account): Fields {
  const kind = (name: string): string => `app.bsky.embed.record#view${name}`
  const uri = `at://${account.did}/app.bsky.feed.post/${newKey(0)}`
  if (quote === 'gone') return { $type: kind('NotFound'), uri, notFound: true }
  if (quote === 'detached') return { $type: kind('Detached'), uri, detached: true }
  if (quote === 'blocked') return { $type: kind('Blocked'), uri, blocked: true, author: { did: account.did } }
  const { record: value, embed, ...view } = postOf(desk, quote, account)
  return { $type: kind('Record'), ...view, value, embeds: embed ? [embed] : [] }
}
