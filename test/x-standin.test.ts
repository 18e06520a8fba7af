/** The real source against the stand-in X: every scene it can play, every sample account, both vocabularies. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SAMPLE_ACCOUNTS } from '../demo/standin/accounts.js'
import { type StandIn, startStandIn } from '../demo/standin/index.js'
import { SCENES, type SceneName } from '../demo/standin/scenes.js'
import { FeedError } from '../server/errors.js'
import { createLedger } from '../server/ledger.js'
import type { Truth } from '../server/sources/source.js'
import { createXSource } from '../server/sources/x.js'
import { memoryLedger } from '../server/stores/ledger-book.js'
import type { Reason, Status } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'

const TOKEN = 'canary-51f0'
let standIn: StandIn

beforeAll(async () => {
  standIn = await startStandIn({ token: TOKEN })
})
afterAll(() => standIn.close())

const ledgerAt = (now: () => number) => createLedger({ store: memoryLedger(), budget: 1e9, now })

interface Choice {
  readonly url?: string
  readonly token?: string
  readonly window?: number
  readonly replies?: boolean
}

async function load(handle: string, choice: Choice = {}): Promise<Truth> {
  const { url = standIn.url, token = TOKEN, window = 20, replies = false } = choice
  const source = createXSource({
    token,
    url,
    ledger: ledgerAt(Date.now),
    now: Date.now,
    warn: () => {},
    timeoutMs: 600,
    maxBytes: 1 << 20,
  })
  const truth = await source.load({ handle, window, replies, signal: new AbortController().signal })
  expect(isFeedDocument(truth.document)).toBe(true)
  return truth
}

/** The status, or why there is none. */
const outcome = (handle: string, choice?: Choice): Promise<Status | Reason> =>
  load(handle, choice).then(
    ({ document }) => document.status,
    (error: unknown) => (error as FeedError).reason,
  )

const EXPECTED: Readonly<Record<SceneName, Status | Reason>> = {
  posts: 'posts',
  empty: 'empty',
  'empty-array': 'empty',
  'count-mismatch': 'filtered',
  'empty-with-next-token': 'posts',
  'only-replies': 'filtered',
  protected: 'protected',
  suspended: 'suspended',
  'not-found': 'not-found',
  'withheld-account': 'withheld',
  'withheld-all': 'withheld',
  'partial-errors': 'posts',
  'odd-post': 'posts',
  'fields-400': 'posts',
  'fields-ignored': 'posts',
  'good-once': 'posts',
  'errors-only': 'unreadable',
  'html-200': 'unreadable',
  'redirect-302': 'unreadable',
  'no-content-204': 'unreadable',
  'null-body': 'unreadable',
  'empty-body': 'unreadable',
  'truncated-json': 'unreadable',
  'brotli-garbage': 'unreadable',
  'gzip-garbage': 'unreadable',
  'bad-parameter-400': 'unreadable',
  'unauthorized-401': 'key',
  'credits-402': 'credit',
  'forbidden-403': 'key',
  'not-found-404-empty': 'unreadable',
  'rate-limit-429': 'rate-limit',
  'rate-limit-429-retry-after': 'rate-limit',
  'rate-limit-plain-text': 'rate-limit',
  'usage-capped-429': 'credit',
  'server-error-500': 'outage',
  'bad-gateway-html-502': 'outage',
  'unavailable-503': 'outage',
  hang: 'timeout',
  drip: 'timeout',
  reset: 'outage',
  huge: 'unreadable',
}

describe('each scene is told as what it is', () => {
  it.each(SCENES.map((scene, index) => ({ scene, handle: `scene_${index}` })))(
    '$scene',
    async ({ scene, handle }) => {
      standIn.play(handle, 'posts')
      standIn.publish(handle, 'The early ferry runs again.')
      standIn.play(handle, scene)
      expect(await outcome(handle)).toBe(EXPECTED[scene])
    },
  )

  it.each<SceneName>(['html-200', 'null-body', 'not-found-404-empty', 'hang', 'reset', 'rate-limit-429'])(
    '%s at the look-up',
    async scene => {
      standIn.play('lookup_fault', `lookup:${scene}`)
      expect(await outcome('lookup_fault')).toBe(EXPECTED[scene])
    },
  )
})

it('reads every sample account without an odd post', async () => {
  const told: Record<string, Status | Reason> = {}
  for (const { handle } of SAMPLE_ACCOUNTS) {
    const truth = await load(handle).catch((error: FeedError) => error.reason)
    told[handle] = typeof truth === 'string' ? truth : truth.document.status
    if (typeof truth !== 'string') expect(truth.dropped, handle).toBe(0)
  }
  expect(told).toMatchObject({
    northquaynews: 'posts',
    varindiamag: 'empty',
    demo_filtered: 'filtered',
    demo_protected: 'protected',
    demo_suspended: 'suspended',
    demo_missing: 'not-found',
    demo_withheld: 'withheld',
    demo_outage: 'outage',
    demo_limited: 'rate-limit',
    demo_credit: 'credit',
    demo_key: 'key',
    demo_arabic: 'posts',
    demo_hindi: 'posts',
  })
})

it('reads the same from an X that speaks its new words only', async () => {
  const modern = await startStandIn({ token: TOKEN, vocabulary: 'post' })
  const { document } = await load('northquaynews', { url: modern.url, window: 100 })
  await modern.close()
  const old = await load('northquaynews', { window: 100 })
  const kinds = ({ document: { status, ...rest } }: Pick<Truth, 'document'>) =>
    status === 'posts' && 'posts' in rest ? rest.posts.map(({ text }) => text.map(({ type }) => type)) : []
  expect(kinds({ document }).length).toBeGreaterThan(10)
  expect(kinds({ document }).length).toBe(kinds(old).length)
})

it('reads the liveliest account in full: every kind of post there is', async () => {
  const { document } = await load('northquaynews', { window: 100, replies: true })
  const posts = document.status === 'posts' ? document.posts : []
  const media = posts.flatMap(({ media = [] }) => media)
  expect(new Set(media.map(({ type }) => type))).toEqual(new Set(['photo', 'video', 'gif']))
  expect(new Set(posts.flatMap(({ text }) => text.map(({ type }) => type)))).toEqual(
    new Set(['text', 'link', 'mention', 'hashtag', 'cashtag']),
  )
  expect(new Set(posts.flatMap(({ quote }) => quote?.type ?? []))).toEqual(new Set(['post', 'unavailable']))
  for (const part of [
    'card',
    'poll',
    'repostedBy',
    'replyTo',
    'sensitive',
    'edited',
    'withheld',
    'paidPartnership',
  ] as const)
    expect(posts.filter(post => part in post).length, part).toBeGreaterThan(0)
})

it('with a wrong key says so, and repeats neither', async () => {
  const error: unknown = await load('northquaynews', { token: 'wrong-key-77' }).catch(thrown => thrown)
  expect(error).toBeInstanceOf(FeedError)
  expect(error).toMatchObject({ reason: 'key', message: expect.not.stringMatching(/wrong-key-77|canary/) })
})

it('pays for the window once a day, however often it reads', async () => {
  const day = Date.UTC(2026, 10, 23, 9)
  let now = day
  const meter = await startStandIn({ token: TOKEN, now: () => now })
  const source = createXSource({
    token: TOKEN,
    url: meter.url,
    ledger: ledgerAt(() => now),
    now: () => now,
    warn: () => {},
  })
  const ask = { handle: 'demo_arabic', window: 5, replies: false, signal: new AbortController().signal }
  let previous: Truth | undefined
  for (let read = 0; read < 4; read++) {
    previous = await source.load({ ...ask, ...(previous && { previous }) })
    now += 60_000
  }
  const { users, posts } = meter.billed('2026-11-23')
  await meter.close()
  expect(users).toBe(1)
  expect(posts).toBeLessThanOrEqual(5)
  expect(meter.calls.filter(({ path }) => path.includes('/by/username/'))).toHaveLength(1)
})
