/** What is asked of X, and so paid for: pages and profiles. */
import { describe, expect, it } from 'vitest'
import type { Truth } from '../server/sources/source.js'
import { raw } from './fixtures/x/page.js'
import {
  asked,
  clock,
  counting,
  failure,
  forget,
  load,
  locked,
  NONE,
  page,
  posts,
  suspended,
  upstream,
  user,
  warnings,
} from './fixtures/x/reader.js'
import { type Answerer, account, json } from './fixtures/x/upstream.js'

const DAY = 24 * 60 * 60 * 1000

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
    forget()
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
    clock.now = Date.UTC(2026, 10, 23, 23, 59)
    const later = await load(twenty, { previous })
    expect(asked()).toEqual(['user', '20', '20'])
    expect(later.document).toMatchObject({ author: { handle: 'northquay' } })
    clock.now += 60_000
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
    clock.now += DAY
    await load(twenty, { previous })
    expect(asked()).toEqual(['user', '20', 'user', '20'])
  })
})
