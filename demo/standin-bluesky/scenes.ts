/** One scene per row of the truth table and per fault: what an account answers while the scene is played. */
import { FAULTS as COMMON, type Exchange, type Fault, sendJson } from '../standin/faults.js'
import type { Account, Fields, Item } from './world.js'

export type SceneName = Kind | keyof typeof FAULTS

/**
 * `slow:800` answers after 800 ms. An outage strikes every call, other faults the feed; `lookup:` moves a
 * fault to the profile.
 */
export type Scene = SceneName | `slow:${number}` | `lookup:${SceneName}`

/** What a scene changes; whatever it leaves out is answered as the account would. */
export interface Effect {
  readonly fault?: Fault
  readonly delay?: number
  readonly on?: 'lookup' | 'feed' | 'both'
  /** The first read of the feed is spared. */
  readonly once?: true
  /** The account's own post count, when it is not that of its feed. */
  readonly count?: number
  /** How the profile is refused. */
  readonly refusal?: Fields
  /** More labels on the account. */
  readonly labels?: readonly string[]
  readonly items?: (items: readonly Item[], account: Account) => readonly unknown[]
  /** Pages hold at most so many items, whatever is asked. */
  readonly page?: number
}

const refusal = (error: string, message: string): Fields => ({ error, message })

export const NOT_FOUND = refusal('InvalidRequest', 'Profile not found')

type Kind =
  | 'posts'
  | 'empty'
  | 'count-mismatch'
  | 'only-replies'
  | 'only-members'
  | 'taken-down'
  | 'deactivated'
  | 'not-found'
  | 'members'
  | 'hidden'
  | 'odd-post'
  | 'short-pages'
  | 'good-once'

const outage = (status: number, error: string, message: string): Fault => {
  return exchange => sendJson(exchange, status, refusal(error, message))
}

const KINDS = {
  posts: {},
  empty: { items: () => [], count: 0 },
  'count-mismatch': { items: () => [], count: 42 },
  'only-replies': { items: items => items.filter(isReply), count: 7 },
  'only-members': { items: items => items.map(forMembers) },
  'taken-down': { refusal: refusal('AccountTakedown', 'Account has been suspended') },
  deactivated: { refusal: refusal('AccountDeactivated', 'Account is deactivated') },
  'not-found': { refusal: NOT_FOUND },
  members: { labels: ['!no-unauthenticated'] },
  hidden: { labels: ['!hide'] },
  'odd-post': { items: items => [items[0], ODD, ...items.slice(1)] },
  'short-pages': { page: 3 },
  'good-once': { fault: outage(503, 'NotEnoughResources', 'Not Enough Resources'), once: true },
} satisfies Readonly<Record<Kind, Effect>>

const FAULTS = {
  'html-200': COMMON['html-200'],
  'redirect-302': COMMON['redirect-302'],
  'no-content-204': COMMON['no-content-204'],
  'null-body': COMMON['null-body'],
  'empty-body': COMMON['empty-body'],
  'truncated-json': COMMON['truncated-json'],
  'brotli-garbage': COMMON['brotli-garbage'],
  'gzip-garbage': COMMON['gzip-garbage'],
  'not-found-404-empty': COMMON['not-found-404-empty'],
  'bad-parameter-400': outage(400, 'InvalidRequest', 'Error: Params must have the property "actor"'),
  'no-feed-200': exchange => sendJson(exchange, 200, {}),
  'forbidden-403': outage(403, 'Forbidden', 'Forbidden'),
  'rate-limit-429': limited,
  'server-error-500': outage(500, 'InternalServerError', 'Internal Server Error'),
  'bad-gateway-html-502': COMMON['bad-gateway-html-502'],
  'unavailable-503': outage(503, 'NotEnoughResources', 'Not Enough Resources'),
  hang: COMMON.hang,
  drip: COMMON.drip,
  reset: COMMON.reset,
  huge: COMMON.huge,
} satisfies Readonly<Record<string, Fault>>

/** Every scene's name, but for `slow:` and the `lookup:` forms. */
export const SCENES = [...Object.keys(KINDS), ...Object.keys(FAULTS)] as readonly SceneName[]

const EVERY_CALL = /^(?:forbidden|rate-limit|server-error|bad-gateway|unavailable)-/

export function effectOf(scene: Scene): Effect {
  const lookup = scene.startsWith('lookup:')
  const name = lookup ? scene.slice('lookup:'.length) : scene
  const on = lookup ? 'lookup' : EVERY_CALL.test(name) ? 'both' : 'feed'
  if (name.startsWith('slow:')) return { on, delay: Number(name.slice('slow:'.length)) }
  if (Object.hasOwn(FAULTS, name)) return { on, fault: FAULTS[name as keyof typeof FAULTS] }
  if (!Object.hasOwn(KINDS, name)) throw new RangeError(`no scene is called "${scene}"`)
  const effect: Effect = KINDS[name as Kind]
  return { on, ...effect }
}

/** https://docs.bsky.app/docs/advanced-guides/rate-limits */
function limited(exchange: Exchange): void {
  exchange.response.setHeader('ratelimit-limit', '3000')
  exchange.response.setHeader('ratelimit-remaining', '0')
  exchange.response.setHeader('ratelimit-reset', String(exchange.resetAt))
  sendJson(exchange, 429, refusal('RateLimitExceeded', 'Rate Limit Exceeded'))
}

const isReply = ({ post, reason }: Item): boolean => !reason && Object.hasOwn(post.record, 'reply')

/** Posts by people who want to be read by members only, as a repost brings them. */
function forMembers(item: Item): Fields {
  const author = { ...(item.post.author as Fields), labels: [{ val: '!no-unauthenticated' }] }
  return { ...item, post: { ...item.post, author } }
}

const ODD: Fields = { post: { uri: 7, author: null, record: 'none' } }
