/** One item of a Bluesky feed, in every form it has. */
import { describe, expect, it } from 'vitest'
import {
  type Fields,
  images,
  label,
  PILOT,
  picture,
  QUAY,
  quotable,
  raw,
  read,
  readAny,
  record,
  uriOf,
  withEmbed,
} from './fixtures/bluesky.js'

it('is a post with its author, place, time, language and counts', () => {
  expect(read(raw('Fog', { langs: ['en-GB', 'de'] }))).toEqual({
    id: 'at://did:plc:qqqqqqqqqqqqqqqqqqqqqqqq/app.bsky.feed.post/3kaaaaaaaaa22',
    network: 'bluesky',
    url: 'https://bsky.app/profile/quay.example/post/3kaaaaaaaaa22',
    author: { name: 'Quay', handle: 'quay.example', url: 'https://bsky.app/profile/quay.example' },
    createdAt: '2026-11-22T09:00:00.000Z',
    text: [{ type: 'text', text: 'Fog' }],
    language: 'en-GB',
    metrics: { replies: 1, reposts: 2, quotes: 4, likes: 3 },
  })
})

it.each([
  ['the author’s, when it is earlier', '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z'],
  [
    'that of its arrival, when the author’s lies ahead',
    '2031-01-01T00:00:00.000Z',
    '2026-11-22T09:00:01.000Z',
  ],
  ['that of its arrival, when the author wrote none', 'yesterday', '2026-11-22T09:00:01.000Z'],
])('has one date: %s', (_, createdAt, date) => {
  expect(read(raw('Fog', { createdAt })).createdAt).toBe(date)
})

it('names by its number an account whose handle is void', () => {
  const author = { did: QUAY.did, handle: 'handle.invalid' }
  expect(read(raw('Fog', {}, { author }))).toMatchObject({
    url: `https://bsky.app/profile/${QUAY.did}/post/3kaaaaaaaaa22`,
    author: { name: QUAY.did, handle: QUAY.did },
  })
})

it.each([
  [{ verifiedStatus: 'valid', trustedVerifierStatus: 'none' }, 'verified'],
  [{ verifiedStatus: 'valid', trustedVerifierStatus: 'valid' }, 'verifier'],
  [{ verifiedStatus: 'invalid', trustedVerifierStatus: 'invalid' }, undefined],
  [{ verifiedStatus: 'none' }, undefined],
  ['valid', undefined],
])('has an author whose verification %j is told as %s', (verification, verified) => {
  expect(read(raw('Fog', {}, { author: { ...QUAY, verification } })).author.verified).toBe(verified)
})

describe('what hangs on it:', () => {
  it('a gallery with all its pictures', () => {
    const { thumb, ...rest } = picture()
    const items = Array.from({ length: 6 }, (_, index) => ({
      ...rest,
      thumbnail: `${thumb}/${index}`,
    }))
    const { media } = read(withEmbed({ $type: 'app.bsky.embed.gallery#view', items }))
    expect(media).toHaveLength(6)
    expect(media?.[5]).toEqual({
      type: 'photo',
      url: 'https://cdn.example/thumb/1/5',
      alt: 'A bell',
      width: 4,
      height: 3,
    })
  })

  it('pictures with their words and shape', () => {
    const { media } = read(withEmbed(images(picture(), picture({ alt: '', aspectRatio: { width: 0 } }))))
    expect(media).toEqual([
      { type: 'photo', url: 'https://cdn.example/thumb/1', alt: 'A bell', width: 4, height: 3 },
      { type: 'photo', url: 'https://cdn.example/thumb/1' },
    ])
  })

  it('a video as a stream with its still, and a loop', () => {
    const video = {
      $type: 'app.bsky.embed.video#view',
      playlist: 'https://video.example/1/playlist.m3u8',
      thumbnail: 'https://video.example/1/thumbnail.jpg',
      aspectRatio: { width: 16, height: 9 },
      alt: 'Waves',
    }
    expect(read(withEmbed(video)).media).toEqual([
      {
        type: 'video',
        alt: 'Waves',
        width: 16,
        height: 9,
        poster: 'https://video.example/1/thumbnail.jpg',
        sources: [{ url: 'https://video.example/1/playlist.m3u8', type: 'application/x-mpegURL' }],
      },
    ])
    expect(read(withEmbed({ ...video, presentation: 'gif' })).media?.[0]?.type).toBe('gif')
  })

  it('a page, with or without a title', () => {
    const page = (external: Fields): Fields => ({ $type: 'app.bsky.embed.external#view', external })
    const uri = 'https://www.quay.example/tides'
    expect(
      read(
        withEmbed(page({ uri, title: 'Tides', description: 'All of them', thumb: 'https://cdn.example/t' })),
      ).card,
    ).toEqual({
      url: uri,
      title: 'Tides',
      description: 'All of them',
      site: 'quay.example',
      image: { url: 'https://cdn.example/t' },
    })
    expect(read(withEmbed(page({ uri, title: ' ', description: '' }))).card).toEqual({
      url: uri,
      title: 'quay.example',
      site: 'quay.example',
    })
    expect(read(withEmbed(page({ uri: 'javascript:alert(1)', title: 'x' })))).not.toHaveProperty('card')
  })

  it.each([
    ['feed', 'app.bsky.feed.defs#generatorView', 'app.bsky.feed.generator', 'profile/DID/feed/k'],
    ['list', 'app.bsky.graph.defs#listView', 'app.bsky.graph.list', 'profile/DID/lists/k'],
    [
      'starter pack',
      'app.bsky.graph.defs#starterPackViewBasic',
      'app.bsky.graph.starterpack',
      'starter-pack/DID/k',
    ],
    ['labeller', 'app.bsky.labeler.defs#labelerView', 'app.bsky.labeler.service', 'profile/DID'],
  ])('a %s as a link to it', (_, $type, collection, path) => {
    const view = { $type, uri: uriOf(PILOT, 'k', collection), displayName: 'Boats', description: 'All boats' }
    expect(read(withEmbed(record(view)))).toMatchObject({
      card: { url: `https://bsky.app/${path.replace('DID', PILOT.did)}`, title: 'Boats', site: 'bsky.app' },
    })
    expect(read(withEmbed(record(view)))).not.toHaveProperty('quote')
  })

  it('anything else as a link to the post', () => {
    const { card, url } = read(withEmbed({ $type: 'app.bsky.embed.hologram#view' }))
    expect(card).toEqual({ url, title: 'bsky.app', site: 'bsky.app' })
  })
})

describe('a quote', () => {
  const quoted = raw('Ahoy', {}, { author: PILOT, uri: uriOf(PILOT, '3kb'), embed: images(picture()) })

  it('is the quoted post with its own pictures', () => {
    expect(read(withEmbed(record(quotable(quoted)))).quote).toMatchObject({
      type: 'post',
      post: {
        id: uriOf(PILOT, '3kb'),
        url: 'https://bsky.app/profile/pilot.example/post/3kb',
        text: [{ text: 'Ahoy' }],
        media: [{ alt: 'A bell' }],
      },
    })
  })

  it('stands beside pictures', () => {
    const both = {
      $type: 'app.bsky.embed.recordWithMedia#view',
      media: images(picture()),
      record: { record: quotable(quoted) },
    }
    expect(read(withEmbed(both))).toMatchObject({ media: [{ alt: 'A bell' }], quote: { type: 'post' } })
  })

  const url = `https://bsky.app/profile/${PILOT.did}/post/3kb`
  it.each<[string, Fields, string | undefined]>([
    ['deleted', { $type: 'app.bsky.embed.record#viewNotFound', notFound: true }, undefined],
    ['taken back by its author', { $type: 'app.bsky.embed.record#viewDetached', detached: true }, undefined],
    ['blocked', { $type: 'app.bsky.embed.record#viewBlocked', blocked: true }, url],
    [
      'for members only',
      quotable({ ...quoted, author: { ...PILOT, labels: [label('!no-unauthenticated')] } }),
      url,
    ],
    ['hidden by Bluesky', quotable({ ...quoted, labels: [label('!hide')] }), url],
    ['of a kind nobody knows', { $type: 'app.bsky.embed.record#viewGhost' }, url],
    ['unreadable', quotable({ ...quoted, author: {} }), url],
  ])('is unavailable when the post is %s', (_, view, href) => {
    const { quote } = read(withEmbed(record({ uri: uriOf(PILOT, '3kb'), ...view })))
    expect(quote).toEqual({ type: 'unavailable', ...(href && { url: href }) })
  })
})

describe('a repost', () => {
  const reason = {
    $type: 'app.bsky.feed.defs#reasonRepost',
    by: QUAY,
    uri: uriOf(QUAY, '3kc', 'app.bsky.feed.repost'),
    indexedAt: '2026-11-23T08:00:00.000Z',
  }
  const original = raw('Ahoy', {}, { author: PILOT, uri: uriOf(PILOT, '3kb') })

  it('is the original with who reposted it, under an id of its own', () => {
    expect(read(original, { reason })).toMatchObject({
      id: reason.uri,
      url: 'https://bsky.app/profile/pilot.example/post/3kb',
      author: { handle: 'pilot.example' },
      repostedBy: { handle: 'quay.example' },
    })
  })

  it('is left out when its author wants members only', () => {
    const shy = { ...original, author: { ...PILOT, labels: [label('!no-unauthenticated')] } }
    expect(readAny(shy, { reason })).toBe('left out')
  })

  it('by nobody is dropped', () => {
    expect(readAny(original, { reason: { ...reason, by: {} } })).toBeUndefined()
  })
})

describe('a reply', () => {
  const parent = { uri: uriOf(PILOT, '3kb') }
  const reply = raw('Aye', { reply: { parent, root: parent } })

  it('names whom it answers', () => {
    expect(read(reply, { reply: { parent: { ...parent, author: PILOT } } }).replyTo).toEqual({
      handle: 'pilot.example',
      url: 'https://bsky.app/profile/pilot.example/post/3kb',
    })
  })

  it('to a post that is gone is still known as one', () => {
    const gone = { parent: { $type: 'app.bsky.feed.defs#notFoundPost', ...parent } }
    for (const item of [{}, { reply: gone }])
      expect(read(reply, item).replyTo).toEqual({
        handle: PILOT.did,
        url: `https://bsky.app/profile/${PILOT.did}/post/3kb`,
      })
  })
})

describe('labels', () => {
  it.each(['porn', 'sexual', 'nudity', 'graphic-media', '!warn'])('mark as sensitive: %s', val => {
    expect(read(raw('Art', {}, { labels: [label(val)] })).sensitive).toBe(true)
    expect(read(raw('Art', {}, { author: { ...QUAY, labels: [label(val)] } })).sensitive).toBe(true)
  })

  it.each([
    ['was taken back', { neg: true }],
    ['has ended', { exp: '2026-11-23T08:59:59.000Z' }],
  ])('that %s mean nothing', (_, more) => {
    expect(read(raw('Art', {}, { labels: [label('porn', more), label('!hide', more)] }))).not.toHaveProperty(
      'sensitive',
    )
  })

  it('that nobody knows mean nothing', () => {
    const labels = [label('spicy'), label('__proto__'), null, 7, { val: 7 }]
    expect(read(raw('Art', {}, { labels }))).not.toHaveProperty('sensitive')
  })

  it.each(['!hide', '!takedown'])('can leave a post out: %s', val => {
    expect(readAny(raw('Art', {}, { labels: [label(val)] }))).toBe('left out')
  })
})
