/** Each kind of status of the stand-in Mastodon as a post. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MastodonStandIn, startMastodon } from '../demo/standin-mastodon/index.js'
import type { MastodonScene } from '../demo/standin-mastodon/scenes.js'
import { someStatuses } from '../demo/standin-mastodon/statuses.js'
import { account } from '../demo/standin-mastodon/world.js'
import { createMastodonSource } from '../server/sources/mastodon.js'
import { toPost } from '../server/sources/mastodon-post.js'
import type { Ask, Truth } from '../server/sources/source.js'
import { createUpstream, type Upstream } from '../server/upstream.js'
import { isPost } from '../wire/guard.js'
import type { Post } from '../wire/post.js'

const NOW = Date.UTC(2026, 10, 23, 9)
let standIn: MastodonStandIn
let upstream: Upstream

beforeAll(async () => {
  standIn = await startMastodon({ now: () => NOW })
  upstream = createUpstream({ allowPrivate: [standIn.host], userAgent: 'test' })
})
afterAll(() => Promise.all([standIn.close(), upstream.close()]))

function load(user: string, ask: Partial<Ask> = {}): Promise<Truth> {
  const source = createMastodonSource({ upstream, now: () => NOW, warn: () => {} })
  const handle = `${user}@${standIn.host}`
  return source.load({ handle, window: 40, replies: false, signal: AbortSignal.timeout(5000), ...ask })
}

async function postsOf(user: string, scene: MastodonScene, ask?: Partial<Ask>): Promise<readonly Post[]> {
  standIn.play(user, scene)
  const { document } = await load(user, ask)
  if (document.status !== 'posts') throw new Error(`no posts, but ${document.status}`)
  return document.posts
}

const textOf = (post: Post | undefined): string | undefined => post?.text.map(({ text }) => text).join('')

describe('a post', () => {
  let posts: readonly Post[]
  const find = (start: string) => posts.find(post => textOf(post)?.startsWith(start))

  beforeAll(async () => {
    posts = await postsOf('harbour', 'posts')
  })

  it('has its words, mentions, hashtags, emoji and links as Mastodon shows them', () => {
    expect(find('Low tide')?.text).toEqual([
      { type: 'text', text: 'Low tide at noon, says ' },
      { type: 'mention', text: '@pier', href: 'https://slipway.example/@pier' },
      { type: 'text', text: ' ' },
      { type: 'emoji', text: ':heron:', url: 'https://pictures.invalid/heron.png' },
      { type: 'text', text: ' ' },
      { type: 'hashtag', text: '#tides', href: `http://${standIn.host}/tags/tides` },
      { type: 'text', text: '\n\nAll of it: ' },
      {
        type: 'link',
        text: 'tides.example/tables/2026…',
        href: 'https://tides.example/tables/2026/november',
      },
    ])
  })

  it('has its author by full name, without codes of emoji', () => {
    expect(find('Low tide')).toMatchObject({
      author: { name: 'Harbour', handle: `harbour@${standIn.host}`, url: `http://${standIn.host}/@harbour` },
      metrics: { replies: 1, reposts: 2, likes: 3 },
      language: 'en',
    })
  })

  it('has the preview of its link', () => {
    expect(find('Low tide')?.card).toEqual({
      url: 'https://tides.example/tables/2026/november',
      title: 'Tides in November',
      description: 'Every high and low water.',
      site: 'tides.example',
      image: { url: 'https://pictures.invalid/tides.webp', width: 600, height: 400 },
    })
  })

  it('has its warning first, and its media covered', () => {
    expect(find('Fish, dead')).toMatchObject({
      warning: 'Fish, dead',
      sensitive: true,
      media: [{ type: 'photo', alt: 'An otter on its back', width: 1200, height: 800, color: '#bf824c' }],
    })
    expect(textOf(find('Fish, dead'))).toBe('Fish, dead\nThe otter ate the whole catch.')
  })

  it('with nothing but a picture is one', () => {
    const bare = posts.filter(({ text }) => text.length === 0)
    expect(bare).toMatchObject([{ sensitive: true, media: [{ url: 'https://pictures.invalid/nets.webp' }] }])
  })

  it('has pictures that know what to keep in sight, from the left and from the top', () => {
    const bare = posts.find(({ text }) => text.length === 0)
    expect(bare?.media?.[0]?.focus?.x).toBeCloseTo(0.25)
    expect(bare?.media?.[0]?.focus?.y).toBeCloseTo(0.1)
    expect(find('Fish, dead')?.media?.[0]).not.toHaveProperty('focus')
  })

  it('has its poll, and only the choices of one that keeps its counts', () => {
    expect(find('Which boat')?.poll).toEqual({
      options: [
        { label: 'Heron', votes: 7 },
        { label: 'Otter', votes: 4 },
      ],
      closed: false,
      endsAt: '2026-11-24T09:00:00.000Z',
    })
    expect(find('A secret')?.poll).toBeUndefined()
    expect(textOf(find('A secret'))).toBe('A secret ballot\n• Row\n• Sail')
  })

  it('that was boosted is the original, with who boosted it', () => {
    expect(find('The pier is open')).toMatchObject({
      url: 'https://slipway.example/@pier/111',
      author: { handle: 'pier@slipway.example' },
      repostedBy: { handle: `harbour@${standIn.host}` },
    })
  })

  it('that was edited says so', () => {
    expect(posts.filter(({ edited }) => edited).map(textOf)).toEqual(['Fog until eleven.'])
  })

  it('quotes one level deep, without the line that stands in for it', () => {
    expect(textOf(find('Good news'))).toBe('Good news.')
    expect(find('Good news')?.quote).toMatchObject({
      type: 'post',
      post: { author: { handle: 'pier@slipway.example' } },
    })
    expect(find('It was said')?.quote).toEqual({ type: 'unavailable' })
  })

  it('has silent loops, sound as a card, and anything else as a link', () => {
    expect(find('Waves')?.media).toEqual([
      {
        type: 'gif',
        alt: 'Waves',
        width: 640,
        height: 360,
        poster: 'https://pictures.invalid/waves.webp',
        duration: 4.2,
        sources: [{ url: 'https://pictures.invalid/waves.mp4', type: 'video/mp4' }],
      },
    ])
    expect(find('The foghorn')?.card).toMatchObject({
      url: 'https://pictures.invalid/horn.mp3',
      title: 'Three blasts of the foghorn',
    })
    expect(find('The chart')?.text.at(-1)).toEqual({
      type: 'link',
      text: 'charts.example',
      href: 'https://charts.example/quay.geo',
    })
  })

  it('is for everybody: unlisted ones are shown, private ones never', () => {
    expect(find('Quietly')).toBeDefined()
    expect(find('To friends only')).toBeUndefined()
  })

  it('that goes on from its own is kept, one to somebody else only when asked for', async () => {
    expect(find('And hello, fog')?.replyTo).toEqual({
      handle: `harbour@${standIn.host}`,
      url: find('Hello, harbour')?.url,
    })
    expect(find('@pier yes')).toBeUndefined()
    const all = await postsOf('harbour', 'posts', { replies: true })
    expect(all.find(post => textOf(post) === '@pier yes')?.replyTo).toEqual({
      handle: 'pier@slipway.example',
      url: 'https://slipway.example/@pier',
    })
  })

  it('that can be read is never lost to an odd neighbour', async () => {
    standIn.play('odd', 'odd-posts')
    const { document, dropped } = await load('odd')
    expect({ status: document.status, dropped }).toEqual({ status: 'posts', dropped: 3 })
  })

  it('with anything at all in any field is a post, none, or not for everybody', () => {
    const place = { origin: 'https://s.example', mediaBase: 'https://p.example/', start: NOW }
    const statuses = someStatuses(place, account(place, 'mo'))
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.constantFrom('javascript:alert(1)', '<script>', '\ud83d', '__proto__', 'https://u:p@h/'),
    )
    const keys = Object.keys(statuses[0] ?? {})
    fc.assert(
      fc.property(
        fc.constantFrom(...statuses),
        fc.dictionary(fc.constantFrom(...keys, 'quote'), junk, { maxKeys: 6 }),
        (status, fields) => {
          const reading = toPost(
            { ...status, ...fields, visibility: 'public' },
            { id: '1', home: 's.example' },
          )
          expect(reading === undefined || reading === 'left out' || isPost(reading)).toBe(true)
          expect(JSON.stringify(reading) ?? '').not.toMatch(
            /"(?:url|href|avatar|poster)":"(?!https?:)|\\ud[89a-f]/,
          )
        },
      ),
      { numRuns: 600 },
    )
  })
})

describe('a relative of Mastodon:', () => {
  const find = (posts: readonly Post[], start: string) => posts.find(post => textOf(post)?.startsWith(start))

  it('Pleroma tells of quotes, of films and of who is answered in its own drawer', async () => {
    const posts = await postsOf('drawer', 'pleroma', { replies: true })
    expect(find(posts, 'Good news')?.quote).toMatchObject({
      type: 'post',
      post: { author: { handle: 'pier@slipway.example' } },
    })
    expect(find(posts, 'It was said')?.quote).toEqual({
      type: 'unavailable',
      url: 'https://slipway.example/@pier/111',
    })
    expect(find(posts, 'Waves')?.media).toMatchObject([
      { type: 'video', sources: [{ url: 'https://pictures.invalid/waves.mp4', type: 'video/webm' }] },
    ])
    expect(find(posts, '@pier yes')?.replyTo).toEqual({
      handle: 'pier@slipway.example',
      url: 'https://slipway.example/@pier',
    })
    expect(find(posts, 'Fog until')?.metrics).toMatchObject({ quotes: 2, likes: 3 })
  })

  it('Akkoma shows whole quotes, and leaves a reply to nobody it knows among the replies', async () => {
    const posts = await postsOf('wood', 'akkoma')
    expect(find(posts, 'Good news')?.quote).toMatchObject({ type: 'post' })
    expect(find(posts, 'It was said')?.quote).toEqual({ type: 'unavailable' })
    expect(find(posts, 'Fish, dead')?.media).toEqual([
      { type: 'photo', url: 'https://pictures.invalid/catch.webp', alt: 'An otter on its back' },
    ])
    expect(find(posts, '@pier yes')).toBeUndefined()
    expect(find(await postsOf('wood', 'akkoma', { replies: true }), '@pier yes')).toBeDefined()
  })

  it('Pixelfed has captions with breaks, pictures without a size, and comments that are no posts', async () => {
    const posts = await postsOf('frames', 'pixelfed')
    expect(textOf(find(posts, 'Low tide'))).toBe(
      'Low tide at noon, says @pier :heron: #tides\n\nAll of it: tides.example/tables/2026…',
    )
    expect(find(posts, 'Fish, dead')?.media?.[0]).not.toHaveProperty('width')
    expect(find(posts, '@pier yes')).toBeUndefined()
  })
})
