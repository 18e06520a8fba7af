import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { matches, pickEncoding, toAnswer } from '../server/answer.js'
import type { FeedDocument } from '../wire/document.js'
import { makePost, makePosts } from './fixtures/documents.js'

const document: FeedDocument = {
  v: 1,
  status: 'suspended',
  network: 'x',
  handle: 'someone',
  profileUrl: 'https://x.com/someone',
  fetchedAt: '2026-11-23T09:00:00.000Z',
}
const answer = toAnswer(document, { 'Cache-Control': 'public' }, 0)

it('says the same in every encoding', () => {
  const json = JSON.stringify(document)
  expect(answer.body.identity.toString()).toBe(json)
  expect(gunzipSync(answer.body.gzip).toString()).toBe(json)
  expect(brotliDecompressSync(answer.body.br).toString()).toBe(json)
})

it('says all that is true of the posts before them, for those who show the first while the rest is on its way', () => {
  const { fetchedAt } = document
  const stale = { since: fetchedAt, reason: 'outage' } as const
  const posts = makePosts([makePost('2'), makePost('1')], { fetchedAt, more: 3 })
  const { body } = toAnswer({ ...posts, sample: true, stale }, {}, 0)
  expect(JSON.parse(body.identity.toString())).toEqual({ ...posts, sample: true, stale })
  expect(Object.keys(JSON.parse(body.identity.toString())).at(-1)).toBe('posts')
})

it('keeps its tag when only the time of the read changed, and changes it with the content', () => {
  expect(toAnswer({ ...document, fetchedAt: '2026-11-24T00:00:00.000Z' }, {}, 1).etag).toBe(answer.etag)
  expect(toAnswer({ ...document, status: 'not-found' }, {}, 0).etag).not.toBe(answer.etag)
  expect(
    toAnswer({ ...document, stale: { since: document.fetchedAt, reason: 'outage' } }, {}, 0).etag,
  ).not.toBe(answer.etag)
})

it.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0', 'gzip'],
  ['br;q=0.000', 'identity'],
  ['BR', 'br'],
  ['*', 'gzip'],
  ['gzip;q=0, *', 'identity'],
  ['zstd', 'identity'],
])('answers Accept-Encoding %j in %s', (accepted, encoding) => {
  expect(pickEncoding(accepted)).toBe(encoding)
})

it.each([
  [undefined, false],
  ['W/"abc"', true],
  ['"abc"', true],
  ['"x", W/"abc"', true],
  ['*', true],
  ['"abcd"', false],
  ['abc', false],
])('compares If-None-Match %j weakly', (header, same) => {
  expect(matches(header, 'W/"abc"')).toBe(same)
})
