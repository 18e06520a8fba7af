/** A wall is believed whole or not at all. */
import { describe, expect, it } from 'vitest'
import { isFeedDocument } from '../wire/guard.js'
import { isPlainFeed } from '../wire/plain-guard.js'
import type { WallDocument } from '../wire/wall.js'
import { isWallDocument } from '../wire/wall-guard.js'
import { documents } from './fixtures/documents.js'
import { makeWall, SOURCES, wallPost } from './fixtures/wall.js'

const [x, bluesky] = SOURCES
const { posts: _, ...rest } = makeWall()
const stale = { since: rest.fetchedAt, reason: 'outage' } as const

it.each<readonly [string, WallDocument]>([
  ['with posts', makeWall()],
  ['with more than it shows', makeWall({ more: 3, sample: true, stale })],
  ['of one source', makeWall({ wall: { name: 'a', sources: [x] }, posts: [wallPost('1', 0)] })],
  [
    'with a source that failed',
    makeWall({
      wall: { name: 'a', sources: [x, { ...bluesky, status: 'unavailable', reason: 'key' }] },
      posts: [wallPost('1', 0)],
    }),
  ],
  [
    'with a source that is behind',
    makeWall({ wall: { name: 'a', sources: [{ ...x, stale }] }, posts: [wallPost('1', 0)] }),
  ],
  ['without posts', { ...rest, status: 'empty' }],
  ['with hidden posts', { ...rest, status: 'filtered' }],
  ['that can’t be read', { ...rest, status: 'unavailable', reason: 'outage', retryAfter: 9 }],
])('a wall %s is one, and no feed', (_, wall) => {
  expect(isWallDocument(wall)).toBe(true)
  expect(isFeedDocument(wall)).toBe(false)
})

it.each(Object.entries(documents))('a feed that is %s is no wall', (_, document) => {
  expect(isWallDocument(document)).toBe(false)
})

it.each(Object.entries(documents))(
  'a feed that is %s, with what is a wall’s or an odd author, is neither',
  (_, document) => {
    for (const odd of [
      { wall: null },
      { wall: { name: 'a', sources: [{ profileUrl: 'javascript:alert(1)' }] } },
      { author: { name: {} } },
    ]) {
      expect(isFeedDocument({ ...document, ...odd })).toBe(false)
      expect(isPlainFeed({ ...document, ...odd })).toBe(false)
      expect(isWallDocument({ ...document, ...odd })).toBe(false)
    }
  },
)

describe('no wall is', () => {
  const withSource = (more: object, own: object = {}) =>
    makeWall({ wall: { name: 'a', sources: [{ ...x, ...more }] }, posts: [wallPost('1', 0)], ...own })
  const withPost = (more: object) => makeWall({ posts: [{ ...wallPost('1', 0), ...more }] })
  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['another version', { ...makeWall(), v: 2 }],
    ['without a name', { ...makeWall(), wall: { sources: SOURCES } }],
    ['without sources', { ...makeWall(), wall: { name: 'a', sources: [] } }],
    ['with an odd source', makeWall({ wall: { name: 'a', sources: [null as never] } })],
    ['on an unknown network', withSource({ network: 'y' })],
    ['with an unknown status of a source', withSource({ status: 'fine' })],
    ['with a profile that is no address', withSource({ profileUrl: 'javascript:alert(1)' })],
    ['with an odd author of a source', withSource({ author: { name: 1 } })],
    ['with a failed source without its reason', withSource({ status: 'unavailable' })],
    ['with an odd age of a source', withSource({ stale: { since: 'long ago', reason: 'outage' } })],
    ['with an unknown status', { ...makeWall(), status: 'suspended' }],
    ['without a date', { ...makeWall(), fetchedAt: undefined }],
    ['without a date of its own', withSource({ fetchedAt: rest.fetchedAt }, { fetchedAt: 'long ago' })],
    ['with an odd age, and a good one of its sources', withSource({ stale }, { stale: { since: 1 } })],
    [
      'with a source that leaves its account to the wall',
      {
        ...makeWall({
          wall: { name: 'a', sources: [{ network: 'x', status: 'empty' } as never] },
          posts: [wallPost('1', 0)],
        }),
        handle: 'a',
        profileUrl: 'https://a.example',
      },
    ],
    ['with a profile of its own', { ...rest, status: 'empty', profileUrl: 'javascript:alert(1)' }],
    ['with an account of its own', { ...makeWall(), network: 'x', handle: 1 }],
    ['with an author of its own', { ...makeWall(), author: { name: {} } }],
    [
      'that names a good wait in its source alone',
      {
        ...rest,
        ...withSource({ retryAfter: 9 }),
        status: 'unavailable',
        reason: 'outage',
        retryAfter: 'soon',
      },
    ],
    ['with no post', makeWall({ posts: [] })],
    ['with a post of no source', withPost({ source: undefined })],
    ['with a post of a source that is not there', withPost({ source: 4 })],
    ['with a post of a half source', withPost({ source: 0.5 })],
    ['with a post whose source is a word', withPost({ source: 'length' })],
    ['with a post that leads to a script', withPost({ url: 'javascript:alert(1)' })],
    ['with a twin that leads to a script', withPost({ also: [{ source: 1, url: 'javascript:alert(1)' }] })],
    [
      'with a twin of a source that is not there',
      withPost({ also: [{ source: 9, url: 'https://a.example/1' }] }),
    ],
    ['with twins that are no list', withPost({ also: { source: 1 } })],
    ['unreadable without a reason', { ...rest, status: 'unavailable', retryAfter: 9 }],
    ['unreadable without a wait', { ...rest, status: 'unavailable', reason: 'outage' }],
  ])('one %s', (_, value) => expect(isWallDocument(value)).toBe(false))
})
