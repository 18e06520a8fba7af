/** The widget's own files, as a browser is sent them. */
import { readdirSync, readFileSync } from 'node:fs'
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
})
