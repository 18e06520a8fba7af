/** From stored posts to X's answer: only the fields that were asked for, only the includes that were expanded. */
import { speak, type Vocabulary } from './fields.js'
import { notFound } from './problems.js'
import type { Query } from './query.js'
import type { Fields, RawPost, RawUser, World } from './world.js'

/** The envelope without `meta`. Members that would be empty are left out, as X leaves them out. */
export function postsBody(world: World, posts: readonly RawPost[], query: Query): Fields {
  const errors: Fields[] = []
  const includes = expand(world, posts, query, errors)
  return speak(query.vocabulary, {
    ...(posts.length > 0 && { data: posts.map(post => pickPost(post, query)) }),
    ...(Object.keys(includes).length > 0 && { includes }),
    ...(errors.length > 0 && { errors }),
  })
}

export function userBody(world: World, user: RawUser, query: Query): Fields {
  const pinned = world.posts.get(String(user.pinned_tweet_id))
  const expanded = query.expansions.has('pinned_tweet_id') && pinned
  return speak(query.vocabulary, {
    data: pick(user, query.fields.user, USER_ALWAYS),
    ...(expanded && { includes: { tweets: [pickPost(pinned, query)] } }),
  })
}

const USER_ALWAYS = ['id', 'name', 'username']
const POST_ALWAYS = ['id', 'text', 'edit_history_tweet_ids']

/** An expansion brings the field that holds the reference along. */
const BROUGHT: Readonly<Record<string, string>> = {
  author_id: 'author_id',
  in_reply_to_user_id: 'in_reply_to_user_id',
  'referenced_tweets.id': 'referenced_tweets',
  'referenced_tweets.id.author_id': 'referenced_tweets',
  'referenced_tweets.id.attachments.media_keys': 'referenced_tweets',
  'attachments.media_keys': 'attachments',
  'attachments.poll_ids': 'attachments',
}

function pickPost(post: RawPost, { fields, expansions }: Query): Fields {
  const brought = [...expansions].flatMap(name => BROUGHT[name] ?? [])
  return pick(post, fields.post, [...POST_ALWAYS, ...brought])
}

function pick(object: Fields, asked: ReadonlySet<string>, always: readonly string[]): Fields {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([key, value]) => value !== undefined && (asked.has(key) || always.includes(key)),
    ),
  )
}

function expand(world: World, posts: readonly RawPost[], query: Query, errors: Fields[]): Fields {
  const { expansions: asked, fields, vocabulary } = query
  const deep = asked.has('referenced_tweets.id')
  // In the newer words one expansion reaches the referenced posts too: they have none for the second level.
  const below = (name: string): boolean =>
    asked.has(`referenced_tweets.id.${name}`) || (vocabulary === 'post' && deep && asked.has(name))
  const gather = <T>(
    from: Map<string, T>,
    parameter: string,
    kind: 'user' | Vocabulary,
    ids: readonly string[],
  ) =>
    [...new Set(ids)].flatMap(id => {
      const found = from.get(id)
      if (!found) errors.push(notFound(kind, parameter, id))
      return found ?? []
    })

  const references = posts.flatMap(post => post.referenced_tweets?.map(({ id }) => id) ?? [])
  const wantsReferences = [...asked].some(name => name.startsWith('referenced_tweets.id'))
  const tweets = wantsReferences
    ? gather(
        world.posts,
        vocabulary === 'tweet' ? 'referenced_tweets.id' : 'referenced_posts',
        vocabulary,
        references,
      )
    : []

  const authors = [...(asked.has('author_id') ? posts : []), ...(below('author_id') ? tweets : [])].flatMap(
    post => post.author_id ?? [],
  )
  const targets = asked.has('in_reply_to_user_id')
    ? posts.flatMap(post => post.in_reply_to_user_id ?? [])
    : []
  const mentions = asked.has('entities.mentions.username') ? posts.flatMap(mentioned) : []
  const users = gather(world.users, 'author_id', 'user', [...authors, ...targets])
  for (const { id, username } of mentions) {
    const user = world.users.get(id)
    if (!user) errors.push(notFound('user', 'entities.mentions.username', username))
    else if (!users.includes(user)) users.push(user)
  }

  const withMedia = [
    ...(asked.has('attachments.media_keys') ? posts : []),
    ...(below('attachments.media_keys') ? tweets : []),
  ]
  const media = known(
    world.media,
    withMedia.flatMap(post => attached(post, 'media_keys')),
  )
  const polls = asked.has('attachments.poll_ids')
    ? known(
        world.polls,
        posts.flatMap(post => attached(post, 'poll_ids')),
      )
    : []

  const includes = {
    users: users.map(user => pick(user, fields.user, USER_ALWAYS)),
    tweets: tweets.map(post => pickPost(post, query)),
    media: media.map(item => pick(item, fields.media, ['media_key', 'type'])),
    polls: polls.map(poll => pick(poll, fields.poll, ['id', 'options'])),
  }
  return Object.fromEntries(Object.entries(includes).filter(([, list]) => list.length > 0))
}

const known = <T>(from: Map<string, T>, keys: readonly string[]): readonly T[] =>
  [...new Set(keys)].flatMap(key => from.get(key) ?? [])

function attached(post: RawPost, name: 'media_keys' | 'poll_ids'): readonly string[] {
  return (post.attachments as Readonly<Record<string, readonly string[]>> | undefined)?.[name] ?? []
}

function mentioned(post: RawPost): readonly { readonly id: string; readonly username: string }[] {
  const entities = post.entities as
    | { readonly mentions?: readonly { id: string; username: string }[] }
    | undefined
  return entities?.mentions ?? []
}
