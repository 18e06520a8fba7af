import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FeedDocument } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'
import { type Served, serve } from './support/serve.js'

let served: Served
beforeAll(async () => {
  served = await serve('x/northquaynews,x/varindiamag,x/demo_outage', { REFRESH_SECONDS: '900' })
})
afterAll(() => served.close())

const read = async (path: string): Promise<FeedDocument> => {
  const document: unknown = await (await served.get(path)).json()
  if (!isFeedDocument(document)) throw new Error(`no document at ${path}: ${JSON.stringify(document)}`)
  return document
}

describe('a feed', () => {
  it('is answered as a document, 20 posts unless asked otherwise', async () => {
    const document = await read('feeds/x/northquaynews')
    expect(document).toMatchObject({ v: 1, status: 'posts', network: 'x', handle: 'northquaynews' })
    expect(document.status === 'posts' && document.posts.length).toBeGreaterThan(5)
  })

  it('shows as many as the tag asks, and says how many more there are', async () => {
    const document = await read('feeds/x/northquaynews?limit=3')
    if (document.status !== 'posts') throw new Error(document.status)
    expect(document.posts).toHaveLength(3)
    expect(document.more).toBeGreaterThan(0)
  })

  it('hides reposts when asked', async () => {
    const every = await read('feeds/x/northquaynews')
    const own = await read('feeds/x/northquaynews?reposts=false')
    const reposts = (document: FeedDocument) =>
      document.status === 'posts' ? document.posts.filter(post => post.repostedBy).length : Number.NaN
    expect([reposts(every) > 0, reposts(own)]).toEqual([true, 0])
  })

  it('costs one read of the network, whatever the spelling, the view or the query', async () => {
    const before = served.standIn.calls.length
    for (const path of [
      'feeds/x/NorthQuayNews',
      'feeds/x/@northquaynews',
      'feeds/x/northquaynews?limit=5&cachebust=1',
    ]) {
      expect((await served.get(path)).status).toBe(200)
    }
    expect(served.standIn.calls.length).toBe(before)
  })

  it('is 200 for a known truth and 503 with Retry-After when nothing is known', async () => {
    expect((await served.get('feeds/x/varindiamag')).status).toBe(200)
    const response = await served.get('feeds/x/demo_outage')
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ status: 'unavailable', reason: 'outage' })
  })
})

describe('the headers of a feed', () => {
  it('let browsers, sites and shared caches do their part', async () => {
    const { headers } = await served.get('feeds/x/northquaynews')
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=60, s-maxage=900, stale-while-revalidate=900, stale-if-error=85500',
      'cache-status': expect.stringMatching(/^social-feed; hit; ttl=\d+$/),
      'content-type': 'application/json; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      age: expect.stringMatching(/^\d+$/),
      etag: expect.stringMatching(/^W\/"[\w-]{22}"$/),
      vary: 'Accept-Encoding',
    })
  })

  it('name the encoding that was asked for', async () => {
    for (const encoding of ['br', 'gzip']) {
      const response = await served.get('feeds/x/northquaynews', { 'Accept-Encoding': encoding })
      expect(response.headers.get('Content-Encoding')).toBe(encoding)
      expect(isFeedDocument(await response.json())).toBe(true)
    }
  })

  it('answer 304 without a body to the tag they gave', async () => {
    const etag = (await served.get('feeds/x/northquaynews')).headers.get('ETag') ?? ''
    const response = await served.get('feeds/x/northquaynews', { 'If-None-Match': etag })
    expect(response.status).toBe(304)
    expect(response.headers.get('ETag')).toBe(etag)
    expect(await response.text()).toBe('')
  })
})

describe('a request that can not be answered', () => {
  it.each([
    ['feeds/x/%3Cscript%3E', 400, /can't be a handle on x/],
    ['feeds/x/..%2f..%2fetc', 400, /can't be a handle/],
    ['feeds/x/a_name_too_long_for_x', 400, /can't be a handle/],
    ['feeds/x/%E0%A4%A', 400, /not well formed/],
    ['feeds/x/varindiamag?limit=0', 400, /^limit/],
    ['feeds/x/varindiamag?limit=101', 400, /^limit/],
    ['feeds/x/varindiamag?limit=5&limit=6', 400, /^limit/],
    ['feeds/x/varindiamag?replies=maybe', 400, /^replies/],
    ['feeds/x/varindiamag?reposts=1', 400, /^reposts/],
    ['feeds/x/somebody_else', 403, /add it to FEEDS/],
    ['feeds/myspace/tom', 404, /no network/],
    ['nowhere', 404, /Nothing is served/],
  ])('%s is a %i that says why', async (path, status, detail) => {
    const before = served.standIn.calls.length
    const response = await served.get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('Content-Type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({
      type: 'about:blank',
      status,
      detail: expect.stringMatching(detail),
    })
    expect(served.standIn.calls.length).toBe(before)
  })

  it('is refused when it would write', async () => {
    const response = await fetch(new URL('feeds/x/varindiamag', served.url), { method: 'POST' })
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })
})

it('asks once for all feeds of a network whose key is refused', async () => {
  const own = await serve('x/first,x/second,x/third')
  own.standIn.play('*', 'unauthorized-401')
  for (const handle of ['first', 'second', 'third']) {
    expect(await (await own.get(`feeds/x/${handle}`)).json()).toMatchObject({
      status: 'unavailable',
      reason: 'key',
    })
  }
  expect(own.standIn.calls).toHaveLength(1)
  await own.close()
})

it('serves only the sites named in ORIGINS, and tells caches that it depends', async () => {
  const own = await serve('x/varindiamag', { ORIGINS: 'https://city.example' })
  const allowed = async (origin: string) => (await own.get('feeds/x/varindiamag', { Origin: origin })).headers
  expect((await allowed('https://city.example')).get('Access-Control-Allow-Origin')).toBe(
    'https://city.example',
  )
  const other = await allowed('https://other.example')
  expect([other.get('Access-Control-Allow-Origin'), other.get('Vary')]).toEqual([
    null,
    'Origin, Accept-Encoding',
  ])
  await own.close()
})

it('is alive and ready, and serves the widget to every site', async () => {
  expect(await (await served.get('livez')).text()).toBe('ok')
  expect(await (await served.get('readyz')).text()).toBe('ok')
  const script = await served.get('widget.js')
  expect(script.headers.get('Content-Type')).toContain('javascript')
  expect(script.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
  expect(script.headers.get('ETag')).toBeTruthy()
})
