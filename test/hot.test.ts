/**
 * An address is understood by Express once and answered in front of it after that. Both must say the
 * same, byte for byte and header for header.
 */
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HANDLE, openWorld, type World } from './support/world.js'

interface Answer {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

const OWN = 'https://city.example'
const OTHERS = ['https://city.example', 'https://town.example', 'https://stranger.example', 'null', undefined]
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let turn = 0

function ask(url: string, method: string, headers: IncomingHttpHeaders): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () => {
        // They tell the moment of the answer.
        const { date: _date, age: _age, ...rest } = response.headers
        resolve({
          status: response.statusCode,
          headers: rest,
          body: Buffer.concat(chunks).toString('base64'),
        })
      })
    })
    sent.on('error', reject).end()
  })
}

/** An address nobody has asked yet goes through Express, the same one again does not. */
async function both(
  world: World,
  base: string,
  method: string,
  headers: IncomingHttpHeaders,
  query = '',
): Promise<readonly [Answer, Answer]> {
  const url = `${base}feeds/x/${HANDLE}?turn=${turn++}${query}`
  const calls = world.standIn.calls.length
  const slow = await ask(url, method, headers)
  const fast = await ask(url, method, headers)
  expect(world.standIn.calls.length).toBe(calls)
  return [slow, fast]
}

describe.each([
  ['every site', '*'],
  ['named sites', `${OWN},https://town.example`],
])('for %s', (_name, origins) => {
  let world: World
  let url: string
  let etag: string
  beforeAll(async () => {
    world = await openWorld({ ORIGINS: origins })
    ;({ url } = await world.start())
    etag = (await world.get(`feeds/x/${HANDLE}`)).headers.get('ETag') ?? ''
  })
  afterAll(() => world.close())

  const encodings = [undefined, 'br', 'gzip', 'gzip, deflate, br', 'br;q=0, gzip', '*', 'zstd']

  it.each(['GET', 'HEAD'])('%s is answered alike in every encoding and to every site', async method => {
    for (const encoding of encodings) {
      for (const origin of OTHERS) {
        const headers = {
          ...(encoding !== undefined && { 'accept-encoding': encoding }),
          ...(origin !== undefined && { origin }),
        }
        const [slow, fast] = await both(world, url, method, headers)
        expect(slow.status).toBe(200)
        expect(slow.body === '').toBe(method === 'HEAD')
        expect(fast).toEqual(slow)
      }
    }
  })

  it('a tag that still holds is answered 304 alike, however it is written', async () => {
    for (const tag of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      for (const origin of OTHERS) {
        const [slow, fast] = await both(world, url, 'GET', {
          'if-none-match': tag,
          ...(origin && { origin }),
        })
        expect([slow.status, slow.body]).toEqual([304, ''])
        expect(fast).toEqual(slow)
      }
    }
  })

  it('a tag that no longer holds is answered in full alike', async () => {
    const [slow, fast] = await both(world, url, 'GET', { 'if-none-match': 'W/"other"' })
    expect(slow.status).toBe(200)
    expect(fast).toEqual(slow)
  })

  it.each(['&limit=3', '&reposts=false', '&replies=true', '&limit=3&limit', '&limit=0', '&replies=maybe'])(
    'a query with %s is answered alike',
    async query => {
      const [slow, fast] = await both(world, url, 'GET', {}, query)
      expect(fast).toEqual(slow)
    },
  )

  it('a connection that is kept alive gets each answer whole', async () => {
    const path = `${url}feeds/x/${HANDLE}?alive`
    const sizes = []
    for (let index = 0; index < 20; index++)
      sizes.push((await ask(path, index % 2 ? 'HEAD' : 'GET', {})).body.length)
    expect(new Set(sizes).size).toBe(2)
    expect((await ask(path, 'GET', {})).headers.connection).toBe('keep-alive')
  })
})

it('an account nothing is known of is answered 503 alike', async () => {
  const world = await openWorld()
  const { url } = await world.start()
  world.standIn.play(HANDLE, 'unavailable-503')
  await world.get(`feeds/x/${HANDLE}`)
  const [slow, fast] = await both(world, url, 'GET', {})
  expect(slow.status).toBe(503)
  expect(slow.headers['retry-after']).toBe('5')
  expect(fast).toEqual(slow)
  await world.close()
})

it('a method that would write never meets the fast path', async () => {
  const world = await openWorld()
  const { url } = await world.start()
  const path = `${url}feeds/x/${HANDLE}`
  await ask(path, 'GET', {})
  expect((await ask(path, 'POST', {})).status).toBe(405)
  expect((await ask(path, 'DELETE', {})).status).toBe(405)
  expect((await ask(path, 'OPTIONS', {})).status).toBe(204)
  await world.close()
})
