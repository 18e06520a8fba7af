import { describe, expect, it } from 'vitest'
import { toAuthor } from '../server/sources/x-author.js'
import { toPost } from '../server/sources/x-post.js'
import { createShelf } from '../server/sources/x-raw.js'
import { isPost } from '../wire/guard.js'
import type { Post } from '../wire/post.js'
import { at, counts, inPostWords, PILOT, QUAY, raw, url } from './fixtures/x/page.js'

const account = { id: QUAY.id, author: toAuthor(QUAY)! }

/** Reads the post in both vocabularies, and insists that they tell the same. */
function read(post: unknown, includes: object = {}): Post | undefined {
  const body = { includes: { users: [QUAY, PILOT], ...includes } }
  const old = readOne(post, body)
  expect(readOne(inPostWords(post), inPostWords(body))).toEqual(old)
  return old
}

function readOne(post: unknown, body: unknown): Post | undefined {
  const shelf = createShelf()
  shelf.add(body as Record<string, unknown>)
  return toPost(post, { ...shelf, account })
}

const quay = {
  name: 'North Quay',
  handle: 'northquay',
  url: 'https://x.com/northquay',
  avatar: 'https://pictures.example/quay_400x400.jpg',
  verified: 'business',
}
const pilot = {
  name: 'Harbour Pilot',
  handle: 'harbour_pilot',
  url: 'https://x.com/harbour_pilot',
  avatar: 'https://pictures.example/pilot_400x400.png',
}
const actions = (id: string) => ({
  reply: `https://x.com/intent/tweet?in_reply_to=${id}`,
  repost: `https://x.com/intent/retweet?tweet_id=${id}`,
  like: `https://x.com/intent/like?tweet_id=${id}`,
})
const plain = (id: string, text: string) => ({
  id,
  url: `https://x.com/northquay/status/${id}`,
  author: quay,
  createdAt: '2026-11-20T08:30:00.000Z',
  text: [{ type: 'text', text }],
  language: 'en',
  network: 'x',
  metrics: { replies: 1, reposts: 2, quotes: 0, likes: 5 },
  actions: actions(id),
})

const photo = (key: string, more: object = {}) => ({
  media_key: key,
  type: 'photo',
  url: `https://pictures.example/${key}.jpg`,
  width: 1200,
  height: 675,
  ...more,
})

describe('a post', () => {
  it('of words is its words, who wrote them, when, and where to act on them', () => {
    expect(read(raw('100', 'Fog &amp; ferries'))).toEqual(plain('100', 'Fog & ferries'))
  })

  it('says only what is known', () => {
    const bare = { id: '100', text: 'Fog', created_at: '2026-11-20T08:30:00.000Z' }
    const { language: _, metrics: __, ...left } = plain('100', 'Fog')
    expect(read(bare)).toEqual(left)
  })

  it('takes nulls, as the newer description allows, for nothing', () => {
    const nulls = {
      attachments: null,
      entities: null,
      referenced_tweets: null,
      note_tweet: null,
      withheld: null,
    }
    expect(read(raw('100', 'Fog', nulls))).toEqual(plain('100', 'Fog'))
  })

  it('carries its marks', () => {
    const marks = { possibly_sensitive: true, paid_partnership: true, edit_history_tweet_ids: ['99', '100'] }
    expect(read(raw('100', 'Fog', marks))).toEqual({
      ...plain('100', 'Fog'),
      sensitive: true,
      paidPartnership: true,
      edited: true,
    })
  })

  it.each([
    ['en', 'en'],
    ['in', 'id'],
    ['iw', 'he'],
    ['zh-TW', 'zh-TW'],
    ['und', undefined],
    ['zxx', undefined],
    ['qst', undefined],
    ['qme', undefined],
    ['art', undefined],
    ['"><b>', undefined],
  ])('in the language %s is marked as %s', (lang, language) => {
    expect(read(raw('100', 'Fog', { lang }))?.language).toBe(language)
  })

  it('longer than 280 characters is whole, with the entities of the whole', () => {
    const whole = 'The long tale of the lighthouse 🗼 &amp; its keeper, told in full at #Quay and beyond'
    const cut = 'The long tale of the lighthouse… https://t.co/self'
    const note = { text: whole, entities: { hashtags: [{ ...at(whole, '#Quay'), tag: 'Quay' }] } }
    const self = url(cut, 'https://t.co/self', { expanded_url: 'https://x.com/i/web/status/100' })
    expect(read(raw('100', cut, { note_tweet: note, entities: { urls: [self] } }))?.text).toEqual([
      { type: 'text', text: 'The long tale of the lighthouse 🗼 & its keeper, told in full at ' },
      { type: 'hashtag', text: '#Quay', href: 'https://x.com/hashtag/Quay' },
      { type: 'text', text: ' and beyond' },
    ])
    // Without the whole, the link is the way to it.
    expect(read(raw('100', cut, { entities: { urls: [self] } }))?.text).toHaveLength(2)
  })

  it('that was edited does not end in a link to itself', () => {
    const text = 'Corrected tide table https://t.co/self'
    const self = url(text, 'https://t.co/self', { expanded_url: 'https://twitter.com/i/web/status/99' })
    const edited = { edit_history_tweet_ids: ['99', '100'], entities: { urls: [self] } }
    expect(read(raw('100', text, edited))?.text).toEqual([{ type: 'text', text: 'Corrected tide table' }])
  })

  it('withheld keeps its notice, its link and the reason', () => {
    const text = 'This post has been withheld in response to a report. Learn more.'
    const help = url(text, 'Learn more', { url: 'https://t.co/help', display_url: 'Learn more' })
    const withheld = { copyright: true, country_codes: ['XY'], scope: 'tweet' }
    const post = read(raw('100', text, { withheld, entities: { urls: [help] } }))
    expect(post?.withheld).toEqual({ reason: 'copyright', countries: ['XX'] })
    expect(post?.text[1]).toEqual({ type: 'link', text: 'Learn more', href: 'https://t.co/help' })
    expect(read(raw('100', 'x', { withheld: { country_codes: ['DE', 'FR'] } }))?.withheld).toEqual({
      reason: 'law',
      countries: ['DE', 'FR'],
    })
  })
})

describe('media', () => {
  const text = 'Low tide https://t.co/pic'
  const link = (key: string) =>
    url(text, 'https://t.co/pic', {
      media_key: key,
      expanded_url: 'https://x.com/NorthQuay/status/100/photo/1',
    })
  const withPhotos = (...keys: string[]) =>
    raw('100', text, {
      attachments: { media_keys: keys },
      entities: { urls: keys.map(link) },
      media_metadata: [{ media_key: '3_2', alt_text: 'A seal on the slipway' }],
    })

  it('is in the order of the post, described from either place, and its link is left away', () => {
    const media = [photo('3_2', { width: undefined }), photo('3_1', { alt_text: 'The empty harbour' })]
    const { text: words, media: shown } = read(withPhotos('3_1', '3_2'), { media })!
    expect(words).toEqual([{ type: 'text', text: 'Low tide' }])
    expect(shown).toEqual([
      {
        type: 'photo',
        url: 'https://pictures.example/3_1.jpg',
        alt: 'The empty harbour',
        width: 1200,
        height: 675,
      },
      { type: 'photo', url: 'https://pictures.example/3_2.jpg', alt: 'A seal on the slipway' },
    ])
  })

  it('that did not come, has no safe address or is of an unknown kind leaves its link in the text', () => {
    const kept = [
      { type: 'text', text: 'Low tide ' },
      expect.objectContaining({ type: 'link', href: 'https://t.co/pic' }),
    ]
    for (const media of [
      [],
      [photo('3_1', { url: 'javascript:alert(1)' })],
      [photo('3_1', { type: 'hologram' })],
    ]) {
      const post = read(withPhotos('3_1'), { media })
      expect(post?.text).toEqual(kept)
      expect(post).not.toHaveProperty('media')
    }
    const half = read(withPhotos('3_1', '3_2'), { media: [photo('3_1')] })
    expect(half?.media).toHaveLength(1)
    expect(half?.text).toEqual(kept)
  })

  it('that moves offers MP4 by falling bit rate, then the stream', () => {
    const variant = (name: string, content_type: string, bit_rate?: number) => ({
      url: `https://pictures.example/${name}`,
      content_type,
      ...(bit_rate !== undefined && { bit_rate }),
    })
    const clip = {
      media_key: '7_1',
      type: 'video',
      width: 1280,
      height: 720,
      duration_ms: 71_292,
      preview_image_url: 'https://pictures.example/clip.jpg',
      variants: [
        variant('hls', 'application/x-mpegURL'),
        variant('low', 'video/mp4', 256_000),
        variant('high', 'video/mp4', 2_176_000),
        variant('page', 'text/html'),
      ],
    }
    const post = read(raw('100', 'Waves', { attachments: { media_keys: ['7_1', '16_1'] } }), {
      media: [
        clip,
        { media_key: '16_1', type: 'animated_gif', preview_image_url: 'https://pictures.example/gif.jpg' },
      ],
    })
    expect(post?.media).toEqual([
      {
        type: 'video',
        width: 1280,
        height: 720,
        poster: 'https://pictures.example/clip.jpg',
        duration: 71.292,
        sources: [
          { url: 'https://pictures.example/high', type: 'video/mp4', bitrate: 2_176_000 },
          { url: 'https://pictures.example/low', type: 'video/mp4', bitrate: 256_000 },
          { url: 'https://pictures.example/hls', type: 'application/x-mpegURL' },
        ],
      },
      { type: 'gif', poster: 'https://pictures.example/gif.jpg', sources: [] },
    ])
  })
})

describe('a link with a preview', () => {
  const text = 'Winter times https://t.co/times'
  const titled = url(text, 'https://t.co/times', {
    title: 'Winter timetable',
    description: 'From 1 December',
    unwound_url: 'https://www.ferry.example/times?from=x',
    images: [
      { url: 'https://pictures.example/card-150.jpg', width: 150, height: 150 },
      { url: 'https://pictures.example/card.jpg', width: 1005, height: 565 },
    ],
  })
  const post = raw('100', text, { entities: { urls: [titled] }, attachments: { media_keys: ['3_1'] } })

  it('shows a card, and stays in the text', () => {
    const { card, text: words } = read(post)!
    expect(card).toEqual({
      url: 'https://t.co/times',
      title: 'Winter timetable',
      description: 'From 1 December',
      site: 'ferry.example',
      image: { url: 'https://pictures.example/card.jpg', width: 1005, height: 565 },
    })
    expect(words[1]).toEqual({ type: 'link', text: 'ferry.example/times', href: 'https://t.co/times' })
  })

  it('shows none beside pictures', () => {
    expect(read(post, { media: [photo('3_1')] })).not.toHaveProperty('card')
  })

  it('shows an article by its title', () => {
    const article = {
      article: { title: 'A year on the quay' },
      entities: { urls: [url(text, 'https://t.co/times')] },
    }
    expect(read(raw('100', text, article))?.card).toMatchObject({
      title: 'A year on the quay',
      site: 'ferry.example',
    })
  })
})

it('a poll has its options in order, and its end', () => {
  const poll = {
    id: '55',
    voting_status: 'closed',
    end_datetime: '2026-11-21T08:30:00Z',
    options: [
      { position: 2, label: 'Blue', votes: 7 },
      { position: 1, label: 'Green', votes: 12 },
    ],
  }
  expect(read(raw('100', 'Which?', { attachments: { poll_ids: ['55'] } }), { polls: [poll] })?.poll).toEqual({
    options: [
      { label: 'Green', votes: 12 },
      { label: 'Blue', votes: 7 },
    ],
    closed: true,
    endsAt: '2026-11-21T08:30:00.000Z',
  })
})

describe('a repost', () => {
  const original = {
    ...raw('90', 'Pilot boat out &amp; back #tide'),
    author_id: PILOT.id,
    public_metrics: counts(40, 300),
    entities: { hashtags: [{ ...at('Pilot boat out &amp; back #tide', '#tide'), tag: 'tide' }] },
  }
  const wrapper = raw('100', 'RT @harbour_pilot: Pilot boat out &amp; ba…', {
    referenced_tweets: [{ type: 'retweeted', id: '90' }],
    public_metrics: counts(40, 0),
    entities: { mentions: [{ ...at('RT @harbour_pilot: P', '@harbour_pilot'), username: 'harbour_pilot' }] },
  })

  it('is the original, whole, with its counts, under the id of the reposting', () => {
    expect(read(wrapper, { tweets: [original] })).toEqual({
      ...plain('90', ''),
      id: '100',
      url: 'https://x.com/harbour_pilot/status/90',
      author: pilot,
      repostedBy: quay,
      text: [
        { type: 'text', text: 'Pilot boat out & back ' },
        { type: 'hashtag', text: '#tide', href: 'https://x.com/hashtag/tide' },
      ],
      metrics: { replies: 1, reposts: 40, quotes: 0, likes: 300 },
    })
  })

  it('without the original, or without its author, is shown as it came', () => {
    for (const tweets of [[], [{ ...original, author_id: '404' }]]) {
      const post = read(wrapper, { tweets })!
      expect(post.text.map(({ text }) => text).join('')).toBe('RT @harbour_pilot: Pilot boat out & ba…')
      expect(post.author).toEqual(quay)
      expect(post).not.toHaveProperty('repostedBy')
    }
  })

  it('of a quote whose quoted post was never sent does not claim that it is gone', () => {
    const quoting = { ...original, referenced_tweets: [{ type: 'quoted', id: '80' }] }
    expect(read(wrapper, { tweets: [quoting] })).not.toHaveProperty('quote')
  })
})

describe('a quote', () => {
  const text = 'Well said https://t.co/quote'
  const permalink = url(text, 'https://t.co/quote', {
    expanded_url: 'https://twitter.com/harbour_pilot/status/90',
  })
  const quoting = raw('100', text, {
    referenced_tweets: [{ type: 'quoted', id: '90' }],
    entities: { urls: [permalink] },
  })
  const quoted = { ...raw('90', 'Fair winds'), author_id: PILOT.id }

  it('holds the quoted post, and its link is left away', () => {
    const post = read(quoting, { tweets: [quoted] })!
    const { network: _, metrics: __, actions: ___, ...body } = plain('90', 'Fair winds')
    expect(post.quote).toEqual({
      type: 'post',
      post: { ...body, author: pilot, url: 'https://x.com/harbour_pilot/status/90' },
    })
    expect(post.text).toEqual([{ type: 'text', text: 'Well said' }])
  })

  it('of a post that can’t be shown says so, and keeps the link', () => {
    const post = read(quoting)!
    expect(post.quote).toEqual({ type: 'unavailable', url: 'https://x.com/i/web/status/90' })
    expect(post.text).toHaveLength(2)
  })

  it('can be a reply as well', () => {
    const both = {
      ...quoting,
      referenced_tweets: [
        { type: 'quoted', id: '90' },
        { type: 'replied_to', id: '91' },
      ],
      in_reply_to_user_id: PILOT.id,
    }
    expect(read(both, { tweets: [quoted] })).toMatchObject({
      quote: { type: 'post' },
      replyTo: { handle: 'harbour_pilot', url: 'https://x.com/harbour_pilot/status/91' },
    })
  })
})

describe('a reply', () => {
  const reply = (more: object) =>
    raw('100', '@harbour_pilot Aye', { referenced_tweets: [{ type: 'replied_to', id: '91' }], ...more })

  it('names whom it answers, by whatever X sent of them', () => {
    const to = { handle: 'harbour_pilot', url: 'https://x.com/harbour_pilot/status/91' }
    const mentions = [{ start: 0, end: 14, username: 'harbour_pilot', id: '7002' }]
    expect(read(reply({ in_reply_to_user_id: '7002' }))?.replyTo).toEqual(to)
    expect(
      read(reply({ in_reply_to_user_id: '7002', entities: { mentions } }), { users: [QUAY] })?.replyTo,
    ).toEqual(to)
    expect(read(reply({}), { tweets: [{ ...raw('91', 'Ahoy'), author_id: '7002' }] })?.replyTo).toEqual(to)
  })

  it('to itself names the account, and to nobody known nobody', () => {
    expect(read(reply({ in_reply_to_user_id: QUAY.id }), { users: [] })?.replyTo?.handle).toBe('northquay')
    expect(read(reply({ in_reply_to_user_id: '404' }))).not.toHaveProperty('replyTo')
  })
})

describe('a hostile post', () => {
  const evil = [
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    'data:text/html,<script>1</script>',
    '\u202Egnp.exe',
    `${String.fromCharCode(0xdc00)}lone`,
    '__proto__',
    'x'.repeat(100_000),
  ]

  it.each(evil)('with %.20s in every string either reads well or is dropped', word => {
    const text = `${word} https://t.co/q #tag`
    const post = raw('100', text, {
      lang: word,
      attachments: { media_keys: [word], poll_ids: [word] },
      entities: {
        urls: [
          {
            ...at(text, 'https://t.co/q'),
            url: word,
            expanded_url: word,
            display_url: word,
            title: word,
            images: [{ url: word }],
          },
        ],
        hashtags: [{ ...at(text, '#tag'), tag: word }],
        mentions: [{ start: 0, end: 1, username: word }],
      },
      referenced_tweets: [{ type: 'quoted', id: word }],
      withheld: { country_codes: [word] },
    })
    const media = {
      media_key: word,
      type: 'video',
      url: word,
      preview_image_url: word,
      variants: [{ url: word, content_type: word }],
    }
    const read = readOne(post, {
      includes: {
        users: [{ ...QUAY, name: word, profile_image_url: word }],
        media: [media],
        polls: [{ id: word }],
      },
    })
    expect(isPost(read)).toBe(true)
    const json = JSON.stringify(read)
    expect(json).not.toMatch(/"(?:url|href|avatar|poster)":"(?!https?:)/)
    expect(json).not.toMatch(/\\ud[89a-f]/)
  })

  it.each<[string, unknown]>([
    ['no object', 'post'],
    ['no id', { ...raw('100', 'Fog'), id: undefined }],
    ['an id that is a path', raw('../../evil', 'Fog')],
    ['an id that is a number', { ...raw('100', 'Fog'), id: 100 }],
    ['no date', { ...raw('100', 'Fog'), created_at: undefined }],
    ['a date that is none', { ...raw('100', 'Fog'), created_at: 'yesterday' }],
    ['an author nobody knows', { ...raw('100', 'Fog'), author_id: '404' }],
  ])('of which %s remains is dropped', (_, post) => {
    expect(read(post)).toBeUndefined()
  })
})
