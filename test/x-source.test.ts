/** The whole source against a local server in X's place: what was asked, what was paid for, what is true. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FeedError } from '../server/errors.js'
import type { Ask, Truth } from '../server/sources/source.js'
import { createXSource } from '../server/sources/x.js'
import { isFeedDocument } from '../wire/guard.js'
import { inPostWords, QUAY, raw } from './fixtures/x/page.js'
import { type Answerer, account, json, startUpstream, text, type Upstream } from './fixtures/x/upstream.js'

const MORNING = Date.UTC(2026, 10, 23, 9)
const DAY = 24 * 60 * 60 * 1000

let upstream: Upstream
let now = MORNING
let warnings: string[] = []
let before = 0

beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.close())
beforeEach(() => {
  now = MORNING
  warnings = []
  before = upstream.calls.length
})

const source = () =>
  createXSource({
    token: 'canary',
    url: upstream.url,
    now: () => now,
    warn: message => void warnings.push(message),
  })

/** What was asked since the test began: `user`, or the parameters of a page. */
function asked(): string[] {
  return upstream.calls.slice(before).map(({ url }) => {
    if (url.pathname.startsWith('/2/users/by/')) return 'user'
    const { max_results, pagination_token } = Object.fromEntries(url.searchParams)
    return `${max_results}${pagination_token ? ` after ${pagination_token}` : ''}`
  })
}

async function load(answer: Answerer, ask: Partial<Ask> = {}, from = source()): Promise<Truth> {
  upstream.answer = answer
  const signal = new AbortController().signal
  const truth = await from.load({ handle: 'northquay', window: 20, replies: false, signal, ...ask })
  expect(isFeedDocument(truth.document)).toBe(true)
  return truth
}

async function failure(answer: Answerer, ask?: Partial<Ask>): Promise<FeedError> {
  const error: unknown = await load(answer, ask).catch(thrown => thrown)
  expect(error).toBeInstanceOf(FeedError)
  return error as FeedError
}

const user = (more: object = {}) => ({ data: { ...QUAY, ...more } })
const counting = (tweet_count: unknown) => user({ public_metrics: { tweet_count } })
const NONE = { meta: { result_count: 0 } }
const posts = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => raw(String(first - index), `Post ${first - index}`))
const page = (data: readonly unknown[], next_token?: string) => ({
  data,
  includes: { users: [QUAY] },
  meta: { result_count: data.length, ...(next_token && { next_token }) },
})
const problem = (parameter: string, slug: string, title: string, detail = '') => ({
  errors: [{ parameter, title, detail, type: `https://api.x.com/2/problems/${slug}` }],
})
const unknown = problem(
  'username',
  'resource-not-found',
  'Not Found Error',
  'Could not find user with username: [northquay].',
)
const suspended = problem(
  'username',
  'resource-not-found',
  'Forbidden',
  'User has been suspended: [northquay].',
)
const locked = problem(
  'id',
  'not-authorized-for-resource',
  'Authorization Error',
  'Sorry, you are not authorized to see the user with id: [7001].',
)
const gone = problem('id', 'resource-not-found', 'Not Found Error')

it('knows a handle by its form, and asks nobody', () => {
  const { canonical } = source()
  expect(['@NorthQuay', ' northquay ', 'a', 'A_1'].map(canonical)).toEqual([
    'northquay',
    'northquay',
    'a',
    'a_1',
  ])
  const bad = ['', '@', '@@a', 'a b', 'north-quay', '../x', '%2e%2e', 'x'.repeat(16), 'ｎorth']
  expect(bad.filter(handle => canonical(handle) !== undefined)).toEqual([])
  expect(asked()).toEqual([])
})

describe('the truth', () => {
  it('is posts when there are some', async () => {
    const { document, dropped } = await load(account(user(), page(posts(120, 20))))
    expect(document).toMatchObject({
      v: 1,
      status: 'posts',
      network: 'x',
      handle: 'northquay',
      profileUrl: 'https://x.com/northquay',
      fetchedAt: '2026-11-23T09:00:00.000Z',
      author: { name: 'North Quay', handle: 'northquay' },
    })
    expect(document.status === 'posts' && document.posts.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 20 }, (_, index) => 120 - index),
    )
    expect(dropped).toBe(0)
    expect(asked()).toEqual(['user', '20'])
  })

  it.each<[string, unknown, unknown, string]>([
    ['X counts none and its timeline is empty', counting(0), NONE, 'empty'],
    ['X counts none and lists none', counting(0), { data: [] }, 'empty'],
    ['X counts none in its new words', inPostWords(counting(0)), { data: null, ...NONE }, 'empty'],
    ['X counts some but shows none', counting(31), NONE, 'filtered'],
    [
      'X counts some, shows none, and offers endless pages',
      counting(31),
      { meta: { result_count: 0, next_token: 'again' } },
      'filtered',
    ],
    ['the account is protected', user({ protected: true }), NONE, 'protected'],
    ['the timeline says that it is protected', user(), locked, 'protected'],
    ['the account is suspended', suspended, NONE, 'suspended'],
    [
      'the account was suspended since',
      user(),
      { errors: [{ ...suspended.errors[0], parameter: 'id' }] },
      'suspended',
    ],
    ['there is no such account', unknown, NONE, 'not-found'],
    ['there is no such account any more', user(), gone, 'not-found'],
    [
      'X names its problems by the old host',
      JSON.parse(JSON.stringify(unknown).replace('api.x.com', 'api.twitter.com')),
      NONE,
      'not-found',
    ],
    ['the account is withheld everywhere', user({ withheld: { country_codes: ['XX'] } }), NONE, 'withheld'],
    [
      'the account is withheld in one country only',
      user({ withheld: { country_codes: ['DE'] } }),
      page(posts(9, 5)),
      'posts',
    ],
    [
      'every post is withheld',
      user(),
      page(posts(9, 5).map(post => ({ ...post, withheld: { copyright: true, country_codes: ['XY'] } }))),
      'withheld',
    ],
    [
      'some posts are withheld',
      user(),
      page([...posts(9, 4), raw('5', 'Held', { withheld: { country_codes: ['XX'] } })]),
      'posts',
    ],
    [
      'errors stand beside posts',
      user(),
      { ...page(posts(9, 5)), ...problem('referenced_tweets.id', 'resource-not-found', 'Not Found Error') },
      'posts',
    ],
  ])('when %s', async (_, lookup, timeline, status) => {
    expect((await load(account(lookup, timeline))).document.status).toBe(status)
  })

  it.each<[string, unknown, unknown]>([
    ['does not say how many posts there are', user({ public_metrics: undefined }), NONE],
    ['counts posts in words', counting('0'), NONE],
    ['counts fewer than none', counting(-1), NONE],
    [
      'counts none and yet offers more pages',
      counting(0),
      { meta: { result_count: 0, next_token: 'again' } },
    ],
    ['neither lists nor counts', counting(0), { meta: {} }],
    ['counts posts that it does not send', counting(0), { meta: { result_count: 3 } }],
    ['sends something else than a list', counting(0), { data: {}, ...NONE }],
    ['sends posts nobody can read', counting(0), page([{ id: 'x' }, null, 7])],
    ['has an error nobody knows', counting(0), problem('id', 'operational-disconnect', 'Oops')],
    [
      'has an error about a post only',
      counting(0),
      problem('referenced_tweets.id', 'resource-not-found', 'Not Found Error'),
    ],
    ['has an error that is none', counting(0), { errors: [null] }],
    ['has an empty lookup', { errors: [] }, NONE],
    ['looks up somebody else', user({ username: 'southquay' }), NONE],
    ['looks up an account without a number', user({ id: undefined }), NONE],
    ['answers with HTML', counting(0), text('<html>', 200, { 'content-type': 'text/html' })],
    ['answers with null', counting(0), null],
    ['answers with a redirect', counting(0), json(NONE, 302)],
  ])('is not "empty" when X %s', async (_, lookup, timeline) => {
    expect((await failure(account(lookup, timeline))).reason).toBe('unreadable')
  })

  it('is a matter of money when X says so, even with a 200', async () => {
    const spent = problem('id', 'usage-capped', 'UsageCapExceeded')
    expect((await failure(account(user(), spent))).reason).toBe('credit')
  })

  it('of a protected account needs no look at its timeline', async () => {
    await load(account(user({ protected: true }), NONE))
    expect(asked()).toEqual(['user'])
  })

  it('survives an odd post among good ones', async () => {
    const { document, dropped } = await load(account(user(), page([...posts(9, 3), { id: '6' }, null])))
    expect(document.status === 'posts' && document.posts).toHaveLength(3)
    expect(dropped).toBe(2)
  })
})

describe('pages', () => {
  it('are read on while they come back empty', async () => {
    const empty = { meta: { result_count: 0, next_token: 'b' } }
    const { document } = await load(account(user(), empty, page(posts(9, 9))))
    expect(document.status).toBe('posts')
    expect(asked()).toEqual(['user', '20', '20 after b'])
  })

  it('that are short are filled up, but no post is bought that nobody keeps', async () => {
    await load(account(user(), page(posts(50, 12), 'b'), page(posts(38, 5), 'c')))
    expect(asked()).toEqual(['user', '20', '8 after b'])
  })

  it('end where X says so, or after five', async () => {
    await load(account(user(), page(posts(50, 2))))
    expect(asked()).toEqual(['user', '20'])
    let token = 0
    before = upstream.calls.length
    await load(
      account(user(), (...io: Parameters<Answerer>) =>
        json(page(posts(90 - token, 1), `t${token++}`))(...io),
      ),
    )
    expect(asked()).toEqual(['user', '20', '19 after t0', '18 after t1', '17 after t2', '16 after t3'])
  })

  it('that go wrong do not cost the ones before', async () => {
    const { document } = await load(
      account(user(), page(posts(50, 10), 'b'), json({ title: 'Too Many Requests' }, 429)),
    )
    expect(document.status === 'posts' && document.posts).toHaveLength(10)
    expect(warnings).toEqual([expect.stringContaining('429')])
    expect((await failure(account(user(), json({}, 503)))).reason).toBe('outage')
  })

  it('are as large as the window, within what X sells', async () => {
    for (const window of [3, 5, 100, 500]) await load(account(user(), page(posts(9, 5))), { window })
    expect(asked().filter(call => call !== 'user')).toEqual(['5', '5', '100', '100'])
  })

  it('leave replies away unless they are wanted', async () => {
    await load(account(user(), page(posts(9, 9))))
    expect(upstream.calls.at(-1)?.url.searchParams.get('exclude')).toBe('replies')
    await load(account(user(), page(posts(9, 9))), { replies: true })
    expect(upstream.calls.at(-1)?.url.searchParams.has('exclude')).toBe(false)
  })

  it('that lead back to themselves are not followed', async () => {
    await load(account(counting(31), { meta: { result_count: 0, next_token: 'again' } }))
    expect(asked()).toEqual(['user', '20', '20 after again'])
  })

  it('that hold more than was asked for are cut', async () => {
    const { document } = await load(account(user(), page(posts(99, 30))))
    expect(document.status === 'posts' && document.posts.map(({ id }) => id)).toEqual(
      posts(99, 20).map(({ id }) => id),
    )
  })

  it('hold an edited post once, in its newest version, and everything newest first', async () => {
    const history = { edit_history_tweet_ids: ['8', '10'] }
    const { document } = await load(
      account(
        user(),
        page([
          raw('7', 'c'),
          raw('8', 'old', history),
          raw('10', 'new', history),
          raw('9', 'b'),
          raw('9', 'b'),
        ]),
      ),
    )
    expect(document.status === 'posts' && document.posts.map(({ id }) => id)).toEqual(['10', '9', '7'])
  })
})

describe('the profile', () => {
  const twenty = account(user(), page(posts(50, 20)))

  it('is bought once per UTC day', async () => {
    const previous = await load(twenty)
    now = Date.UTC(2026, 10, 23, 23, 59)
    const later = await load(twenty, { previous })
    expect(asked()).toEqual(['user', '20', '20'])
    expect(later.document).toMatchObject({ author: { handle: 'northquay' } })
    now += 60_000
    await load(twenty, { previous: later })
    expect(asked()).toEqual(['user', '20', '20', 'user', '20'])
  })

  it('survives being written down', async () => {
    const previous = JSON.parse(JSON.stringify(await load(twenty))) as Truth
    await load(twenty, { previous })
    expect(asked()).toEqual(['user', '20', '20'])
  })

  it('is read again before "empty" is said', async () => {
    const previous = await load(twenty)
    expect((await load(account(counting(31), NONE), { previous })).document.status).toBe('filtered')
    expect((await load(account(counting(0), NONE), { previous })).document.status).toBe('empty')
    expect((await load(account(suspended, NONE), { previous })).document.status).toBe('suspended')
    expect(asked()).toEqual(['user', '20', '20', 'user', '20', '20', 'user', '20', '20', 'user'])
  })

  it('of an account that closed in between is believed from the timeline', async () => {
    const previous = await load(twenty)
    const { document, memory } = await load(account(user(), locked), { previous })
    expect(document).toMatchObject({ status: 'protected', author: { handle: 'northquay' } })
    expect(memory).toBeUndefined()
  })

  it.each([
    undefined,
    null,
    7,
    { v: 2, id: '7001', day: '2026-11-23' },
    { v: 1, id: '../x', day: '2026-11-23' },
    { v: 1, id: '7001' },
  ])('is read again when the notes are %j', async memory => {
    const { document } = await load(twenty)
    await load(twenty, { previous: { document, dropped: 0, memory } })
    expect(asked()).toEqual(['user', '20', 'user', '20'])
  })

  it('is not taken from yesterday', async () => {
    const previous = await load(twenty)
    now += DAY
    await load(twenty, { previous })
    expect(asked()).toEqual(['user', '20', 'user', '20'])
  })
})

describe('X’s two vocabularies', () => {
  const words = () =>
    upstream.calls
      .slice(before)
      .flatMap(({ url }) => [...url.searchParams.keys()].filter(key => /^(tweet|post)\.fields$/.test(key)))
  const good = page(posts(9, 5))
  /** Speaks one vocabulary; `other` is its answer to the other one. */
  const speaks =
    (word: 'tweet' | 'post', other: (asked: string) => Answerer): Answerer =>
    (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', upstream.url)
      const asked = searchParams.has('tweet.fields') ? 'tweet' : 'post'
      const answer = pathname.startsWith('/2/users/by/')
        ? json(user())
        : asked === word
          ? json(word === 'post' ? inPostWords(good) : good)
          : other(asked)
      answer(request, response)
    }
  const refuse = (asked: string) =>
    json(
      {
        errors: [
          {
            parameters: { [`${asked}.fields`]: ['x'] },
            message: `The query parameter [${asked}.fields] is not one of [id]`,
          },
        ],
        title: 'Invalid Request',
      },
      400,
    )
  const ignore = () => json({ data: [{ id: '9', text: 'Post 9' }], meta: { result_count: 1 } })

  it('the old one is asked first', async () => {
    await load(speaks('tweet', refuse))
    expect(words()).toEqual(['tweet.fields'])
  })

  it.each([
    ['refused', refuse],
    ['ignored', ignore],
  ] as const)('the new one follows when the old one is %s, once and for all', async (trouble, other) => {
    const from = source()
    const first = await load(speaks('post', other), {}, from)
    await load(speaks('post', other), {}, from)
    expect(first.document.status).toBe('posts')
    expect(words()).toEqual(['tweet.fields', 'post.fields', 'post.fields'])
    expect(warnings).toEqual([`X ${trouble} tweet.fields; asking with post.fields from now on`])
  })

  it('both refused is an error, with two free questions', async () => {
    const answer: Answerer = (request, response) =>
      (request.url?.startsWith('/2/users/by/') ? json(user()) : refuse('tweet'))(request, response)
    expect((await failure(answer)).reason).toBe('unreadable')
    expect(words()).toEqual(['tweet.fields', 'post.fields'])
  })

  it('both ignored is an error, and is not paid for twice on every poll', async () => {
    const from = source()
    const answer = account(user(), { data: [{ id: '9', text: 'Post 9' }], meta: { result_count: 1 } })
    await expect(load(answer, {}, from)).rejects.toMatchObject({ reason: 'unreadable' })
    await expect(load(answer, {}, from)).rejects.toMatchObject({ reason: 'unreadable' })
    expect(words()).toEqual(['tweet.fields', 'post.fields', 'tweet.fields'])
  })

  it('another bad parameter is not their fault', async () => {
    const bad = json(
      {
        errors: [{ parameters: { max_results: ['3'] }, message: 'not between 5 and 100' }],
        title: 'Invalid Request',
      },
      400,
    )
    expect((await failure(account(user(), bad))).message).toContain('not between 5 and 100')
    expect(words()).toEqual(['tweet.fields'])
  })
})

it('mends what no page could show: lone surrogates and names that turn the line', async () => {
  const lone = String.fromCharCode(0xd83e)
  const named = user({ name: `\u202E${lone}Quay\u2066` })
  const { document } = await load(account(named, page([raw('9', `Tide ${lone} table \u202Eabc`)])))
  expect(document).toMatchObject({
    author: { name: '\uFFFDQuay' },
    posts: [{ text: [{ type: 'text', text: 'Tide \uFFFD table \u202Eabc' }] }],
  })
})
