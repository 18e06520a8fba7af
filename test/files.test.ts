/** The widget's own files, as a browser is sent them. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from './support/serve.js'

const PUBLIC = 'dist/public/'
const CHUNK = readdirSync(`${PUBLIC}chunks`).find(name => /^attachments-.*\.js$/.test(name))

let served: Served
beforeAll(async () => {
  served = await serve('x/northquaynews')
})
afterAll(() => served.close())

/** What is on the wire, before anybody unpacks it. */
async function sent(path: string, encoding: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(served.url + path, { headers: { 'accept-encoding': encoding, ...headers } }, resolve).on(
      'error',
      reject,
    )
  })
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) }
}

describe('a file of the widget', () => {
  test.each(['widget.js', 'widgets.js', `chunks/${CHUNK}`, 'themes/card.css'])(
    '%s is sent as small as it gets, and is the same unpacked',
    async path => {
      const file = readFileSync(PUBLIC + path)
      const brotli = await sent(path, 'gzip, deflate, br, zstd')
      expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' })
      expect(brotli.headers['content-type']).toMatch(/^text\/(javascript|css); charset=utf-8$/i)
      expect(brotli.body.length).toBeLessThan(file.length / 1.5)
      expect(brotliDecompressSync(brotli.body).equals(file)).toBe(true)
      const gzip = await sent(path, 'gzip')
      expect(gzip.headers['content-encoding']).toBe('gzip')
      expect(gunzipSync(gzip.body).equals(file)).toBe(true)
      const plain = await sent(path, 'identity')
      expect(plain.headers['content-encoding']).toBeUndefined()
      expect(plain.body.equals(file)).toBe(true)
    },
  )

  test('has a tag for each encoding, and answers 304 to it', async () => {
    const [brotli, plain] = [await sent('widget.js', 'br'), await sent('widget.js', 'identity')]
    expect(brotli.headers.etag).not.toBe(plain.headers.etag)
    const again = await sent('widget.js', 'br', { 'if-none-match': brotli.headers.etag ?? '' })
    expect([again.status, again.body.length]).toEqual([304, 0])
  })

  test('is kept for good where its address names its version or its content', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
    const kept = await Promise.all(
      ['widget.js', `widget/${version}/widget.js`, `chunks/${CHUNK}`].map(path => sent(path, 'br')),
    )
    expect(kept.map(({ headers }) => headers['cache-control'])).toEqual([
      'public, max-age=600, stale-while-revalidate=86400',
      'public, max-age=31536000, immutable',
      'public, max-age=31536000, immutable',
    ])
  })
  test('that is not well named is told of as anything else is, and nothing but itself has a name', async () => {
    const odd = await sent('chunks/%E0%A4%A', 'br')
    expect([odd.status, odd.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ])
    for (const path of ['widget.js.br', 'widget.js.gz', 'widget.js%2ebr', `chunks/${CHUNK}.br`])
      expect((await sent(path, 'identity')).status, path).toBe(404)
  })

  test('that is gone since the start is missed in plain words, which nobody has to unpack', async () => {
    const name = `gone-${process.pid}.css`
    for (const path of [name, `${name}.br`]) writeFileSync(PUBLIC + path, 'packed')
    const own = await serve('x/northquaynews')
    try {
      for (const path of [name, `${name}.br`]) rmSync(PUBLIC + path)
      const answer = await own.get(name, { 'accept-encoding': 'br' })
      expect([answer.status, answer.headers.get('content-encoding')]).toEqual([404, null])
      expect(await answer.json()).toMatchObject({ status: 404 })
    } finally {
      await own.close()
    }
  })

  test('that is asked for a part it does not have says only that', async () => {
    const beyond = await sent('widget.js', 'br', { range: 'bytes=9999999-' })
    const { length } = readFileSync(`${PUBLIC}widget.js.br`)
    expect([beyond.status, beyond.headers['content-range'], beyond.body.length]).toEqual([
      416,
      `bytes */${length}`,
      0,
    ])
    expect((await sent('widget.js', 'br', { 'if-match': '"other"' })).status).toBe(412)
  })

  test('leaves standing that an answer depends on the asking site', async () => {
    const own = await serve('x/northquaynews', { ORIGINS: 'https://city.example' })
    try {
      const { headers } = await own.get('legacy.css', { origin: 'https://city.example' })
      expect(headers.get('vary')).toBe('Origin, Accept-Encoding')
    } finally {
      await own.close()
    }
  })
})
