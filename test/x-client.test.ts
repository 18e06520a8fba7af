import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { FeedError } from '../server/errors.js'
import { createXClient } from '../server/sources/x-client.js'
import { type Answerer, json, startUpstream, text, type Upstream } from './fixtures/x/upstream.js'

const TOKEN = 'canary-AAAAAAAA-7731'
const NOW = Date.UTC(2026, 10, 23, 9)
const GOOD = { meta: { result_count: 0 } }

let upstream: Upstream
const uncaught: unknown[] = []
const note = (error: unknown) => uncaught.push(error)

beforeAll(async () => {
  upstream = await startUpstream()
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})
afterEach(() => expect(uncaught).toEqual([]))
afterAll(async () => {
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
  await upstream.close()
})

function ask(answer: Answerer, options: { url?: string; token?: string; signal?: AbortSignal } = {}) {
  upstream.answer = answer
  const { url = upstream.url, token = TOKEN, signal = new AbortController().signal } = options
  const client = createXClient({ token, url, now: () => NOW, timeoutMs: 400, maxBytes: 64 * 1024 })
  return client.get('users/:id/tweets', { id: '42' }, { max_results: 20, exclude: undefined }, signal)
}

async function failure(answer: Answerer, options?: Parameters<typeof ask>[1]): Promise<FeedError> {
  const error: unknown = await ask(answer, options).then(
    body => body,
    thrown => thrown,
  )
  expect(error).toBeInstanceOf(FeedError)
  return error as FeedError
}

it('asks with the key, the query and no wish for compression, and gives the body', async () => {
  expect(await ask(json(GOOD))).toEqual(GOOD)
  const { url, headers } = upstream.calls.at(-1)!
  expect(`${url.pathname}${url.search}`).toBe('/2/users/42/tweets?max_results=20')
  expect(headers.authorization).toBe(`Bearer ${TOKEN}`)
  expect(headers['accept-encoding']).toBe('identity')
})

it('believes a body of errors only: what they mean is decided elsewhere', async () => {
  const body = { errors: [{ title: 'Not Found Error' }] }
  expect(await ask(json(body))).toEqual(body)
})

const hang: Answerer = () => {}
const drip: Answerer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 10)
  response.on('close', () => clearInterval(timer))
}
const huge: Answerer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const more = () => {
    while (!response.destroyed && response.write(' '.repeat(65_536)));
  }
  response.on('drain', more)
  more()
}
const cut: Answerer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 })
  response.write('{"data":[', () => response.destroy())
}
const cutAfterWhole: Answerer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 })
  response.write(JSON.stringify(GOOD), () => response.destroy())
}
const hangAfter =
  (status: number): Answerer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.write('{')
  }
const reset: Answerer = request => request.socket.resetAndDestroy()
const notHttp: Answerer = request => request.socket.end('220 mail ready\r\n')

const junk = { 'content-type': 'application/json' }
const problem = (title: string, detail = '', type = 'about:blank') => ({ title, detail, type })
const credits = problem(
  'CreditsDepleted',
  'Your enrolled account [1620559955217] does not have any credits to fulfill this request.',
  'https://api.twitter.com/2/problems/credits',
)

it.each<[string, Answerer, string]>([
  [
    'a page of HTML',
    text('<!doctype html><title>X</title>', 200, { 'content-type': 'text/html' }),
    'unreadable',
  ],
  ['a redirect', text('', 302, { location: 'https://x.com/login' }), 'unreadable'],
  ['a redirect with a body like a good one', json(GOOD, 302, { location: 'https://x.com/' }), 'unreadable'],
  ['204', text('', 204), 'unreadable'],
  ['an empty body', text('', 200, junk), 'unreadable'],
  ['null', text('null', 200, junk), 'unreadable'],
  ['a list', json([GOOD]), 'unreadable'],
  ['an object that is not the API', json({ status: 'ok' }), 'unreadable'],
  ['data from a prototype only', text('{"__proto__":{"data":[]}}', 200, junk), 'unreadable'],
  ['truncated JSON', text('{"data":[{"id":"1"', 200, junk), 'unreadable'],
  [
    'bytes that claim to be brotli',
    text('\u0001\u0002garbage', 200, { ...junk, 'content-encoding': 'br' }),
    'unreadable',
  ],
  [
    'bytes that claim to be gzip',
    text('garbage', 200, { ...junk, 'content-encoding': 'gzip' }),
    'unreadable',
  ],
  [
    'gzip that nobody asked for',
    text(gzipSync(JSON.stringify(GOOD)), 200, { ...junk, 'content-encoding': 'gzip' }),
    'unreadable',
  ],
  ['no HTTP', notHttp, 'unreadable'],
  ['more bytes than any page has', huge, 'unreadable'],
  ['nothing at all', hang, 'timeout'],
  ['drops that never end', drip, 'timeout'],
  ['a body that breaks off', cut, 'outage'],
  ['a whole document in a body that breaks off', cutAfterWhole, 'outage'],
  ['a reset', reset, 'outage'],
  ['500', json({ title: 'Internal Server Error' }, 500), 'outage'],
  ['502 in HTML', text('<h1>Bad gateway</h1>', 502, { 'content-type': 'text/html' }), 'outage'],
  [
    '503 and garbage said to be brotli',
    text('garbage', 503, { ...junk, 'content-encoding': 'br' }),
    'outage',
  ],
  ['400', json({ errors: [{ message: 'no' }], ...problem('Invalid Request') }, 400), 'unreadable'],
  ['401 and a body that never comes', hangAfter(401), 'key'],
  ['401', json(problem('Unauthorized', 'Unauthorized'), 401), 'key'],
  ['402', json(credits, 402), 'credit'],
  ['402 without a word', text('', 402), 'credit'],
  ['403', json({ ...problem('Client Forbidden'), reason: 'client-not-enrolled' }, 403), 'key'],
  [
    '403 for a spending limit',
    json(problem('Forbidden', 'You have reached your spending limit.'), 403),
    'credit',
  ],
  ['404 without a body', text('', 404), 'unreadable'],
  ['429', json(problem('Too Many Requests'), 429), 'rate-limit'],
  [
    '429 in the old form',
    json({ errors: [{ code: 88, message: 'Rate limit exceeded' }] }, 429),
    'rate-limit',
  ],
  ['429 in plain words', text('Rate limit exceeded', 429, { 'content-type': 'text/plain' }), 'rate-limit'],
  [
    '429 at the monthly cap',
    json(problem('UsageCapExceeded', '', 'https://api.x.com/2/problems/usage-capped'), 429),
    'credit',
  ],
  ['errors that are null', json({ errors: [null], title: null }, 429), 'rate-limit'],
  ['errors of mixed kinds', json({ errors: [{ code: 1 }, null, 'x'] }, 401), 'key'],
  ['errors that only look like a list', json({ errors: { length: 1, 0: { code: 1 } } }, 503), 'outage'],
])('%s is never a good answer', async (_, answer, reason) => {
  const error = await failure(answer)
  expect(error.reason).toBe(reason)
  expect(error.message).toMatch(/^X users\/:id\/tweets: ./)
  expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + error.stack).not.toContain(
    TOKEN,
  )
})

it('says so when nothing listens', async () => {
  const error = await failure(hang, { url: 'http://127.0.0.1:1/2/' })
  expect(error).toMatchObject({ reason: 'outage', message: 'X users/:id/tweets: not reached (ECONNREFUSED)' })
})

it('names a key that cannot be one without sending or repeating it', async () => {
  const before = upstream.calls.length
  const error = await failure(json(GOOD), { token: 'two\nlines' })
  expect(error.reason).toBe('key')
  expect(error.message).not.toContain('two')
  expect(upstream.calls.length).toBe(before)
})

it('stops at the asker’s signal, before and during a call', async () => {
  const before = AbortSignal.abort()
  expect((await failure(json(GOOD), { signal: before })).reason).toBe('timeout')

  const during = new AbortController()
  const gone = new Promise<void>(resolve => {
    upstream.answer = request => {
      request.socket.on('close', () => resolve())
      during.abort()
    }
  })
  expect((await failure(upstream.answer, { signal: during.signal })).reason).toBe('timeout')
  await gone
})

it('tells the owner what X said, without the key, account numbers or control characters', async () => {
  const { message } = await failure(json({ ...credits, reason: `echo ${TOKEN}\u0007` }, 402))
  expect(message).toContain('402 CreditsDepleted | Your enrolled account […] does not have any credits')
  expect(message).toContain('add credit')
  expect(message).not.toContain('1620559955217')
  expect(message).not.toContain(TOKEN)
  expect(message).not.toMatch(/\p{Cc}/u)
})

it('tells the owner what stands in the way', async () => {
  const told = async (answer: Answerer) => (await failure(answer)).message
  expect(await told(text('{"data":[]}', 200, { ...junk, 'content-encoding': 'br' }))).toContain('compressed')
  expect(await told(text('', 302))).toContain('X_API_URL')
  expect(await told(text('<p>', 200, { 'content-type': `text/html; ${TOKEN}` }))).toContain(
    'text/html; [key]',
  )
  expect(await told(huge)).toContain('65536 bytes')
})

it('does not take a word that X only echoes for its own', async () => {
  const error = await failure(json(problem('Invalid Request', 'The value [creditnews] is wrong'), 400))
  expect(error.reason).toBe('unreadable')
})

it('reads how long to wait by the clock of the server that says so', async () => {
  const limited = (headers: Record<string, string | number>) =>
    failure(
      json(problem('Too Many Requests'), 429, { date: new Date(NOW + 3_600_000).toUTCString(), ...headers }),
    )
  const reset = NOW / 1000 + 3600 + 600
  expect((await limited({ 'x-rate-limit-reset': reset })).retryAfter).toBe(600)
  expect((await limited({ 'retry-after': '30' })).retryAfter).toBe(30)
  expect((await limited({})).retryAfter).toBeUndefined()
})

it('keeps no connection that could die before the next call', async () => {
  await ask(json(GOOD))
  expect(upstream.calls.at(-1)!.headers.connection).toBe('close')
})
