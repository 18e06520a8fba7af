/** What an account of the stand-in can be: each truth, each relative of Mastodon, each fault. */
import { FAULTS, type Fault, send, sendJson } from '../standin/faults.js'
import { asAkkoma, asPixelfed, asPleroma } from './relatives.js'
import type { Fields, RawStatus } from './world.js'

/** A fault strikes on the timeline; `lookup:` moves it to the look-up. `elsewhere:HOST` keeps the API on another host. */
export type MastodonScene = SceneName | `lookup:${SceneName}` | `elsewhere:${string}`
export type SceneName = keyof typeof KINDS | (typeof SHARED)[number]

/** What a scene changes; whatever it leaves out is answered as Mastodon would. */
export interface Effect {
  readonly fault?: Fault
  readonly account?: Fields
  readonly posts?: (posts: readonly RawStatus[]) => readonly unknown[]
  /** No account of that name. */
  readonly gone?: true
  /** Answers without these. */
  readonly without?: readonly ('lookup' | 'paging' | 'by-name' | 'search' | 'server' | 'filters')[]
}

const refusal =
  (status: number, error: string): Fault =>
  exchange =>
    sendJson(exchange, status, { error })

const KINDS = {
  posts: {},
  empty: { posts: () => [], account: { statuses_count: 0 } },
  'only-replies': { posts: posts => posts.filter(post => post.in_reply_to_account_id === '220') },
  'followers-only': { posts: () => [], account: { statuses_count: 42, locked: true } },
  'nothing-public': { posts: () => [], account: { statuses_count: 42 } },
  'private-leaked': {
    posts: posts => posts.map(post => ({ ...post, visibility: 'private' })),
    account: { locked: true },
  },
  'count-missing': { posts: () => [], account: { statuses_count: null } },
  locked: { account: { locked: true } },
  suspended: { account: { suspended: true, display_name: '', note: '' }, posts: () => [] },
  limited: { account: { limited: true } },
  moved: {
    account: {
      moved: {
        id: '7',
        username: 'quay',
        acct: 'quay@slipway.example',
        url: 'https://slipway.example/@quay',
      },
    },
  },
  'not-found': { gone: true },
  'odd-post': { posts: posts => [{ id: 5, visibility: 'public', content: null }, ...posts] },
  'odd-posts': { posts: posts => [{ id: 5, visibility: 'public' }, 'status', null, ...posts] },
  'only-odd-posts': { posts: () => [{ id: '5', visibility: 'public', content: null }] },
  // Relatives of Mastodon, by what they lack or do otherwise.
  gotosocial: { account: { locked: true, discoverable: false } },
  pleroma: { without: ['lookup', 'filters'], posts: posts => posts.map(asPleroma) },
  akkoma: { without: ['filters'], posts: posts => posts.map(asAkkoma) },
  older: { without: ['lookup', 'by-name'] },
  snac: { without: ['paging', 'filters'], account: { statuses_count: 0, acct: undefined } },
  'snac-empty': { without: ['paging', 'filters'], account: { statuses_count: 0 }, posts: () => [] },
  pixelfed: { posts: posts => posts.map(asPixelfed) },
  'hidden-account': { without: ['lookup', 'by-name', 'search'] },
  'no-such-api': { gone: true, without: ['server'] },
  'login-401': { fault: refusal(401, 'Unauthorized: token not supplied') },
  'login-403': { fault: refusal(403, 'This action is not allowed') },
  'login-422': { fault: refusal(422, 'This method requires an authenticated user') },
  'login-redirect': { fault: exchange => send(exchange, 302, '', { location: '/login' }) },
  'too-many': {
    fault: exchange => {
      const reset = new Date(exchange.resetAt * 1000).toISOString()
      exchange.response.setHeader('x-ratelimit-remaining', '0').setHeader('x-ratelimit-reset', reset)
      sendJson(exchange, 429, { error: 'Throttled' })
    },
  },
  'not-a-list': { fault: exchange => sendJson(exchange, 200, { posts: [] }) },
  'timeline-404': { fault: refusal(404, 'Record not found') },
} satisfies Readonly<Record<string, Effect>>

const SHARED = [
  'html-200',
  'no-content-204',
  'null-body',
  'empty-body',
  'truncated-json',
  'brotli-garbage',
  'gzip-garbage',
  'server-error-500',
  'bad-gateway-html-502',
  'hang',
  'drip',
  'reset',
  'huge',
] as const satisfies readonly (keyof typeof FAULTS)[]

export const MASTODON_SCENES = [...Object.keys(KINDS), ...SHARED] as readonly SceneName[]

export function effectOf(scene: MastodonScene): Effect {
  const name = scene.replace(/^lookup:/, '')
  const fault = SHARED.find(known => known === name)
  if (fault) return { fault: FAULTS[fault] }
  if (name.startsWith('elsewhere:')) return { gone: true, without: ['server'] }
  if (!Object.hasOwn(KINDS, name)) throw new RangeError(`no scene is called "${scene}"`)
  return KINDS[name as keyof typeof KINDS]
}
