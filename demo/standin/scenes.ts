/** One scene per row of the truth table and per fault: what an account answers while the scene is played. */
import { FAULTS, type Fault } from './faults.js'
import type { Vocabulary } from './fields.js'
import { START } from './paging.js'
import { notAuthorized, notFound, suspended } from './problems.js'
import { withhold } from './withhold.js'
import type { Fields, RawPost, RawUser } from './world.js'

export type SceneName = Kind | keyof typeof FAULTS

/**
 * `slow:800` answers after 800 ms. A fault strikes where it would in life: a key's, credit's or outage's
 * fault on every call, all others on the timeline; `lookup:` moves it to the look-up of the account.
 */
export type Scene = SceneName | `slow:${number}` | `lookup:${SceneName}` | `lookup:slow:${number}`

/** What a scene changes; whatever it leaves out is answered as the account would. */
export interface Effect {
  readonly fault?: Fault
  readonly delay?: number
  readonly on?: 'lookup' | 'timeline' | 'both'
  /** The first read of the timeline is spared. */
  readonly once?: true
  /** Words it refuses, or takes and ignores. */
  readonly refuses?: Vocabulary
  readonly ignores?: Vocabulary
  /** The account's own post count, when it is not the length of its timeline. */
  readonly count?: number
  readonly lookup?: (user: RawUser) => { readonly user: RawUser } | { readonly problem: Fields }
  readonly posts?: (posts: readonly RawPost[], user: RawUser) => readonly RawPost[]
  readonly problem?: (id: string) => Fields
  readonly page?: (body: Fields, firstPage: boolean) => Fields
}

type Kind =
  | 'posts'
  | 'empty'
  | 'empty-array'
  | 'count-mismatch'
  | 'empty-with-next-token'
  | 'only-replies'
  | 'protected'
  | 'suspended'
  | 'not-found'
  | 'withheld-account'
  | 'withheld-all'
  | 'partial-errors'
  | 'odd-post'
  | 'fields-400'
  | 'fields-ignored'
  | 'good-once'

const KINDS = {
  posts: {},
  empty: { posts: () => [] },
  'empty-array': { posts: () => [], page: body => ({ data: [], ...body }) },
  'count-mismatch': { posts: () => [], count: 42 },
  'empty-with-next-token': {
    page: (body, first) => (first ? { meta: { result_count: 0, next_token: START } } : body),
  },
  'only-replies': { posts: onlyReplies },
  protected: { lookup: user => ({ user: { ...user, protected: true } }), problem: notAuthorized },
  suspended: {
    lookup: user => ({ problem: suspended('username', user.username) }),
    problem: id => suspended('id', id),
  },
  'not-found': {
    lookup: user => ({ problem: notFound('user', 'username', user.username) }),
    problem: id => notFound('user', 'id', id),
  },
  'withheld-account': {
    lookup: user => ({ user: { ...user, withheld: { country_codes: ['XX'], scope: 'user' } } }),
    posts: () => [],
    count: 42,
  },
  'withheld-all': { posts: (posts, user) => posts.filter(isOwn).map(post => withhold(post, user)) },
  'partial-errors': { page: body => ({ ...body, errors: [...list(body.errors), ...UNREADABLE_NEIGHBOURS] }) },
  'odd-post': { page: body => ({ ...body, data: list(body.data).toSpliced(1, 0, ODD_POST) }) },
  'fields-400': { refuses: 'tweet' },
  'fields-ignored': { ignores: 'tweet' },
  'good-once': { fault: FAULTS['unavailable-503'], once: true },
} satisfies Readonly<Record<Kind, Effect>>

const EVERY_CALL: ReadonlySet<string> = new Set([
  'unauthorized-401',
  'credits-402',
  'forbidden-403',
  'usage-capped-429',
  'server-error-500',
  'bad-gateway-html-502',
  'unavailable-503',
])

/** Every scene's name, but for `slow:` and the `lookup:` forms. */
export const SCENES = [...Object.keys(KINDS), ...Object.keys(FAULTS)] as readonly SceneName[]

export function effectOf(scene: Scene): Effect {
  const lookup = scene.startsWith('lookup:')
  const name = lookup ? scene.slice('lookup:'.length) : scene
  const on = lookup ? 'lookup' : EVERY_CALL.has(name) ? 'both' : 'timeline'
  if (name.startsWith('slow:')) return { on, delay: Number(name.slice('slow:'.length)) }
  if (Object.hasOwn(FAULTS, name)) return { on, fault: FAULTS[name as keyof typeof FAULTS] }
  if (!Object.hasOwn(KINDS, name)) throw new RangeError(`no scene is called "${scene}"`)
  const effect: Effect = KINDS[name as Kind]
  return { on, ...effect }
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A repost shows somebody else's post, which is not withheld with the account's own. */
const isOwn = (post: RawPost): boolean => !post.referenced_tweets?.some(({ type }) => type === 'retweeted')

/** The replies it wrote; an account without any gets two. */
function onlyReplies(posts: readonly RawPost[], user: RawUser): readonly RawPost[] {
  const replies = posts.filter(post => post.in_reply_to_user_id)
  if (replies.length > 0) return replies
  return [2, 1].map(turn => ({
    id: String(1_700_000_000_000_000_100n + BigInt(turn)),
    text: 'Thank you for asking. Yes, both boats take bicycles.',
    edit_history_tweet_ids: [String(1_700_000_000_000_000_100n + BigInt(turn))],
    author_id: user.id,
    created_at: '2023-08-11T07:20:00.000Z',
    in_reply_to_user_id: '90999998',
    referenced_tweets: [{ type: 'replied_to', id: '1699999999999999000' }],
  }))
}

/** Errors beside good posts are everyday: what somebody quoted or answered is gone. */
const UNREADABLE_NEIGHBOURS: readonly Fields[] = [
  notFound('tweet', 'referenced_tweets.id', '1699999999999999000'),
  notFound('user', 'in_reply_to_user_id', '90999998'),
]

const ODD_POST: Fields = { id: 1_700_000_000_000, text: null, created_at: 'yesterday', entities: 'none' }
