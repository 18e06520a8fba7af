/** What is asked of X, and so paid for, when a window is read: its pages. */
import { describe, expect, it } from 'vitest'
import { raw } from './fixtures/x/page.js'
import {
  asked,
  counting,
  failure,
  forget,
  load,
  page,
  posts,
  upstream,
  user,
  warnings,
  withUpstream,
} from './fixtures/x/reader.js'
import { type Answerer, account, json } from './fixtures/x/upstream.js'

withUpstream()

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
