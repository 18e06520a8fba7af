/** What the stand-in knows: every object with all its fields, in X's older (tweet) words. */

export type Fields = Readonly<Record<string, unknown>>

export interface Reference {
  readonly type: 'retweeted' | 'quoted' | 'replied_to'
  readonly id: string
}

export interface RawPost extends Fields {
  readonly id: string
  readonly text: string
  readonly author_id?: string
  readonly created_at?: string
  readonly in_reply_to_user_id?: string
  readonly referenced_tweets?: readonly Reference[]
}

export interface RawUser extends Fields {
  readonly id: string
  readonly name: string
  readonly username: string
}

export interface World {
  readonly users: Map<string, RawUser>
  readonly posts: Map<string, RawPost>
  readonly media: Map<string, Fields>
  readonly polls: Map<string, Fields>
  /** User id → its own posts, newest first. */
  readonly timelines: Map<string, readonly RawPost[]>
  /** How many `t.co` links were handed out. */
  links: number
}

export function createWorld(): World {
  return {
    users: new Map(),
    posts: new Map(),
    media: new Map(),
    polls: new Map(),
    timelines: new Map(),
    links: 0,
  }
}

export function findUser(world: World, handle: string): RawUser | undefined {
  return [...world.users.values()].find(user => user.username.toLowerCase() === handle.toLowerCase())
}

export function addUser(world: World, user: Omit<RawUser, 'id'> & { readonly id?: string }): RawUser {
  const added = { id: String(90_000_001 + world.users.size), ...user } as RawUser
  world.users.set(added.id, added)
  world.timelines.set(added.id, [])
  return added
}

/** Snowflake ids start here. https://docs.x.com/fundamentals/x-ids */
const X_EPOCH = 1_288_834_974_657n

/** An id that sorts by time, as X's do: milliseconds, then 22 bits in which `turn` keeps two of one moment apart. */
export function snowflake(at: number, turn: number): string {
  return String(((BigInt(at) - X_EPOCH) << 22n) | BigInt(turn))
}

export const isNewer = (id: string, than: string): boolean => BigInt(id) > BigInt(than)
