/** The owner's rules on single posts: what they hide, what they put first, and how a file of them is read. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { moderated, wordPattern } from '../server/moderation.js'
import { ModerationError, readModeration } from '../server/moderation-file.js'
import type { PostsDocument } from '../wire/document.js'
import type { Post } from '../wire/post.js'
import { openTown, type Town } from './support/town.js'

const author = { name: 'Ada', handle: 'ada', url: 'https://x.com/ada' }
const post = (id: string, text: string, more: Partial<Post> = {}): Post => ({
  id,
  network: 'x',
  url: `https://x.com/ada/status/${id}`,
  author,
  createdAt: '2026-11-23T09:00:00.000Z',
  text: [{ type: 'text', text }],
  ...more,
})
const feed = { network: 'x', handle: 'ada', replies: true } as const
const documentOf = (...posts: Post[]): PostsDocument => ({
  v: 1,
  status: 'posts',
  network: 'x',
  handle: 'ada',
  profileUrl: author.url,
  author,
  fetchedAt: '2026-11-23T09:00:00.000Z',
  posts,
})
function left(rules: unknown, ...posts: Post[]): readonly string[] {
  const document = moderated(documentOf(...posts), feed, readModeration(JSON.stringify(rules)))
  return document.status === 'posts'
    ? document.posts.map(({ id, pinned }) => id + (pinned ? '!' : ''))
    : [document.status]
}

describe('a word', () => {
  it.each([
    ['casino', 'Win at the CASINO tonight', true],
    ['casino', 'Win at the #Casino!', true],
    ['casino', 'casinos', false],
    ['ass', 'The class passed', false],
    ['free money', 'Get free money now', true],
    ['été', 'Un été chaud', true],
    ['क', 'कि', false],
    ['賭博', '今夜の賭博場', true],
    ['c++ (old)', 'We write C++ (old) here', true],
  ])('"%s" in "%s": %s', (word, text, found) => expect(wordPattern(word).test(text)).toBe(found))

  it('is looked for wherever a visitor would read it', () => {
    const body = { id: 'q', url: 'https://x.com/q', author, createdAt: '2026-11-23T09:00:00.000Z' }
    expect(
      left(
        { words: ['eel'] },
        post('1', 'One eel'),
        post('2', 'A link', { card: { url: 'https://a.example/', title: 'The eel', site: 'a.example' } }),
        post('3', 'A quote', {
          quote: { type: 'post', post: { ...body, text: [{ type: 'text', text: 'Eel!' }] } },
        }),
        post('4', 'A poll', { poll: { options: [{ label: 'Eel', votes: 1 }], closed: false } }),
        post('5', 'A picture', { media: [{ type: 'photo', url: 'https://a.example/p.jpg', alt: 'an eel' }] }),
        post('6', 'A wheel'),
      ),
    ).toEqual(['6'])
  })
})

describe('rules', () => {
  it('leave out other languages, but not posts whose language nobody told', () => {
    const posts = [post('1', 'a', { language: 'en-GB' }), post('2', 'b', { language: 'ja' }), post('3', 'c')]
    expect(left({ languages: ['en-US', 'de'] }, ...posts)).toEqual(['1', '3'])
  })

  it('hide by id or address, and hiding all is filtered, never empty', () => {
    const posts = [post('1', 'a'), post('2', 'b')]
    expect(left({ hidden: ['2'] }, ...posts)).toEqual(['1'])
    expect(left({ hidden: ['https://x.com/ada/status/1'] }, ...posts)).toEqual(['2'])
    expect(left({ hidden: ['1', '2'] }, ...posts)).toEqual(['filtered'])
  })

  it('put pinned posts first, marked, unless they are hidden', () => {
    const posts = [post('1', 'a'), post('2', 'b'), post('3', 'c')]
    expect(left({ pinned: ['3', '1'], hidden: ['1'] }, ...posts)).toEqual(['3!', '2'])
  })

  it('for one feed come on top of those for all, and touch no other feed', () => {
    const posts = [post('1', 'eel'), post('2', 'crab'), post('3', 'gull')]
    const own = (name: string) => ({ words: ['eel'], feeds: { [name]: { words: ['crab'] } } })
    expect(left(own('x/@Ada?replies'), ...posts)).toEqual(['3'])
    expect(left(own('x/bob'), ...posts)).toEqual(['2', '3'])
  })
})

describe('a file', () => {
  it('names every mistake at once', () => {
    const text = JSON.stringify({ word: ['a'], hidden: [7], languages: ['not a language'], words: [' '] })
    expect(() => readModeration(text)).toThrow(ModerationError)
    expect(() => readModeration(text)).toThrow(/hidden\.0.*/)
    expect(() => readModeration(text)).toThrow(/languages\.0.*/)
    expect(() => readModeration(text)).toThrow(/words\.0.*/)
    expect(() => readModeration(text)).toThrow(/"word"/)
    expect(() => readModeration('{"feeds": {"y/a": {}, "x/a b": {}}}')).toThrow(/"y\/a".*"x\/a b"/)
    expect(() => readModeration('{"words": [')).toThrow(/JSON/)
  })
})

describe('on a running server', () => {
  let town: Town
  afterEach(() => town.close())

  it('an edit takes effect on the next look, and a broken one keeps the rules before it and says so once', async () => {
    town = await openTown({ rules: { words: ['benches'] } })
    const texts = async () => JSON.stringify(await town.wall('?limit=100'))
    expect(await texts()).not.toContain('benches')
    expect(await texts()).toContain('Crabs')
    const etag = (await town.get('walls/quay?limit=100')).headers.get('etag')

    await town.moderate({ words: ['crabs'] })
    await vi.waitFor(async () => expect(await texts()).toContain('benches'), { timeout: 10_000 })
    expect(await texts()).not.toContain('Crabs')
    expect((await town.get('walls/quay?limit=100')).headers.get('etag')).not.toBe(etag)
    const address = `feeds/rss/${encodeURIComponent(town.rss.handle)}`
    expect(await (await town.get(address)).text()).not.toContain('Crabs')

    await town.moderate('{ "words": [')
    const warned = () => town.log.filter(line => line.includes('the rules before this edit stay'))
    await vi.waitFor(() => expect(warned().length).toBe(1), { timeout: 10_000 })
    expect(await texts()).not.toContain('Crabs')
    expect(warned().length).toBe(1)
  })
})
