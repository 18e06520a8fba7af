/** What the status of an API's answer means, whichever network it is. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FeedError } from '../server/errors.js'
import { createUpstream, type Upstream } from '../server/upstream.js'
import { getJson, type JsonAnswer, type JsonAsk } from '../server/upstream-json.js'
import { json, type Upstream as Local, startUpstream, text } from './fixtures/x/upstream.js'

const NOW = Date.UTC(2026, 10, 23, 9)
let server: Local
let upstream: Upstream

beforeAll(async () => {
  server = await startUpstream()
  upstream = createUpstream({ allowPrivate: [new URL(server.url).host], userAgent: 'test' })
})
afterAll(async () => {
  await upstream.close()
  await server.close()
})

function get(answer: Local['answer'], more: Partial<JsonAsk> = {}): Promise<JsonAnswer> {
  server.answer = answer
  return getJson(upstream, server.url, { signal: AbortSignal.timeout(5000), now: NOW, ...more })
}

const failure = (answer: Local['answer'], more?: Partial<JsonAsk>): Promise<FeedError> =>
  get(answer, more).then(
    ({ status }) => {
      throw new Error(`answered ${status}`)
    },
    (error: FeedError) => error,
  )

it.each([200, 400, 404, 410, 422])('a %d with JSON is the asker’s to judge', async status => {
  expect(await get(json({ tide: 'low' }, status))).toMatchObject({ status, body: { tide: 'low' } })
})

it('a refusal without JSON is a refusal all the same', async () => {
  expect(await get(text('<h1>gone</h1>', 410))).toMatchObject({ status: 410, body: undefined })
})

it.each<[number, string]>([
  [401, 'key'],
  [403, 'key'],
  [429, 'rate-limit'],
  [500, 'outage'],
  [502, 'outage'],
  [503, 'outage'],
  [201, 'unreadable'],
  [302, 'unreadable'],
])('a %d is told as %s', async (status, reason) => {
  const answer = json({}, status, status === 302 ? { location: '/elsewhere' } : {})
  expect((await failure(answer)).reason).toBe(reason)
})

it.each([401, 403])('a %d of an API that wants no key is not about one', async status => {
  expect((await failure(json({}, status), { keyless: true })).reason).toBe('unreadable')
})

it.each([
  ['HTML', '<!doctype html>'],
  ['nothing', ''],
  ['half of it', '{"tide":'],
])('a 200 with %s is unreadable', async (_, body) => {
  expect((await failure(text(body))).reason).toBe('unreadable')
})

it('waits as long as it is asked to when the network is busy, and no longer for a key', async () => {
  const headers = { 'retry-after': '120' }
  expect((await failure(json({}, 429, headers))).retryAfter).toBe(120)
  expect((await failure(json({}, 503, headers))).retryAfter).toBe(120)
  expect((await failure(json({}, 403, headers))).retryAfter).toBeUndefined()
})

it('reads at most what it is told to', async () => {
  expect((await failure(json({ tide: 'x'.repeat(1000) }), { maxBytes: 100 })).reason).toBe('unreadable')
})

it('never repeats what was asked in a message, which may hold a key', async () => {
  server.answer = json({}, 500)
  const ask = { signal: AbortSignal.timeout(5000), now: NOW }
  const error = await getJson(upstream, `${server.url}?key=canary`, ask).catch((thrown: FeedError) => thrown)
  expect(String(error)).not.toContain('canary')
})
