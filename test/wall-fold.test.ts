/** Which posts of several networks are shown as one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, isSame, printOf } from '../server/wall-fold.js'
import { NETWORKS, type Network } from '../wire/document.js'
import type { Post, Segment } from '../wire/post.js'

const NOON = Date.UTC(2026, 10, 23, 12)
const HOUR = 3_600_000
const STORY = 'The winter timetable is out: more evening boats, and a later last sailing on Fridays.'
const PAGE = 'https://northquay.example/winter'

let turn = 0
function post(network: Network, text: string | readonly Segment[], more: Partial<Post> = {}): Post {
  const id = `${network}-${turn++}`
  const url = `https://${network}.example/${id}`
  const author = { name: 'North Quay', handle: 'northquay', url: `https://${network}.example/northquay` }
  const segments = typeof text === 'string' ? [{ type: 'text', text } as const] : text
  return { id, network, url, author, createdAt: new Date(NOON).toISOString(), text: segments, ...more }
}
const linked = (text: string, href: string, shown = 'northquay.example/w…'): readonly Segment[] => [
  { type: 'text', text: `${text} ` },
  { type: 'link', text: shown, href },
]
const at = (time: number) => ({ createdAt: new Date(time).toISOString() })
const by = { name: 'Ada', handle: 'ada', url: 'https://x.example/ada' }
const same = (a: Post, b: Post): boolean => {
  const forth = isSame(printOf(a), printOf(b))
  expect(isSame(printOf(b), printOf(a))).toBe(forth)
  return forth
}

describe('two posts are one', () => {
  it.each<readonly [string, Post, Post]>([
    ['with the same words', post('x', STORY), post('bluesky', STORY)],
    ['with other capitals and white space', post('x', STORY), post('bluesky', ` ${STORY.toUpperCase()}\n`)],
    ['23 hours apart', post('x', STORY), post('bluesky', STORY, at(NOON + 23 * HOUR))],
    [
      'with one link, tracked on the way',
      post('x', linked(STORY, `${PAGE}?utm_source=x`)),
      post('mastodon', linked(STORY, `${PAGE}/`, PAGE)),
    ],
    ['where one is cut off', post('x', `${STORY.slice(0, 60).trim()}…`), post('mastodon', STORY)],
    [
      'where one names people by its own handles',
      post('x', [
        { type: 'text', text: `${STORY} ` },
        { type: 'mention', text: '@ferries', href: by.url },
      ]),
      post('bluesky', [
        { type: 'text', text: `${STORY} ` },
        { type: 'mention', text: '@ferries.example', href: by.url },
      ]),
    ],
    [
      'where one is the article and the other its headline',
      post('x', linked('Crabs are back at the market', 'https://gazette.example/crabs')),
      post(
        'rss',
        [
          { type: 'link', text: 'Crabs are back at the market', href: 'https://gazette.example/crabs' },
          { type: 'text', text: '\nBring a bucket.' },
        ],
        { url: 'https://gazette.example/crabs' },
      ),
    ],
    ['with few words and one link', post('x', linked('New!', PAGE)), post('bluesky', linked('New!', PAGE))],
  ])('%s', (_, a, b) => expect(same(a, b)).toBe(true))
})

describe('two posts stay two', () => {
  it.each<readonly [string, Post, Post]>([
    ['on one network', post('x', STORY), post('x', STORY)],
    ['25 hours apart', post('x', STORY), post('bluesky', STORY, at(NOON + 25 * HOUR))],
    ['with few words and no link', post('x', 'Good morning!'), post('bluesky', 'Good morning!')],
    ['without words', post('x', ''), post('bluesky', '')],
    [
      'where few words are in many',
      post('x', 'Ferries run again today'),
      post('bluesky', `Ferries run again today. ${STORY}`),
    ],
    [
      'that lead to different pages',
      post('x', linked(STORY, PAGE)),
      post('bluesky', linked(STORY, 'https://northquay.example/summer')),
    ],
    ['of which only one leads anywhere', post('x', linked(STORY, PAGE)), post('bluesky', STORY)],
    ['with a number of their own', post('x', `${STORY} Boat 1`), post('bluesky', `${STORY} Boat 12`)],
    ['with another number', post('x', `${STORY} At 8:14.`), post('bluesky', `${STORY} At 8:41.`)],
    ['where one is a repost', post('x', STORY), post('bluesky', STORY, { repostedBy: by })],
    [
      'where one is a reply',
      post('x', STORY),
      post('bluesky', STORY, { replyTo: { handle: 'ada', url: by.url } }),
    ],
    [
      'where one is a poll',
      post('x', STORY),
      post('bluesky', STORY, { poll: { options: [], closed: true } }),
    ],
  ])('%s', (_, a, b) => expect(same(a, b)).toBe(false))
})

it('gives a post of every day to its twin of the same day', () => {
  const [x1, x2] = [post('x', STORY, at(NOON)), post('x', STORY, at(NOON + 20 * HOUR))]
  const [b1, b2] = [post('bluesky', STORY, at(NOON + HOUR)), post('bluesky', STORY, at(NOON + 19 * HOUR))]
  expect(fold([x1, x2, b1, b2])).toEqual([
    [x1, b1],
    [x2, b2],
  ])
})

it('does not make one of three of which two differ', () => {
  const short = post('x', `${STORY}`)
  const long = post('bluesky', `${STORY} Dogs travel free.`)
  const other = post('mastodon', `${STORY} Bicycles do not.`)
  expect(fold([short, long, other]).map(group => group.length)).toEqual([2, 1])
})

const anyPost = fc
  .record({
    network: fc.constantFrom(...NETWORKS),
    words: fc.array(fc.constantFrom(STORY, 'Dogs travel free.', 'boat', '12', 'é', '👩‍👩‍👧', '\u202e'), {
      maxLength: 4,
    }),
    link: fc.option(fc.constantFrom(PAGE, `${PAGE}?utm_source=x`, 'https://other.example/'), {
      nil: undefined,
    }),
    hours: fc.integer({ min: 0, max: 60 }),
    isRepost: fc.boolean(),
  })
  .map(({ network, words, link, hours, isRepost }) =>
    post(network, link ? linked(words.join(' '), link) : words.join(' '), {
      ...at(NOON + hours * HOUR),
      ...(isRepost && { repostedBy: by }),
    }),
  )

it('loses no post, doubles none, and never puts two of a network or of different times together', () => {
  fc.assert(
    fc.property(fc.array(anyPost, { maxLength: 12 }), posts => {
      const groups = fold(posts)
      expect(new Set(groups.flat())).toEqual(new Set(posts))
      expect(groups.flat().length).toBe(posts.length)
      for (const group of groups) {
        expect(new Set(group.map(({ network }) => network)).size).toBe(group.length)
        for (const a of group) for (const b of group) if (a !== b) expect(same(a, b)).toBe(true)
      }
    }),
  )
})

/** Every post against every other, nearest first: slow, and plain to see. */
function foldPlainly(posts: readonly Post[]): readonly (readonly Post[])[] {
  const time = (one: Post) => Date.parse(one.createdAt)
  const byTime = posts.toSorted((a, b) => time(a) - time(b))
  const pairs = byTime.flatMap((a, index) => byTime.slice(index + 1).map(b => [a, b] as const))
  let groups: (readonly Post[])[] = posts.map(one => [one])
  for (const [a, b] of pairs.sort(([a, b], [c, d]) => time(b) - time(a) - (time(d) - time(c)))) {
    const [one = [], other = []] = [a, b].map(wanted => groups.find(group => group.includes(wanted)))
    const isOne = one.every(left => other.every(right => isSame(printOf(left), printOf(right))))
    if (one === other || !isSame(printOf(a), printOf(b)) || !isOne) continue
    const joined = posts.filter(each => one.includes(each) || other.includes(each))
    groups = groups.map(group => (group === one ? joined : group)).filter(group => group !== other)
  }
  return groups.toSorted((a, b) => posts.indexOf(a[0]!) - posts.indexOf(b[0]!))
}

it('comes to what comparing each with each comes to', () => {
  fc.assert(
    fc.property(fc.array(anyPost, { maxLength: 24 }), posts => {
      expect(fold(posts)).toEqual(foldPlainly(posts))
    }),
    { numRuns: 300 },
  )
})

it('comes to the same groups in whatever order the posts are given', () => {
  const names = (groups: readonly (readonly Post[])[]) =>
    groups
      .map(group =>
        group
          .map(({ id }) => id)
          .sort()
          .join(),
      )
      .sort()
  const [a, b, c, d] = [
    post('x', STORY),
    post('bluesky', STORY, at(NOON + HOUR)),
    post('rss', 'Other words, quite other words.'),
    post('mastodon', STORY, at(NOON + 2 * HOUR)),
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray([a, b, c, d], { minLength: 4 }), posts => {
      expect(names(fold(posts))).toEqual(names(fold([a, b, c, d])))
    }),
  )
})
