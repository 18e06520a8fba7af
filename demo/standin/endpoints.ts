/** The two endpoints: check the question, play the account's scene, answer what was asked for. */
import { type Exchange, sendJson } from './faults.js'
import { allowed, speak, type Vocabulary } from './fields.js'
import { pageOf } from './paging.js'
import { notFound } from './problems.js'
import { BadParameter, type Query, readQuery } from './query.js'
import type { Recording } from './replay.js'
import type { Effect } from './scenes.js'
import { postsBody, userBody } from './shapes.js'
import { type Fields, findUser, isNewer, type RawUser, type World } from './world.js'

export interface Stage {
  readonly world: World
  readonly recording: Recording | undefined
  /** Words that get a 400 from every account. */
  readonly refuses: Vocabulary | undefined
  sceneOf(handle: string): Effect
  charge(kind: 'posts' | 'users', ids: readonly string[]): void
  isFirstRead(handle: string): boolean
}

/** Throws BadParameter. */
export function answerLookup(
  stage: Stage,
  exchange: Exchange,
  handle: string,
  params: URLSearchParams,
  vocabulary: Vocabulary,
): void {
  if (!/^[A-Za-z0-9_]{1,15}$/.test(handle)) {
    const message = `The \`username\` query parameter value [${handle}] does not match ^[A-Za-z0-9_]{1,15}$`
    throw new BadParameter('username', handle, message)
  }
  refuse(stage.refuses, params)
  const query = readQuery(params, 'lookup', vocabulary)
  const tell = telling(exchange, vocabulary)
  const found = findUser(stage.world, handle)
  const effect = stage.sceneOf(handle.toLowerCase())
  const respond = (): void => {
    if (effect.fault && effect.on !== 'timeline' && !effect.once) return void effect.fault(exchange)
    if (!found) return void tell(notFound('user', 'username', handle))
    const played = effect.lookup?.(found) ?? { user: found }
    if ('problem' in played) return void tell(played.problem)
    const user = counted(stage.world, played.user, effect)
    stage.charge('users', [user.id])
    sendJson(exchange, 200, userBody(stage.world, user, query))
  }
  after(effect.on === 'timeline' ? 0 : effect.delay, exchange, respond)
}

/** Throws BadParameter. */
export function answerTimeline(
  stage: Stage,
  exchange: Exchange,
  id: string,
  params: URLSearchParams,
  vocabulary: Vocabulary,
): void {
  if (!/^[0-9]{1,19}$/.test(id)) {
    throw new BadParameter('id', id, `The \`id\` query parameter value [${id}] does not match ^[0-9]{1,19}$`)
  }
  refuse(stage.refuses, params)
  const query = readQuery(params, 'timeline', vocabulary)
  const tell = telling(exchange, vocabulary)
  const user = stage.world.users.get(id)
  if (!user) return void tell(notFound('user', 'id', id))
  const handle = user.username.toLowerCase()
  const effect = stage.sceneOf(handle)
  refuse(effect.refuses, params)
  const spared = effect.once && (query.pageToken !== undefined || stage.isFirstRead(handle))
  const respond = (): void => {
    if (effect.fault && effect.on !== 'lookup' && !spared) return void effect.fault(exchange)
    if (effect.problem) return void tell(effect.problem(id))
    const body = timelineBody(stage, user, effect, query)
    stage.charge('posts', billable(body))
    sendJson(exchange, 200, body)
  }
  after(effect.on === 'lookup' ? 0 : effect.delay, exchange, respond)
}

function timelineBody({ world, recording }: Stage, user: RawUser, effect: Effect, query: Query): Fields {
  const own = world.timelines.get(user.id) ?? []
  const page = pageOf(effect.posts?.(own, user) ?? own, query)
  const blind = effect.ignores === query.vocabulary
  const heard = blind ? { ...query, fields: { ...query.fields, post: new Set<string>() } } : query
  const ids = page.posts.map(post => post.id)
  const newest = ids.reduce((most, id) => (isNewer(id, most) ? id : most), ids[0] ?? '')
  const oldest = ids.reduce((least, id) => (isNewer(least, id) ? id : least), ids[0] ?? '')
  const body = {
    ...(recording ? recording.body(page.posts) : postsBody(world, page.posts, heard)),
    meta: {
      result_count: ids.length,
      ...(ids.length > 0 && { newest_id: newest, oldest_id: oldest }),
      ...(page.nextToken && { next_token: page.nextToken }),
      ...(page.previousToken && { previous_token: page.previousToken }),
    },
  }
  return effect.page?.(body, query.pageToken === undefined) ?? body
}

/** X answers 200 for an account that can't be read, with the problem in place of the data. */
const telling =
  (exchange: Exchange, vocabulary: Vocabulary) =>
  (problem: Fields): void =>
    sendJson(exchange, 200, speak(vocabulary, { errors: [problem] }))

/** The profile tells how many posts there are. */
function counted(world: World, user: RawUser, effect: Effect): RawUser {
  const own = world.timelines.get(user.id) ?? []
  const tweet_count = effect.count ?? (effect.posts?.(own, user) ?? own).length
  return { ...user, public_metrics: { ...(user.public_metrics as Fields | undefined), tweet_count } }
}

/** Posts of the page, and included ones: X counts includes of the kind that the endpoint sells. */
function billable({ data, includes }: Fields): readonly string[] {
  const beside = includes as Readonly<Record<string, readonly Fields[]>> | undefined
  const objects = [...((data ?? []) as readonly Fields[]), ...(beside?.tweets ?? beside?.posts ?? [])]
  return objects.map(object => String(object.id))
}

function refuse(vocabulary: Vocabulary | undefined, params: URLSearchParams): void {
  const name = `${vocabulary}.fields`
  const value = params.get(name)
  if (!vocabulary || value === null) return
  const known = Object.keys(allowed(vocabulary === 'tweet' ? 'post' : 'tweet')).join(',')
  throw new BadParameter(name, value, `The query parameter [${name}] is not one of [${known}]`)
}

function after(delay: number | undefined, { response }: Exchange, respond: () => void): void {
  if (!delay) return void respond()
  const timer = setTimeout(respond, delay)
  response.once('close', () => clearTimeout(timer))
}
