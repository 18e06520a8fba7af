/** Pictures and films that are none, or too much: no byte of them reaches a browser. */
import { randomBytes } from 'node:crypto'
import { crc32, deflateSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answerer, text } from './fixtures/x/upstream.js'
import { type MediaWorld, openMedia } from './support/media.js'

let world: MediaWorld
let count = 0
beforeAll(async () => {
  world = await openMedia()
})
afterAll(() => world.close())

const typed = (body: string | Buffer, type: string | string[], headers = {}): Answerer =>
  text(body, 200, { 'content-type': type as string, ...headers })

const PAGE = '<!doctype html><script>alert(1)</script>'
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const GIF = Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')

/** A picture of this many pixels in a few bytes. */
function hugePng(width: number, height: number): Buffer {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([1, 0, 0, 0, 0], 8)
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Two frames as large as a GIF can have them, in a few bytes. */
function hugeGif(): Buffer {
  const frame = [0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x4c, 1, 0]
  const start = [0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
  return Buffer.concat([Buffer.from('GIF89a'), Buffer.from([...start, ...frame, ...frame, 0x3b])])
}

/** Never ends. */
const endless =
  (type: string, start: Buffer): Answerer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type })
    response.write(start)
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(1 << 16))) {}
    }
    response.on('drain', more)
    more()
  }

it.each<[string, () => Answerer]>([
  ['a page', () => typed(PAGE, 'text/html')],
  ['a page that says it is a picture', () => typed(PAGE, 'image/png')],
  ['a drawing with a script', () => typed(SVG, 'image/svg+xml')],
  ['a drawing with a script that says it is a picture', () => typed(SVG, 'image/png')],
  ['a GIF that says it is a PNG', () => typed(GIF, 'image/png')],
  ['a GIF of two types', () => typed(GIF, 'image/gif, text/html')],
  ['a GIF that says it is a page', () => typed(GIF, 'text/html')],
  ['a picture of no type', () => text(GIF)],
  ['a start without a picture', () => typed(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image/png')],
  [
    'noise behind a start',
    () => typed(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(5000)]), 'image/jpeg'),
  ],
  ['nothing', () => typed('', 'image/png')],
  ['sixty thousand pixels in every direction', () => typed(hugePng(60_000, 60_000), 'image/png')],
  ['a line of two thousand million pixels', () => typed(hugePng(2 ** 31 - 1, 1), 'image/png')],
  ['thousands of millions of pixels that move', () => typed(hugeGif(), 'image/gif')],
  ['more than 5 MB', () => typed(Buffer.concat([GIF, Buffer.alloc(5 << 20)]), 'image/gif')],
  [
    'more than 5 MB that came small',
    () => typed(gzipSync(Buffer.alloc(50 << 20)), 'image/png', { 'content-encoding': 'gzip' }),
  ],
  ['no end', () => endless('image/gif', GIF)],
])('a picture that is %s is refused', async (_name, answer) => {
  world.network.answer = answer()
  for (const width of [480, undefined] as const) {
    const response = await world.picture(`hostile-${++count}`, width)
    expect(response.status).toBe(502)
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  }
})

it('a picture that is a page as well is only a picture when it arrives', async () => {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .gif()
    .toBuffer()
  world.network.answer = typed(Buffer.concat([picture, Buffer.from(PAGE)]), 'image/gif')
  const response = await world.picture('both', 128)
  expect(response.status).toBe(200)
  expect(await response.text()).not.toContain('script')
})

const MP4 = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1')

it.each<[string, () => Answerer]>([
  ['a page', () => typed(PAGE, 'text/html')],
  ['a page that says it is a film', () => typed(PAGE, 'video/mp4')],
  ['a drawing that says it is a film', () => typed(SVG, 'video/webm')],
  ['a script', () => typed('alert(1)', 'text/javascript')],
  ['of two types', () => typed(MP4, 'video/mp4, text/html')],
  ['packed', () => typed(gzipSync(MP4), 'video/mp4', { 'content-encoding': 'gzip' })],
  ['longer than 64 MB', () => typed(MP4, 'video/mp4', { 'content-length': (64 << 20) + 1 })],
  ['nothing', () => typed('', 'video/mp4')],
  ['a list that is a page', () => typed(PAGE, 'application/vnd.apple.mpegurl')],
  ['a list of pieces inside', () => typed('#EXTM3U\nhttps://127.0.0.1/a.ts', 'application/x-mpegurl')],
  ['a list of pieces elsewhere', () => typed('#EXTM3U\nhttps://other.example/a.ts', 'application/x-mpegurl')],
  ['a list of files', () => typed('#EXTM3U\nfile:///etc/passwd', 'application/x-mpegurl')],
  ['a list without end', () => endless('application/x-mpegurl', Buffer.from('#EXTM3U\n'))],
])('a film that is %s is refused', async (_name, answer) => {
  world.network.answer = answer()
  const response = await world.film(`hostile-${++count}`)
  expect(response.status).toBe(502)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
})

it('a film without end is cut at 64 MB', async () => {
  world.network.answer = endless('video/mp4', MP4)
  const response = await world.film('endless')
  let bytes = 0
  const reading = (async () => {
    for await (const chunk of response.body ?? []) bytes += chunk.length
  })()
  await expect(reading).rejects.toThrow()
  expect(bytes).toBeLessThanOrEqual(64 << 20)
  expect(bytes).toBeGreaterThan(32 << 20)
})
