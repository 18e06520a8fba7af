/** What an account does while the stand-in runs: appear, publish, delete. */
import { type Desk, store } from './drafts.js'
import { addUser, findUser, isNewer, type RawUser, type World } from './world.js'

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

export function publish(desk: Desk, handle: string, text: string, now: number): string {
  const { world } = desk
  const user = introduce(desk, handle)
  const timeline = world.timelines.get(user.id) ?? []
  // Two posts of one millisecond still sort: the later one is newer.
  const drafted = store(desk, { text, minutes: (desk.start - now) / 60_000 }, user)
  const newest = timeline[0]?.id ?? '0'
  const id = isNewer(drafted.id, newest) ? drafted.id : String(BigInt(newest) + 1n)
  world.posts.delete(drafted.id)
  const post = { ...drafted, id, edit_history_tweet_ids: [id], conversation_id: id }
  world.posts.set(id, post)
  world.timelines.set(user.id, [post, ...timeline])
  return id
}

export function remove(world: World, handle: string, id: string): void {
  const user = findUser(world, handle)
  const timeline = user && world.timelines.get(user.id)
  if (!user || !timeline?.some(post => post.id === id)) throw new RangeError(`@${handle} has no post ${id}`)
  world.timelines.set(
    user.id,
    timeline.filter(post => post.id !== id),
  )
  world.posts.delete(id)
}
