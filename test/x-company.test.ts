/** Posts that need others: reposts, quotes, replies. */
import { describe, expect, it } from 'vitest'
import { at, counts, PILOT, QUAY, raw, url } from './fixtures/x/page.js'
import { pilot, plain, quay, read } from './fixtures/x/reading.js'

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
