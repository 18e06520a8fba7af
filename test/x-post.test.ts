import { describe, expect, it } from 'vitest'
import { at, PILOT, raw, url } from './fixtures/x/page.js'
import { pilot, plain, read } from './fixtures/x/reading.js'

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

  it('names the organisation that its author belongs to', () => {
    const by = (affiliation: unknown) =>
      read(raw('100', 'Fog', { author_id: PILOT.id }), { users: [{ ...PILOT, affiliation }] })?.author
    const badge_url = 'https://pictures.example/badge.jpg'
    expect(by({ description: 'Port Authority', url: 'https://x.com/port', badge_url })).toEqual({
      ...pilot,
      affiliation: { name: 'Port Authority', url: 'https://x.com/port', image: badge_url },
    })
    expect(by({ description: 'Port Authority', url: 'javascript:1' })?.affiliation).toEqual({
      name: 'Port Authority',
    })
    for (const odd of [{}, null, 'Port', { description: ' ' }, { badge_url }]) expect(by(odd)).toEqual(pilot)
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
