import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toSegments } from '../server/sources/x-text.js'

const never = () => false
const always = () => true
const read = (text: string, entities: unknown, hide = never) => toSegments(text, entities, hide)
const joined = (segments: readonly { text: string }[]) => segments.map(({ text }) => text).join('')
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const link = (start: number, end: number, display = 'quay.example/ferry') => ({
  start,
  end,
  url: 'https://t.co/q1',
  expanded_url: 'https://quay.example/ferry',
  display_url: display,
})

describe('offsets', () => {
  it('count code points of the escaped text', () => {
    const text = '🦭🦭 Fish &amp; chips at #NorthQuay, says @PierCat 🎣 $TIDE https://t.co/q1'
    const at = (piece: string) => {
      const start = Array.from(text.slice(0, text.indexOf(piece))).length
      return { start, end: start + Array.from(piece).length }
    }
    const { start, end } = at('https://t.co/q1')
    const entities = {
      hashtags: [{ ...at('#NorthQuay'), tag: 'NorthQuay' }],
      mentions: [{ ...at('@PierCat'), username: 'piercat' }],
      cashtags: [{ ...at('$TIDE'), tag: 'TIDE' }],
      urls: [link(start, end)],
    }
    expect(read(text, entities)).toEqual([
      { type: 'text', text: '🦭🦭 Fish & chips at ' },
      { type: 'hashtag', text: '#NorthQuay', href: 'https://x.com/hashtag/NorthQuay' },
      { type: 'text', text: ', says ' },
      { type: 'mention', text: '@PierCat', href: 'https://x.com/piercat' },
      { type: 'text', text: ' 🎣 ' },
      { type: 'cashtag', text: '$TIDE', href: 'https://x.com/search?q=%24TIDE' },
      { type: 'text', text: ' ' },
      { type: 'link', text: 'quay.example/ferry', href: 'https://t.co/q1' },
    ])
  })

  it('survive what is escaped twice, full-width tags, other scripts and line breaks', () => {
    const entities = {
      hashtags: [
        { start: 10, end: 15, tag: 'फेरी' },
        { start: 16, end: 19, tag: '港町' },
      ],
    }
    expect(read('&amp;lt;\n\n#फेरी ＃港町', entities)).toEqual([
      { type: 'text', text: '&lt;\n\n' },
      { type: 'hashtag', text: '#फेरी', href: 'https://x.com/hashtag/%E0%A4%AB%E0%A5%87%E0%A4%B0%E0%A5%80' },
      { type: 'text', text: ' ' },
      { type: 'hashtag', text: '＃港町', href: 'https://x.com/hashtag/%E6%B8%AF%E7%94%BA' },
    ])
  })
})

describe('entities that can’t be believed stay text', () => {
  const text = 'Read #this at https://t.co/q1'
  it.each<[string, unknown]>([
    ['none', undefined],
    ['no object', 'urls'],
    ['no list', { urls: { 0: link(14, 29) } }],
    ['null', { urls: [null] }],
    ['no numbers', { urls: [{ ...link(14, 29), start: '14' }] }],
    ['fractions', { urls: [{ ...link(14, 29), start: 14.5 }] }],
    ['before the text', { urls: [link(-1, 29)] }],
    ['past the text', { urls: [link(14, 30)] }],
    ['nothing between', { urls: [link(14, 14)] }],
    ['the wrong way round', { urls: [link(29, 14)] }],
    ['a script', { urls: [{ ...link(14, 29), url: 'javascript:alert(1)' }] }],
    ['a script in disguise', { urls: [{ ...link(14, 29), url: ' java\nscript:alert(1)' }] }],
    ['data', { urls: [{ ...link(14, 29), url: 'data:text/html,hi' }] }],
    ['a login', { urls: [{ ...link(14, 29), url: 'https://x.com@evil.example/' }] }],
    ['a name that is none', { mentions: [{ start: 5, end: 10, username: '../../evil' }] }],
    ['a tag that is not there', { hashtags: [{ start: 5, end: 10, tag: 'that' }] }],
    ['a prototype', JSON.parse('{"__proto__":{"urls":[{"start":14,"end":29,"url":"https://t.co/q1"}]}}')],
  ])('%s', (_, entities) => {
    expect(read(text, entities)).toEqual([{ type: 'text', text }])
  })

  it('of two that overlap the first and longer one wins', () => {
    const entities = {
      urls: [link(14, 29)],
      hashtags: [
        { start: 5, end: 10, tag: 'this' },
        { start: 20, end: 29, tag: 'x' },
      ],
    }
    expect(read(text, entities).map(({ type }) => type)).toEqual(['text', 'hashtag', 'text', 'link'])
  })

  it('of two that begin together the longer one wins', () => {
    const entities = {
      hashtags: [
        { start: 5, end: 7, tag: 't' },
        { start: 5, end: 10, tag: 'this' },
      ],
    }
    expect(read(text, entities)[1]).toMatchObject({ text: '#this' })
  })

  it('shows the words of a link over other words', () => {
    const withheld = 'This post has been withheld. Learn more.'
    expect(read(withheld, { urls: [link(29, 39, 'Learn more')] })).toEqual([
      { type: 'text', text: 'This post has been withheld. ' },
      { type: 'link', text: 'Learn more', href: 'https://t.co/q1' },
      { type: 'text', text: '.' },
    ])
  })
})

describe('links to what is shown elsewhere', () => {
  it('are left away at the end, repeated or in a row, and the space before them', () => {
    const photo = { ...link(9, 24), media_key: '3_1' }
    const urls = [photo, photo, { ...link(25, 40), media_key: '3_2' }]
    expect(read('Seal pup\nhttps://t.co/q1 https://t.co/q2', { urls }, always)).toEqual([
      { type: 'text', text: 'Seal pup' },
    ])
  })

  it('stay inside the text, and where other words follow', () => {
    expect(joined(read('See https://t.co/q1 today', { urls: [link(4, 19)] }, always))).toBe(
      'See quay.example/ferry today',
    )
  })

  it('stay when one of the pictures behind them is not shown', () => {
    const urls = ['3_1', '3_2'].map(media_key => ({ ...link(5, 20), media_key }))
    for (const shown of ['3_1', '3_2'])
      expect(
        toSegments('Seal https://t.co/q1', { urls }, ({ media_key }) => media_key === shown),
      ).toHaveLength(2)
  })

  it('are found in good time in whatever number', () => {
    const text = 'https://t.co/q1 '.repeat(20_000)
    const urls = Array.from({ length: 20_000 }, (_, index) => link(16 * index, 16 * index + 15))
    expect(read(text, { urls }, always)).toEqual([])
  })

  it('leave nothing when they are the whole text', () => {
    expect(read('https://t.co/q1', { urls: [link(0, 15)] }, always)).toEqual([])
  })
})

describe('for any text and any entities', () => {
  const anything = fc.oneof(
    fc.integer({ min: -3, max: 60 }),
    fc.constantFrom<unknown>(Number.NaN, Number.POSITIVE_INFINITY, '5', null, undefined, {}, 2 ** 53, 1.5),
  )
  const name = fc.constantFrom('pier', 'Quay_9', '🦭', '', '__proto__', 'constructor')
  const entity = fc.record(
    {
      start: anything,
      end: anything,
      url: fc.webUrl(),
      display_url: fc.string(),
      tag: name,
      username: name,
      media_key: fc.string(),
    },
    { requiredKeys: [] },
  )
  const entities = fc.record(
    {
      urls: fc.array(entity),
      hashtags: fc.array(entity),
      cashtags: fc.array(entity),
      mentions: fc.array(entity),
    },
    { requiredKeys: [] },
  )
  const words = fc.string({
    unit: fc.oneof(
      fc.constantFrom('🦭', '&', '<', '#', '@', '$', '\n', 'é', '\u0301'),
      fc.string({ minLength: 1, maxLength: 3 }),
    ),
  })

  // A span that cuts an escape in two makes its halves text: nothing to hold the pieces against.
  const unescaped = words.map(text => text.replace(/[&<>]/g, '+'))

  it('never throws, and text with tags and names only comes back whole', () => {
    fc.assert(
      fc.property(words, entities, (text, { urls: _, ...tags }) => {
        expect(joined(read(escaped(text), tags))).toBe(text)
      }),
    )
  })

  it('never throws, and every piece that is no link is a piece of the text', () => {
    fc.assert(
      fc.property(unescaped, entities, fc.boolean(), (text, all, hide) => {
        let from = 0
        for (const segment of toSegments(text, all, () => hide)) {
          expect(segment.text).not.toBe('')
          if (segment.type === 'link') continue
          from = text.indexOf(segment.text, from)
          expect(from).toBeGreaterThanOrEqual(0)
          from += segment.text.length
        }
      }),
    )
  })

  it('finds exactly what was put there', () => {
    const piece = fc.oneof(
      words.map(text => ({ type: 'text' as const, text })),
      fc.constantFrom('Tide', '港町', 'été').map(tag => ({ type: 'hashtag' as const, text: `#${tag}`, tag })),
      fc
        .constantFrom('pier', 'Quay_9')
        .map(username => ({ type: 'mention' as const, text: `@${username}`, username })),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        let text = ''
        const found = { hashtags: [] as unknown[], mentions: [] as unknown[] }
        for (const item of pieces) {
          const start = Array.from(text).length
          text += escaped(item.text)
          const span = { ...item, start, end: Array.from(text).length }
          if (item.type === 'hashtag') found.hashtags.push(span)
          if (item.type === 'mention') found.mentions.push(span)
        }
        const tagged = (list: readonly { type: string; text: string }[]) =>
          list.filter(({ type }) => type !== 'text').map(({ type, text }) => ({ type, text }))
        expect(tagged(read(text, found))).toEqual(tagged(pieces))
      }),
    )
  })
})
