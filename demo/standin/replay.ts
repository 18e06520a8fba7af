/** Plays a file of recorded responses back: every line one response, every object passed on untouched. */
import { readFileSync } from 'node:fs'
import type { Fields, RawPost, RawUser, Reference } from './world.js'

export interface Recording {
  /** In the order of the file, each id once. */
  readonly posts: readonly RawPost[]
  /** The envelope of these posts, with only the includes and errors that belong to them. */
  body(posts: readonly RawPost[]): Fields
}

export const RECORDED_HANDLE = 'recorded'

/** Throws when the file can't be read or a line is no JSON object, naming the line. */
export function readRecording(path: string): Recording {
  const own = new Map<string, RawPost>()
  const included = {
    users: new Map(),
    tweets: new Map(),
    media: new Map(),
    polls: new Map(),
    places: new Map(),
  }
  const errors: Fields[] = []
  let newer = false
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue
    const { data, includes = {}, errors: problems } = parse(line, `${path}:${index + 1}`)
    const objects = (Array.isArray(data) ? data : [data]).filter(isObject)
    // A recording of users holds posts only beside them.
    const holdsUsers = objects.some(object => 'username' in object && !('text' in object))
    const beside = list(includes.tweets ?? includes.posts)
    newer ||= 'posts' in includes
    for (const post of holdsUsers ? beside : objects) addOnce(own, post, 'id')
    for (const user of holdsUsers ? objects : []) addOnce(included.users, user, 'id')
    for (const post of beside) addOnce(included.tweets, post, 'id')
    for (const user of list(includes.users)) addOnce(included.users, user, 'id')
    for (const item of list(includes.media)) addOnce(included.media, item, 'media_key')
    for (const poll of list(includes.polls)) addOnce(included.polls, poll, 'id')
    for (const place of list(includes.places)) addOnce(included.places, place, 'id')
    errors.push(...list(problems))
  }
  const names = new Map([...included.users].map(([id, user]) => [String(user.username).toLowerCase(), id]))

  const body = (posts: readonly RawPost[]): Fields => {
    const tweets = wanted(included.tweets, posts.flatMap(referenced))
    const all = [...posts, ...tweets]
    const found = Object.entries({
      users: wanted(
        included.users,
        all.flatMap(post => people(post, names)),
      ),
      [newer ? 'posts' : 'tweets']: tweets,
      media: wanted(
        included.media,
        all.flatMap(post => attached(post, 'media_keys')),
      ),
      polls: wanted(
        included.polls,
        all.flatMap(post => attached(post, 'poll_ids')),
      ),
      places: wanted(included.places, all.flatMap(place)),
    }).filter(([, objects]) => objects.length > 0)
    const mine = new Set(posts.flatMap(post => [...referenced(post), ...people(post, names)]))
    const problems = errors.filter(error => mine.has(String(error.resource_id ?? error.value)))
    return {
      ...(posts.length > 0 && { data: posts }),
      ...(found.length > 0 && { includes: Object.fromEntries(found) }),
      ...(problems.length > 0 && { errors: problems }),
    }
  }
  return { posts: [...own.values()], body }
}

export function recordedUser(posts: number): RawUser {
  return {
    id: '1',
    name: 'Recorded',
    username: RECORDED_HANDLE,
    protected: false,
    description: 'Recorded responses, played back',
    public_metrics: { followers_count: 0, following_count: 0, tweet_count: posts, listed_count: 0 },
  }
}

interface Line {
  readonly data?: unknown
  readonly includes?: Fields
  readonly errors?: unknown
}

function parse(line: string, where: string): Line {
  try {
    const value: unknown = JSON.parse(line)
    if (isObject(value)) return value
  } catch {}
  throw new Error(`${where} is not a JSON object`)
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isObject) : [])

function addOnce(to: Map<string, Fields>, object: Fields, key: string): void {
  const id = String(object[key])
  if (!to.has(id)) to.set(id, object)
}

const wanted = <T>(from: Map<string, T>, ids: readonly string[]): readonly T[] =>
  [...new Set(ids)].flatMap(id => from.get(id) ?? [])

/** What it quotes, answers or reposts, and its own other versions. */
function referenced(post: RawPost): readonly string[] {
  const references = (post.referenced_tweets ?? post.referenced_posts) as readonly Reference[] | undefined
  const versions = (post.edit_history_tweet_ids ?? post.edit_history_post_ids) as
    | readonly string[]
    | undefined
  return [...(references?.map(({ id }) => id) ?? []), ...(versions ?? [])]
}

function people(post: RawPost, names: ReadonlyMap<string, string>): readonly string[] {
  const entities = post.entities as { readonly mentions?: readonly Fields[] } | undefined
  const mentions = list(entities?.mentions).flatMap(
    ({ id, username }) => (id as string | undefined) ?? names.get(String(username).toLowerCase()) ?? [],
  )
  return [post.author_id ?? [], post.in_reply_to_user_id ?? [], mentions].flat()
}

function attached(post: RawPost, name: 'media_keys' | 'poll_ids'): readonly string[] {
  return (post.attachments as Readonly<Record<string, readonly string[]>> | undefined)?.[name] ?? []
}

function place(post: RawPost): readonly string[] {
  const id = (post.geo as { readonly place_id?: string } | undefined)?.place_id
  return id ? [id] : []
}
