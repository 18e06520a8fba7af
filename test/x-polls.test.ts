/** What is asked of X, and so paid for, once posts are known: polls, and the whole window once a day. */
import { describe, expect, it } from 'vitest'
import type { Truth } from '../server/sources/source.js'
import { raw } from './fixtures/x/page.js'
import {
  asked,
  clock,
  counting,
  failure,
  gone,
  load,
  locked,
  MORNING,
  NONE,
  page,
  posts,
  suspended,
  user,
  withUpstream,
} from './fixtures/x/reader.js'
import { type Answerer, account, json } from './fixtures/x/upstream.js'

withUpstream()

describe('polls', () => {
  const twenty = account(user(), page(posts(50, 20)))
  const idsOf = ({ document }: Truth) =>
    document.status === 'posts' ? document.posts.map(({ id }) => id) : []
  const newer = (...answers: readonly (unknown | Answerer)[]) => account(user(), ...answers)

  it('ask for what is newer than the newest post, and put it in front', async () => {
    const previous = await load(twenty)
    const next = await load(newer(page(posts(52, 2))), { previous })
    expect(idsOf(next)).toEqual(posts(52, 20).map(({ id }) => id))
    expect((await load(newer(NONE), { previous: next })).document).toEqual(next.document)
    expect(asked()).toEqual(['user', '20', '5 since 50', '5 since 52'])
  })

  it('with nothing newer change nothing but the time', async () => {
    const previous = await load(twenty)
    clock.now += 60_000
    const { document, ...rest } = await load(newer(NONE), { previous })
    expect(document).toEqual({ ...previous.document, fetchedAt: '2026-11-23T09:01:00.000Z' })
    expect(rest).toEqual({ dropped: 0, memory: previous.memory })
  })

  it('survive being written down', async () => {
    const previous = JSON.parse(JSON.stringify(await load(twenty))) as Truth
    await load(newer(NONE), { previous })
    expect(asked()).toEqual(['user', '20', '5 since 50'])
  })

  it('put the new version of an edited post in the place of the old one', async () => {
    const previous = await load(twenty)
    const edited = raw('51', 'Post 49, mended', { edit_history_tweet_ids: ['49', '51'] })
    const next = await load(newer(page([edited])), { previous })
    expect(idsOf(next)).toEqual(['51', ...posts(50, 20).map(({ id }) => id)].filter(id => id !== '49'))
    expect(next.document.status === 'posts' && next.document.posts[0]?.edited).toBe(true)
  })

  it('do not ask again for a post that nobody could read', async () => {
    const previous = await load(twenty)
    const next = await load(newer(page([{ id: '51', public_metrics: {} }])), { previous })
    await load(newer(NONE), { previous: next })
    expect([idsOf(next).length, next.dropped]).toEqual([20, 1])
    expect(asked().slice(2)).toEqual(['5 since 50', '5 since 51'])
  })

  it('read on until nothing is missing in between', async () => {
    const previous = await load(twenty)
    const next = await load(newer(page(posts(58, 5), 'b'), page(posts(53, 3))), { previous })
    expect(asked().slice(2)).toEqual(['5 since 50', '15 since 50 after b'])
    expect(idsOf(next)).toEqual(posts(58, 20).map(({ id }) => id))
  })

  it('drop what is known when a window of new posts came without an end', async () => {
    const previous = await load(twenty)
    const next = await load(newer(page(posts(99, 5), 'b'), page(posts(94, 15), 'c')), { previous })
    expect(asked().slice(2)).toEqual(['5 since 50', '15 since 50 after b'])
    expect(idsOf(next)).toEqual(posts(99, 20).map(({ id }) => id))
  })

  it('take the newest window whole when what is missing can not be had', async () => {
    const previous = await load(twenty)
    const again = { meta: { result_count: 0, next_token: 'again' } }
    const next = await load(newer(page(posts(99, 1), 'b'), again, again, page(posts(99, 20))), { previous })
    expect(asked().slice(2)).toEqual([
      '5 since 50',
      '19 since 50 after b',
      '19 since 50 after again',
      'user',
      '20',
    ])
    expect(idsOf(next)).toEqual(posts(99, 20).map(({ id }) => id))
  })

  it('leave no gap when a page of them fails', async () => {
    const previous = await load(twenty)
    const failed = newer(page(posts(58, 5), 'b'), json({}, 503))
    expect((await failure(failed, { previous })).reason).toBe('outage')
  })

  it('read the window whole when X refuses the number of the newest post', async () => {
    const previous = await load(twenty)
    const refusal = json({ errors: [{ parameters: { since_id: ['50'] }, message: 'too old' }] }, 400)
    const next = await load(newer(refusal, page(posts(51, 20))), { previous })
    expect(asked().slice(2)).toEqual(['5 since 50', 'user', '20'])
    expect(idsOf(next)[0]).toBe('51')
  })

  it('are not for another window than the known one', async () => {
    const previous = await load(twenty)
    await load(account(user(), page(posts(50, 30))), { previous, window: 30 })
    expect(asked().slice(2)).toEqual(['user', '30'])
  })

  it.each<[string, unknown, string]>([
    ['protected', locked, 'protected'],
    ['suspended', { errors: [{ ...suspended.errors[0], parameter: 'id' }] }, 'suspended'],
    ['deleted', gone, 'not-found'],
  ])('find out that the account was %s', async (_, answer, status) => {
    const previous = await load(twenty)
    const { document, memory } = await load(newer(answer), { previous })
    expect(document.status).toBe(status)
    expect(memory).toBeUndefined()
    expect(asked().slice(2)).toEqual(['5 since 50'])
  })
})

describe('the whole window', () => {
  const twenty = account(user(), page(posts(50, 20)))
  /** Past every handle's time of day. */
  const nextEvening = Date.UTC(2026, 10, 24, 22)

  it('and the profile are read again on the next UTC day, once', async () => {
    let previous = await load(twenty)
    clock.now = nextEvening
    const fewer = account(user({ name: 'South Quay' }), page(posts(49, 10)))
    previous = await load(fewer, { previous })
    expect(previous.document).toMatchObject({ author: { name: 'South Quay' }, posts: { length: 10 } })
    clock.now += 60_000
    await load(account(user(), NONE), { previous })
    expect(asked()).toEqual(['user', '20', 'user', '20', '5 since 49'])
  })

  it.each<[string, unknown, unknown, string]>([
    ['all posts were deleted', counting(0), NONE, 'empty'],
    ['the account was suspended', suspended, NONE, 'suspended'],
    ['the account was protected', user({ protected: true }), NONE, 'protected'],
  ])('tells that %s', async (_, lookup, timeline, status) => {
    const previous = await load(twenty)
    clock.now = nextEvening
    expect((await load(account(lookup, timeline), { previous })).document.status).toBe(status)
  })

  it('that shows nothing beside posts known good proves nothing while X still counts some', async () => {
    const previous = await load(twenty)
    clock.now = nextEvening
    const nothing = account(counting(31), NONE)
    expect((await failure(nothing, { previous })).reason).toBe('unreadable')
    expect((await load(nothing)).document.status).toBe('filtered')
  })

  it('is asked for while there is nothing to show', async () => {
    const previous = await load(account(counting(0), NONE))
    await load(account(counting(31), NONE), { previous })
    const { document } = await load(twenty, { previous })
    expect(document.status).toBe('posts')
    expect(asked()).toEqual(['user', '20', 'user', '20', 'user', '20'])
  })

  it.each([
    undefined,
    null,
    7,
    { v: 2, id: '7001', reconciled: 0, window: 20, newest: '50' },
    { v: 1, id: '../x', reconciled: MORNING, window: 20, newest: '50' },
    { v: 1, id: '7001', reconciled: MORNING, window: 20, newest: 'x' },
    { v: 1, id: '7001', reconciled: 'today', window: 20, newest: '50' },
    { v: 1, id: '7001' },
  ])('is read again when the notes are %j', async memory => {
    const { document } = await load(twenty)
    await load(twenty, { previous: { document, dropped: 0, memory } })
    expect(asked()).toEqual(['user', '20', 'user', '20'])
  })
})
