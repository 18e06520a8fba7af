/** The pure rooms of feeds: dates, bytes, pages, and that nothing whatever makes them throw. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feedDate } from '../server/sources/rss-dates.js'
import { decodeFeed } from '../server/sources/rss-decode.js'
import { feedsOf } from '../server/sources/rss-discovery.js'
import { type FeedBytes, type FeedReading, readFeed } from '../server/sources/rss-read.js'
import { isPost } from '../wire/guard.js'

const URL_OF_FEED = 'https://harbour.example/blog/feed'

function read(body: string | Uint8Array, more: Partial<FeedBytes> = {}): FeedReading {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const rest = {
    contentType: undefined,
    url: URL_OF_FEED,
    window: 20,
    now: Date.UTC(2026, 10, 23),
    dates: {},
  }
  return readFeed({ body: bytes, ...rest, ...more })
}

const item = (inside: string, around = '') =>
  `<rss version="2.0"><channel><title>Harbour</title>${around}<item>${inside}</item></channel></rss>`

const firstOf = (reading: FeedReading) => (reading.type === 'feed' ? reading.posts[0] : undefined)
const textIn = (reading: FeedReading) =>
  firstOf(reading)
    ?.text.map(({ text }) => text)
    .join('')

describe('a date', () => {
  it.each([
    ['Mon, 23 Nov 2026 09:30:00 +0100', '2026-11-23T08:30:00.000Z'],
    ['Mon, 23 Nov 2026 09:30:00 GMT', '2026-11-23T09:30:00.000Z'],
    ['23 Nov 2026 09:30 EST', '2026-11-23T14:30:00.000Z'],
    ['Mon, 23 Nov 26 09:30:00 GMT', '2026-11-23T09:30:00.000Z'],
    ['Mon, 23 Nov 2026 09:30:00 CEST', '2026-11-23T09:30:00.000Z'],
    ['Mon, 23 Nov 2026 09:30:00', '2026-11-23T09:30:00.000Z'],
    ['2026-11-23T09:30:00Z', '2026-11-23T09:30:00.000Z'],
    ['2026-11-23T09:30:00.123456+01:00', '2026-11-23T08:30:00.123Z'],
    ['2026-11-23 09:30:00', '2026-11-23T09:30:00.000Z'],
    ['2026-11-23', '2026-11-23T00:00:00.000Z'],
    ['  2026-11-23T09:30:00Z\n', '2026-11-23T09:30:00.000Z'],
  ])('written %j is %s, wherever this machine stands', (written, iso) => {
    expect(feedDate(written)).toBe(iso)
  })

  it.each(['', 'yesterday', 'Montag', '0', '-5', '0001-01-01T00:00:00Z', '99999-01-01', 'x'.repeat(1e5)])(
    'is not %.20j',
    written => {
      expect(feedDate(written)).toBeUndefined()
    },
  )
})

describe('bytes', () => {
  const text = '<?xml version="1.0" encoding="iso-8859-1"?><a>Été</a>'

  it.each<[string, Uint8Array, string | undefined, string]>([
    ['what the header says', Buffer.from(text, 'latin1'), 'text/xml; charset=ISO-8859-1', 'Été'],
    [
      'what the document says, when the header is wrong',
      Buffer.from(text, 'latin1'),
      'text/xml;charset=utf-8',
      'Été',
    ],
    [
      'what the header says, when the document is wrong',
      Buffer.from(text),
      'text/xml; charset="utf-8"',
      'Été',
    ],
    ['UTF-8 when nobody says', Buffer.from('<a>Été</a>'), undefined, 'Été'],
    ['a mark in front', Buffer.from('\ufeff<a>Été</a>', 'utf16le'), 'text/xml; charset=utf-8', 'Été'],
    ['pairs without a mark', Buffer.from('<a>Été</a>', 'utf16le'), undefined, 'Été'],
    ['an encoding that is none', Buffer.from('<a>Été</a>'), 'text/xml; charset=klingon', 'Été'],
    ['what is broken, as far as it goes', Buffer.from('<a>Fog \xff</a>', 'latin1'), undefined, 'Fog \ufffd'],
  ])('are read as %s', (_, body, contentType, words) => {
    expect(decodeFeed(body, contentType)).toContain(words)
  })
})

it('the feeds of a page are those it names for readers, in its order, as whole addresses', () => {
  const page = `<html><head><base href="/blog/"><link rel="stylesheet" href="x.css"><link rel="alternate" hreflang="de" href="/de/">
    <link rel="ALTERNATE nofollow" type="application/rss+xml; charset=utf-8" href="feed"><link rel=alternate type=application/atom+xml href="javascript:x">
    <link rel="alternate" type="application/feed+json" href="https://feeds.example/1"></head><body><link rel="alternate" type="application/rss+xml" href="late"></body>`
  expect(feedsOf(page, 'https://harbour.example/')).toEqual([
    'https://harbour.example/blog/feed',
    'https://feeds.example/1',
  ])
})

describe('a title', () => {
  const withTitle = (title: string, description: string) =>
    textIn(read(item(`<title>${title}</title><description>${description}</description><link>/p</link>`)))

  it('stands above the text', () => {
    expect(withTitle('Fog', 'It is thick.')).toBe('Fog\nIt is thick.')
  })

  it.each(['It is thick', 'It is thick…', 'It is thick...', 'it  is'])(
    'that begins the text (%s) is not said twice',
    title => {
      expect(withTitle(title, 'It is thick. And grey.')).toBe('It is thick. And grey.')
    },
  )

  it('is one line of plain text', () => {
    expect(withTitle('&lt;b&gt;Fog&lt;/b&gt;&lt;br&gt;&amp;amp; rain', 'x')).toBe('Fog & rain\nx')
  })

  it('of Atom is plain unless it says otherwise', () => {
    const entry = (type: string) =>
      textIn(
        read(
          `<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title><entry><id>1</id><title${type}>a &lt;b&gt; c</title></entry></feed>`,
        ),
      )
    expect(entry('')).toBe('a <b> c')
    expect(entry(' type="html"')).toBe('a c')
  })
})

it('XHTML is read as it was written', () => {
  const xhtml =
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>write &lt;b&gt; &amp;amp; <b>go</b><br/>on</p></div></content>'
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title><entry><id>1</id>${xhtml}</entry></feed>`
  expect(firstOf(read(feed))?.text).toEqual([{ type: 'text', text: 'write <b> &amp; go\non' }])
})

describe('an address', () => {
  it('is resolved in the document it stands in', () => {
    const entry = `<entry xml:base="2026/"><id>1</id><link href="fog"/><content type="html" xml:base="fog/">&lt;img src="a.png"&gt;Fog</content></entry>`
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><title>H</title>${entry}</feed>`
    expect(firstOf(read(feed))).toMatchObject({
      url: expect.stringMatching(/^https:\/\/harbour\.example\/news\/2026\/fog/),
      media: [{ url: 'https://harbour.example/news/2026/fog/a.png' }],
    })
  })

  it('that leads nowhere is the site', () => {
    expect(
      firstOf(read(item('<title>Fog</title><link>javascript:alert(1)</link>', '<link>/home</link>')))?.url,
    ).toBe('https://harbour.example/home')
  })
})

it.each([
  ['mo@harbour.example (Mo Tidewell)', 'Mo Tidewell'],
  ['mo@harbour.example', 'Harbour'],
  ['Mo Tidewell', 'Mo Tidewell'],
  ['', 'Harbour'],
])('an author written %j is %s', (author, name) => {
  expect(firstOf(read(item(`<title>Fog</title><author>${author}</author>`)))?.author.name).toBe(name)
})

it('an id that is none is made from the content, the same each time', () => {
  const id = (inside: string) => firstOf(read(item(inside)))?.id
  expect(id('<title>Fog</title>')).toBe(id('<title>Fog</title>'))
  expect(id('<title>Fog</title>')).not.toBe(id('<title>Rain</title>'))
  expect(id(`<title>Fog</title><guid>${'x'.repeat(9999)}</guid>`)).toHaveLength(22)
})

it('a feed is known by what it is, not by what it is called', () => {
  expect(read(item('<title>Fog</title>'), { contentType: 'text/html' }).type).toBe('feed')
  expect(read('<!doctype html><title>x</title>', { contentType: 'application/rss+xml' })).toEqual({
    type: 'page',
    feeds: [],
  })
})

it('whatever comes is a feed of posts, a page, or unreadable, and never an exception', () => {
  const pieces =
    '<rss version="2.0">|<rdf:RDF>|<feed xmlns="http://www.w3.org/2005/Atom">|<channel>|</channel>|<item>|</item>|<entry>|</entry>|<title>|</title>|<link href="|"/>|<link>|</link>|<description>|</description>|<![CDATA[|]]>|&lt;b&gt;|&#0;|<!DOCTYPE x [|]>|<media:content url="x" type="video/mp4"/>|<guid>|</guid>|{"version":"https://jsonfeed.org/version/1.1","items":[|{"id":1}|]}|</rss>|</feed>|https://a.example/'
  const soup = fc.array(fc.oneof(fc.constantFrom(...pieces.split('|')), fc.string()), { maxLength: 30 })
  fc.assert(
    fc.property(soup, parts => {
      const reading = read(parts.join(''))
      if (reading.type === 'feed') expect(reading.posts.every(post => isPost(post))).toBe(true)
    }),
    { numRuns: 500 },
  )
  const json = fc.record({
    version: fc.constant('https://jsonfeed.org/version/1.1'),
    title: fc.jsonValue(),
    icon: fc.jsonValue(),
    items: fc.array(
      fc.dictionary(
        fc.constantFrom(
          'id',
          'url',
          'title',
          'content_html',
          'content_text',
          'date_published',
          'authors',
          'attachments',
          'image',
          'language',
        ),
        fc.oneof(
          fc.jsonValue({ maxDepth: 3 }),
          fc.constantFrom('https://a.example/x.mp4', 'javascript:1', '\ud83d'),
        ),
      ),
    ),
  })
  fc.assert(
    fc.property(json, value => {
      const reading = read(JSON.stringify(value))
      if (reading.type === 'feed') expect(reading.posts.every(post => isPost(post))).toBe(true)
    }),
    { numRuns: 300 },
  )
})
