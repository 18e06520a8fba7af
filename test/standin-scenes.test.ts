/** Every scene the stand-in X can play, told by its status, headers and body. */
import { afterEach, describe, expect, it } from 'vitest'
import { type StandIn, type StandInOptions, startStandIn } from '../demo/standin/index.js'
import { SCENES, type Scene, type SceneName } from '../demo/standin/scenes.js'
import { get, idOf, ids, lookup, raw, timeline } from './support/standin-client.js'

const NOON = Date.parse('2026-11-23T12:00:00Z')
let standIn: StandIn
afterEach(() => standIn.close())

const start = async (options: StandInOptions = {}): Promise<void> => {
  standIn = await startStandIn({ now: () => NOON, ...options })
}

/** What each scene answers to the timeline call: status, then something only this scene says. */
const PLAYED: Readonly<Record<SceneName, readonly [number, unknown, Record<string, string>?]>> = {
  posts: [200, { meta: { result_count: 10 } }],
  empty: [200, { meta: { result_count: 0 } }],
  'empty-array': [200, { data: [], meta: { result_count: 0 } }],
  'count-mismatch': [200, { meta: { result_count: 0 } }],
  'empty-with-next-token': [200, { meta: { result_count: 0, next_token: expect.any(String) } }],
  'only-replies': [200, { meta: { result_count: 2 } }],
  protected: [200, { errors: [{ title: 'Authorization Error', section: 'data' }] }],
  suspended: [200, { errors: [{ title: 'Forbidden' }] }],
  'not-found': [200, { errors: [{ title: 'Not Found Error' }] }],
  'withheld-account': [200, { meta: { result_count: 0 } }],
  'withheld-all': [
    200,
    {
      data: expect.arrayContaining([
        {
          id: expect.any(String),
          text: expect.stringContaining('withheld'),
          edit_history_tweet_ids: expect.any(Array),
        },
      ]),
    },
  ],
  'partial-errors': [
    200,
    { errors: [{ parameter: 'referenced_tweets.id' }, {}], meta: { result_count: 10 } },
  ],
  'odd-post': [200, { data: expect.arrayContaining([expect.objectContaining({ text: null })]) }],
  'fields-400': [200, {}],
  'fields-ignored': [200, {}],
  'good-once': [200, { meta: { result_count: 10 } }],
  'errors-only': [200, { errors: [{ title: 'Service Unavailable' }] }],
  'html-200': [
    200,
    expect.stringContaining('<!doctype html>'),
    { 'content-type': 'text/html; charset=utf-8' },
  ],
  'redirect-302': [302, '', { location: '/maintenance' }],
  'no-content-204': [204, ''],
  'null-body': [200, null],
  'empty-body': [200, '', { 'content-length': '0' }],
  'truncated-json': [200, expect.stringMatching(/ferry le$/)],
  'brotli-garbage': [200, undefined, { 'content-encoding': 'br' }],
  'gzip-garbage': [200, undefined, { 'content-encoding': 'gzip' }],
  'bad-parameter-400': [400, { title: 'Invalid Request' }],
  'unauthorized-401': [401, { title: 'Unauthorized' }],
  'credits-402': [402, { title: 'CreditsDepleted' }],
  'forbidden-403': [403, { reason: 'client-not-enrolled' }],
  'not-found-404-empty': [404, ''],
  'rate-limit-429': [
    429,
    { title: 'Too Many Requests' },
    { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(NOON / 1000 + 900) },
  ],
  'rate-limit-429-retry-after': [429, { errors: [{ code: 88 }] }, { 'retry-after': '120' }],
  'rate-limit-plain-text': [429, 'Rate limit exceeded\n', { 'content-type': 'text/plain; charset=utf-8' }],
  'usage-capped-429': [429, { title: 'UsageCapExceeded', period: 'Monthly' }],
  'server-error-500': [500, { title: 'Internal Server Error' }],
  'bad-gateway-html-502': [502, expect.stringContaining('502 Bad Gateway')],
  'unavailable-503': [503, { title: 'Service Unavailable' }],
  hang: [0, undefined],
  drip: [200, undefined],
  reset: [0, undefined],
  huge: [200, undefined],
}

/** Their answers never end well: each has a test of its own below. */
const UNENDING = ['hang', 'drip', 'reset', 'huge', 'brotli-garbage', 'gzip-garbage']

describe('a scene', () => {
  it.each(SCENES.filter(scene => !UNENDING.includes(scene)))('%s answers so', async scene => {
    await start()
    const id = await idOf(standIn, 'northquaynews')
    standIn.play('northquaynews', scene)
    const [status, body, headers = {}] = PLAYED[scene]
    const answer = await get(standIn, `users/${id}/tweets`)
    expect(answer.status).toBe(status)
    if (body !== null && typeof body === 'object') expect(answer.body).toMatchObject(body)
    else expect(answer.body).toEqual(body)
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name), name).toBe(value)
    expect(standIn.calls.at(-1)?.status).toBe(status)
  })

  it.each([
    ['protected', { data: { protected: true } }],
    ['suspended', { errors: [{ title: 'Forbidden', detail: 'User has been suspended: [northquaynews].' }] }],
    ['not-found', { errors: [{ detail: 'Could not find user with username: [northquaynews].' }] }],
    ['withheld-account', { data: { withheld: { country_codes: ['XX'] } } }],
    ['empty', { data: { public_metrics: { tweet_count: 0 } } }],
    ['count-mismatch', { data: { public_metrics: { tweet_count: 42 } } }],
    ['unavailable-503', { title: 'Service Unavailable' }],
    ['lookup:credits-402', { title: 'CreditsDepleted' }],
    ['hang', { data: { username: 'northquaynews' } }],
  ] as const)('%s is told by the look-up too where it would be', async (scene, body) => {
    await start()
    standIn.play('northquaynews', scene)
    const answer = await lookup(standIn, 'northquaynews', {
      'user.fields': 'protected,withheld,public_metrics',
    })
    expect(answer.body).toMatchObject(body)
  })

  it('lookup: spares the timeline', async () => {
    await start()
    const id = await idOf(standIn, 'northquaynews')
    standIn.play('northquaynews', 'lookup:html-200')
    expect((await get(standIn, `users/${id}/tweets`)).body.data).toHaveLength(10)
    expect((await lookup(standIn, 'northquaynews')).body).toContain('<!doctype html>')
  })

  it('empty-with-next-token leads to the posts', async () => {
    await start()
    standIn.play('northquaynews', 'empty-with-next-token')
    const { next_token } = (await timeline(standIn, 'northquaynews')).body.meta
    expect(ids(await timeline(standIn, 'northquaynews', { pagination_token: next_token }))).toHaveLength(10)
  })

  it('fields-400 and fields-ignored mind the older words only', async () => {
    await start()
    standIn.play('northquaynews', 'fields-400')
    const refused = await timeline(standIn, 'northquaynews', { 'tweet.fields': 'created_at' })
    expect(refused.status).toBe(400)
    expect(refused.body.errors[0].message).toContain('[tweet.fields]')
    standIn.play('northquaynews', 'fields-ignored')
    expect(
      (await timeline(standIn, 'northquaynews', { 'tweet.fields': 'created_at' })).body.data[0],
    ).not.toHaveProperty('created_at')
    expect(
      (await timeline(standIn, 'northquaynews', { 'post.fields': 'created_at' })).body.data[0],
    ).toHaveProperty('created_at')
  })

  it('good-once spares the whole first read and fails every later one', async () => {
    await start()
    standIn.play('northquaynews', 'good-once')
    const { next_token } = (await timeline(standIn, 'northquaynews')).body.meta
    expect((await timeline(standIn, 'northquaynews', { pagination_token: next_token })).status).toBe(200)
    expect((await timeline(standIn, 'northquaynews')).status).toBe(503)
  })

  it('slow: waits as long as it says', async () => {
    await start()
    const id = await idOf(standIn, 'northquaynews')
    standIn.play('northquaynews', 'slow:120')
    const began = performance.now()
    expect((await get(standIn, `users/${id}/tweets`)).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThanOrEqual(115)
  })

  it('* is played by every account, and gives way to a later one of its own', async () => {
    await start()
    const id = await idOf(standIn, 'varindiamag')
    standIn.play('*', 'html-200')
    standIn.play('varindiamag', 'server-error-500')
    expect((await timeline(standIn, 'demo_hindi')).body).toContain('<!doctype html>')
    expect((await get(standIn, `users/${id}/tweets`)).status).toBe(500)
  })

  it('brings a new account with three posts, and rejects a scene it does not know', async () => {
    await start()
    standIn.play('newcomer', 'posts')
    expect(ids(await timeline(standIn, 'newcomer'))).toHaveLength(3)
    expect(() => standIn.play('newcomer', 'rain' as Scene)).toThrow('no scene is called "rain"')
  })

  it.each(['hang', 'drip', 'slow:60000'] as const)('%s does not hold up the end', async scene => {
    await start()
    const id = await idOf(standIn, 'northquaynews')
    standIn.play('northquaynews', scene)
    const cut = raw(standIn, `users/${id}/tweets`)
    const status = scene === 'drip' ? 200 : 0
    await expect.poll(() => standIn.calls.at(-1)).toMatchObject({ path: `/2/users/${id}/tweets`, status })
    await standIn.close()
    expect(await cut).toMatchObject({ error: 'ECONNRESET' })
    await start()
  })

  it('reset cuts the connection', async () => {
    await start()
    const id = await idOf(standIn, 'northquaynews')
    standIn.play('northquaynews', 'reset')
    expect(await raw(standIn, `users/${id}/tweets`)).toMatchObject({ bytes: 0, error: 'ECONNRESET' })
  })

  it('huge is more than 64 MiB, and ends', async () => {
    await start()
    const id = await idOf(standIn, 'northquaynews')
    standIn.play('northquaynews', 'huge')
    const { bytes, error } = await raw(standIn, `users/${id}/tweets`)
    expect(bytes).toBeGreaterThan(64 << 20)
    expect(error).toBeUndefined()
  })

  it.each(['brotli-garbage', 'gzip-garbage'] as const)('%s claims a coding it does not have', async scene => {
    await start()
    const id = await idOf(standIn, 'northquaynews')
    standIn.play('northquaynews', scene)
    const { headers } = await raw(standIn, `users/${id}/tweets`)
    expect(headers).toMatchObject(PLAYED[scene][2] ?? {})
    const decoded = get(standIn, `users/${id}/tweets`)
    await expect(decoded).rejects.toThrow()
  })
})
