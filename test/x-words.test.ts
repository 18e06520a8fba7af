import { describe, expect, it } from 'vitest'
import { inPostWords } from './fixtures/x/page.js'
import {
  calls,
  failure,
  load,
  page,
  posts,
  source,
  upstream,
  user,
  warnings,
  withUpstream,
} from './fixtures/x/reader.js'
import { type Answerer, account, json } from './fixtures/x/upstream.js'

withUpstream()

describe('X’s two vocabularies', () => {
  const words = () =>
    calls().flatMap(({ url }) =>
      [...url.searchParams.keys()].filter(key => /^(tweet|post)\.fields$/.test(key)),
    )
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
