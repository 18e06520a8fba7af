/** Documents with anything in any field: a guard turns them away, or all of their posts are shown. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FeedDocument } from '../../wire/document.js'
import { isFeedDocument } from '../../wire/guard.js'
import { isWallDocument } from '../../wire/wall-guard.js'
import { documents, gallery, makePosts } from '../fixtures/documents.js'
import { hostile } from '../fixtures/hostile.js'
import { makeWall } from '../fixtures/wall.js'
import { parts, showDocument } from './support.js'

const DOCUMENTS = [
  makePosts(gallery),
  { ...hostile, posts: hostile.posts.slice(0, 3) },
  makeWall({ more: 3, sample: true, stale: { since: '2026-01-01T00:00:00Z', reason: 'outage' } }),
  ...Object.values(documents),
]

const odd = fc.oneof(
  fc.constantFrom(
    ...['javascript:alert(1)', 'https://[::1', 'https://%zz/', 'https://user:pw@a.invalid:99999/', '$&{}{}'],
    ...['"\'><img src=x onerror="window.broken=1">', '__proto__', 'toString', 'constructor', ' ', '\ud800'],
    ...['+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', 'en_US', 'i-klingon', '-', 'ZZ'],
    ...['\n'.repeat(500), '\u202e'.repeat(50), 'a'.repeat(3000)],
    ...[
      null,
      true,
      -1,
      5e-324,
      1e308,
      2 ** 53,
      [],
      {},
      [null],
      { type: 'post' },
      { type: 'text', text: 'a' },
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double({ noNaN: true }),
  fc.jsonValue({ maxDepth: 2 }),
)

const document = fc
  .tuple(fc.constantFrom(...DOCUMENTS), fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 }))
  .map(([document, changes]) => {
    const copy: unknown = structuredClone(document)
    for (const [at, value] of changes) {
      const places = placesIn(copy)
      const [fields, key] = places[at % places.length] ?? []
      if (fields && key !== undefined) fields[key] = value
    }
    // `showDocument` gives each a date of its own.
    return { ...JSON.parse(JSON.stringify(copy)), fetchedAt: documents.posts.fetchedAt } as FeedDocument
  })

/** Every field and every item, however deep. */
function placesIn(value: unknown): readonly (readonly [Record<string, unknown>, string])[] {
  if (typeof value !== 'object' || value === null) return []
  const fields = value as Record<string, unknown>
  return Object.keys(fields).flatMap(key => [[fields, key] as const, ...placesIn(fields[key])])
}

const isGood = (value: unknown): boolean => isFeedDocument(value) || isWallDocument(value)

const errors: unknown[] = []
const hear = (event: ErrorEvent | PromiseRejectionEvent): number =>
  errors.push('reason' in event ? String(event.reason) : event.message)

beforeEach(() => {
  errors.length = 0
  vi.spyOn(console, 'warn').mockReturnValue()
  addEventListener('error', hear)
  addEventListener('unhandledrejection', hear)
})
afterEach(() => {
  vi.restoreAllMocks()
  removeEventListener('error', hear)
  removeEventListener('unhandledrejection', hear)
})

it.each([
  ['that a guard takes is shown with each of its posts', document.filter(isGood)],
  ['that no guard takes is told to be unreadable', document.filter(value => !isGood(value))],
])('a document %s, and neither throws nor runs anything', async (_, documents) => {
  await fc.assert(
    fc.asyncProperty(documents, async document => {
      const feed = await showDocument(document, { handle: 'a' })
      expect(feed.state).toBe(isGood(document) ? document.status : 'unavailable')
      if (feed.state === 'posts' && 'posts' in document)
        expect(parts(feed, 'post').length).toBe(document.posts.length)
      for (const button of parts(feed, 'post').flatMap(post => [...post.querySelectorAll('button')]))
        if (button.getAttribute('part') !== 'enlarge') button.click()
      await feed.updateComplete
      expect(feed.shadowRoot?.querySelector('script, style, [style], [onerror]')).toBeNull()
      for (const link of feed.shadowRoot?.querySelectorAll('[href]') ?? [])
        expect(link.getAttribute('href')).toMatch(/^https?:\/\//i)
      expect(window.broken).toBeUndefined()
    }),
    { numRuns: 40 },
  )
  expect(errors).toEqual([])
})
