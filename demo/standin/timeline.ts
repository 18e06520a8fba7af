/** What an account does while the stand-in runs: appear, publish, edit, be liked, delete. */
import { type Desk, store } from './drafts.js'
import { addUser, findUser, isNewer, type RawPost, type RawUser, type World } from './world.js'

/** The account of this handle; a new one begins with three posts. */
export function introduce(desk: Desk, handle: string): RawUser {
  const { world } = desk
  const known = findUser(world, handle)
  if (known) return known
  const user = addUser(world, {
    name: handle,
    username: handle,
    description: 'Sample account',
    protected: false,
    public_metrics: { followers_count: 12, following_count: 3, tweet_count: 0, listed_count: 0 },
  })
  const posts = FIRST_WORDS.map((text, index) => store(desk, { text, minutes: 30 * (index + 1) }, user))
  world.timelines.set(user.id, posts)
  return user
}

const FIRST_WORDS = [
  'The tide is out, and so is the dog.',
  'Fog until ten, then a day like a polished spoon.',
  'Hello, harbour.',
]

/** `to` is one of the account's own posts, which this one goes on from. */
export function publish(desk: Desk, handle: string, text: string, now: number, to?: string): string {
  const { world } = desk
  const user = introduce(desk, handle)
  const timeline = world.timelines.get(user.id) ?? []
  // Two posts of one millisecond still sort: the later one is newer.
  const drafted = store(desk, { text, minutes: (desk.start - now) / 60_000 }, user)
  const newest = timeline[0]?.id ?? '0'
  const id = isNewer(drafted.id, newest) ? drafted.id : String(BigInt(newest) + 1n)
  world.posts.delete(drafted.id)
  const answered = to === undefined ? undefined : ownPost(world, handle, to)
  const post: RawPost = {
    ...drafted,
    id,
    edit_history_tweet_ids: [id],
    conversation_id: answered ? answered.conversation_id : id,
    ...(answered && {
      in_reply_to_user_id: user.id,
      referenced_tweets: [{ type: 'replied_to', id: answered.id }],
    }),
  }
  world.posts.set(id, post)
  world.timelines.set(user.id, [post, ...timeline])
  return id
}

/** The new version has an id of its own, as on X; the old one is gone from the timeline. */
export function edit(desk: Desk, handle: string, id: string, text: string, now: number): string {
  const { world } = desk
  const old = ownPost(world, handle, id)
  const newer = publish(desk, handle, text, now)
  const history = [...((old.edit_history_tweet_ids as readonly string[] | undefined) ?? [id]), newer]
  replace(world, handle, newer, post => ({ ...post, edit_history_tweet_ids: history }))
  remove(world, handle, id)
  return newer
}

export function like(world: World, handle: string, id: string): void {
  replace(world, handle, id, post => {
    const counts = (post.public_metrics ?? {}) as { readonly like_count?: number }
    return { ...post, public_metrics: { ...counts, like_count: (counts.like_count ?? 0) + 1 } }
  })
}

export function remove(world: World, handle: string, id: string): void {
  ownPost(world, handle, id)
  revise(world, handle, timeline => timeline.filter(post => post.id !== id))
  world.posts.delete(id)
}

function replace(world: World, handle: string, id: string, change: (post: RawPost) => RawPost): void {
  const post = change(ownPost(world, handle, id))
  world.posts.set(id, post)
  revise(world, handle, timeline => timeline.map(other => (other.id === id ? post : other)))
}

function revise(
  world: World,
  handle: string,
  change: (timeline: readonly RawPost[]) => readonly RawPost[],
): void {
  const id = findUser(world, handle)?.id ?? ''
  world.timelines.set(id, change(world.timelines.get(id) ?? []))
}

/** Throws RangeError when it has none of that id. */
function ownPost(world: World, handle: string, id: string): RawPost {
  const timeline = world.timelines.get(findUser(world, handle)?.id ?? '')
  const post = timeline?.find(other => other.id === id)
  if (!post) throw new RangeError(`@${handle} has no post ${id}`)
  return post
}
