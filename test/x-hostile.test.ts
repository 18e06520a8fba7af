import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPost } from '../wire/guard.js'
import { at, QUAY, raw } from './fixtures/x/page.js'
import { read, readOne } from './fixtures/x/reading.js'

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

  it('with anything at all in any field is a post or none, and never an exception', () => {
    const template = raw('100', 'Low #tide https://t.co/q', {
      entities: {
        urls: [{ ...at('Low #tide https://t.co/q', 'https://t.co/q'), url: 'https://t.co/q', images: [{}] }],
      },
      attachments: { media_keys: ['3_1'], poll_ids: ['55'] },
      referenced_tweets: [{ type: 'quoted', id: '100' }],
      note_tweet: { text: 'Low #tide' },
      edit_history_tweet_ids: ['100'],
      withheld: { country_codes: ['DE'] },
      article: { title: 'Tides' },
    })
    const includes = {
      users: [QUAY],
      tweets: [template],
      media: [{ media_key: '3_1', type: 'video', variants: [{}] }],
      polls: [{ id: '55', options: [{}, {}] }],
    }
    const replaced = fc.dictionary(fc.constantFrom(...Object.keys(template)), fc.jsonValue({ maxDepth: 4 }), {
      maxKeys: 6,
    })
    const beside = fc.dictionary(fc.constantFrom(...Object.keys(includes)), fc.jsonValue({ maxDepth: 4 }), {
      maxKeys: 2,
    })
    fc.assert(
      fc.property(replaced, beside, (fields, others) => {
        const post = readOne({ ...template, ...fields }, { includes: { ...includes, ...others } })
        expect(post === undefined || isPost(post)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
