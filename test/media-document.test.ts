/** Documents whose pictures and films all come from the owner's server. */
import { describe, expect, it } from 'vitest'
import { createMediaAddresses } from '../server/media-address.js'
import { mediaOf, throughOurServer } from '../server/media-document.js'
import { createMediaHosts } from '../server/media-hosts.js'
import { NETWORKS, type PostsDocument } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'
import type { Post } from '../wire/post.js'
import { author, makePost, makePosts } from './fixtures/documents.js'

const SERVER = 'https://feeds.example.org/'
const addresses = createMediaAddresses('a-secret-of-this-test-that-is-long-enough', SERVER)
const hosts = createMediaHosts(['127.0.0.1:8080'])
const present = (document: PostsDocument): PostsDocument =>
  throughOurServer(document, (network, kind, url, width) =>
    hosts.allows(network, url) ? addresses.sign({ kind, url }, width) : undefined,
  )

const AT = 'https://pbs.twimg.com'
const somebody = (name: string) => ({ ...author, avatar: `${AT}/avatars/${name}.jpg` })

/** A picture or a film in every place where a post can have one. */
const full: Post = makePost('1', {
  author: { ...somebody('author'), affiliation: { name: 'City', image: `${AT}/badge.jpg` } },
  repostedBy: somebody('reposter'),
  text: [{ type: 'emoji', text: ':heron:', url: `${AT}/heron.png` }],
  media: [
    { type: 'photo', url: `${AT}/photo.jpg`, width: 1200, height: 800 },
    { type: 'photo', url: `${AT}/unmeasured.jpg` },
    {
      type: 'video',
      poster: `${AT}/poster.jpg`,
      sources: [{ url: 'https://video.twimg.com/film.mp4', type: 'video/mp4' }],
      captions: [{ url: 'https://video.twimg.com/film.vtt', language: 'en' }],
    },
  ],
  card: {
    url: 'https://city.example/',
    title: 'City',
    site: 'city.example',
    image: { url: `${AT}/card.jpg`, width: 600, height: 300 },
  },
  quote: {
    type: 'post',
    post: makePost('2', {
      author: somebody('quoted'),
      media: [{ type: 'gif', poster: `${AT}/loop.jpg`, sources: [] }],
    }),
  },
})
const document = makePosts([full], { author: somebody('owner') })

/** Every address in it that a browser would ask by itself. */
const loaded = (value: unknown): readonly string[] =>
  [...JSON.stringify(value).matchAll(/"(?:avatar|poster)":"([^"]+)"/g)]
    .map(([, address]) => address ?? '')
    .concat([...JSON.stringify(value).matchAll(/https:[^"]*\.(?:jpg|png|mp4)/g)].map(([address]) => address))

describe('a document', () => {
  it('names no picture and no film but on the owner’s server, and is still a document', () => {
    const shown = present(document)
    expect(isFeedDocument(shown)).toBe(true)
    expect(loaded(shown).filter(address => !address.startsWith(`${SERVER}media/`))).toEqual([])
    expect(JSON.stringify(shown)).not.toContain('twimg.com')
    expect(loaded(shown).length).toBeGreaterThan(5)
  })

  it('leaves the truth as it was, and is the same each time', () => {
    const before = JSON.stringify(document)
    expect(JSON.stringify(present(document))).toBe(JSON.stringify(present(document)))
    expect(JSON.stringify(document)).toBe(before)
  })

  it('offers a picture in each width below its own, and then whole', () => {
    const [measured, unmeasured] = present(document).posts[0]?.media ?? []
    const widths = [measured, unmeasured].map(
      item => item?.type === 'photo' && item.variants?.map(({ width }) => width),
    )
    expect(widths).toEqual([
      [240, 480, 960, 1200],
      [240, 480, 960, 1440],
    ])
  })

  it('signs addresses that the server opens again, each for what it is', () => {
    const [photo, , film] = present(document).posts[0]?.media ?? []
    const urls = [
      photo?.type === 'photo' && photo.url,
      ...(film?.type === 'video' ? [film.sources[0]?.url, film.captions?.[0]?.url] : []),
    ]
    const opened = urls.map(url => {
      const [, , signature = '', encoded = ''] = new URL(url || '').pathname.split('/')
      return addresses.open(signature, encoded)
    })
    expect(opened).toEqual([
      { kind: 'picture', url: `${AT}/photo.jpg` },
      { kind: 'film', url: 'https://video.twimg.com/film.mp4' },
      { kind: 'captions', url: 'https://video.twimg.com/film.vtt' },
    ])
  })

  it('leaves out what is elsewhere, and keeps the rest of the post', () => {
    const away = JSON.parse(JSON.stringify(document).replaceAll('twimg.com', 'twimg.com.evil.example'))
    const [post] = present(away).posts
    expect(JSON.stringify(post)).not.toContain('evil')
    expect(post).toMatchObject({
      text: [{ type: 'text', text: ':heron:' }],
      media: [],
      card: { title: 'City' },
    })
    expect(isFeedDocument(present(away))).toBe(true)
  })

  it('tells every address it leads through, for when they are to be forgotten', () => {
    const found = mediaOf(document)
    const written = [...JSON.stringify(document).matchAll(/https:\/\/\w+\.twimg\.com[^"]*/g)].map(
      ([url]) => url,
    )
    expect([...found].sort()).toEqual([...new Set(written)].sort())
  })
})

describe('a host', () => {
  it.each([
    ['x', 'https://pbs.twimg.com/a.jpg', true],
    ['x', 'https://video.twimg.com/a.mp4', true],
    ['x', 'https://cdn.bsky.app/a.jpg', false],
    ['x', 'https://pbs.twimg.com.evil.example/a.jpg', false],
    ['x', 'https://evil.example/pbs.twimg.com/a.jpg', false],
    ['x', 'http://pbs.twimg.com/a.jpg', false],
    ['x', 'https://user@pbs.twimg.com/a.jpg', false],
    ['x', 'http://127.0.0.1:8080/a.jpg', true],
    ['x', 'http://127.0.0.1:8081/a.jpg', false],
    ['bluesky', 'https://video.bsky.app/a.m3u8', true],
    ['bluesky', 'https://pbs.twimg.com/a.jpg', false],
    ['mastodon', 'https://files.social.example/a.png', true],
    ['mastodon', 'http://files.social.example/a.png', false],
    ['rss', 'https://news.example/a.png', true],
    ['rss', 'data:image/png;base64,AAAA', false],
    ['rss', 'nonsense', false],
  ] as const)('of %s: %s → %s', (network, url, allowed) => {
    expect(hosts.allows(network, url)).toBe(allowed)
  })

  it('of a piece is that of the list, or one of the same network', () => {
    const list = 'https://video.bsky.app/watch/a.m3u8'
    expect(hosts.allowsPiece(list, 'https://video.bsky.app/watch/a.ts')).toBe(true)
    expect(hosts.allowsPiece(list, 'https://video.cdn.bsky.app/a.ts')).toBe(true)
    expect(hosts.allowsPiece(list, 'https://video.twimg.com/a.ts')).toBe(false)
    expect(hosts.allowsPiece('https://films.example/a.m3u8', 'https://other.example/a.ts')).toBe(false)
  })

  it('is told for every network', () => {
    for (const network of NETWORKS) expect(hosts.allows(network, 'https://127.0.0.1:8080/')).toBe(true)
  })
})
