/** What X said, in every form it has, and what is true: the whole source against a local server in X's place. */
import { describe, expect, it } from 'vitest'
import { xNetwork } from '../server/sources/x.js'
import { inPostWords, raw } from './fixtures/x/page.js'
import {
  asked,
  counting,
  failure,
  gone,
  load,
  locked,
  NONE,
  page,
  posts,
  problem,
  suspended,
  unknown,
  user,
  withUpstream,
} from './fixtures/x/reader.js'
import { account, json, text } from './fixtures/x/upstream.js'

withUpstream()

it('knows a handle by its form, and asks nobody', () => {
  const { canonical } = xNetwork
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

it('mends what no page could show: lone surrogates and names that turn the line', async () => {
  const lone = String.fromCharCode(0xd83e)
  const named = user({ name: `\u202E${lone}Quay\u2066` })
  const { document } = await load(account(named, page([raw('9', `Tide ${lone} table \u202Eabc`)])))
  expect(document).toMatchObject({
    author: { name: '\uFFFDQuay' },
    posts: [{ text: [{ type: 'text', text: 'Tide \uFFFD table \u202Eabc' }] }],
  })
})
