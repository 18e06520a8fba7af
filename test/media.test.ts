/** Pictures through the owner's server: what a browser gets, what the network is told, and what is kept. */
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMediaAddresses } from '../server/media-address.js'
import { PRIVATE_ADDRESSES, PRIVATE_HOSTS } from './fixtures/inside.js'
import { type Answerer, text } from './fixtures/x/upstream.js'
import { type MediaWorld, openMedia, SECRET } from './support/media.js'

let world: MediaWorld
let photo: Buffer
/** Each test its own picture: what one learns is remembered. */
let path = ''
let count = 0

beforeAll(async () => {
  world = await openMedia()
  photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#456' } })
    .withExif({ IFD0: { Copyright: 'canary of the camera' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => world.close())
beforeEach(() => {
  path = `picture-${++count}.jpg`
  world.network.answer = jpeg(photo)
})

const jpeg = (bytes: Buffer, headers = {}): Answerer =>
  text(bytes, 200, { 'content-type': 'image/jpeg', ...headers })
const asked = (): number => world.network.calls.filter(({ url }) => url.pathname.endsWith(path)).length
const accept = (types: string): RequestInit => ({ headers: { accept: types } })
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())

describe('a picture', () => {
  it.each([
    ['image/avif,image/webp,*/*', 'image/avif', 'heif'],
    ['image/webp,*/*', 'image/webp', 'webp'],
    ['image/avif;q=0,image/webp', 'image/webp', 'webp'],
    ['*/*', 'image/jpeg', 'jpeg'],
  ])('for a browser that reads %s is %s, and as wide as was asked', async (types, type, format) => {
    const response = await world.picture(path, 240, accept(types))
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect(response.headers.get('vary')).toContain('Accept')
    expect(await sharp(await bytesOf(response)).metadata()).toMatchObject({ format, width: 240, height: 180 })
  })

  it('is never enlarged, and loses what the camera wrote', async () => {
    expect(photo.includes('canary of the camera')).toBe(true)
    const bytes = await bytesOf(await world.picture(path, 1440))
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 800 })
    expect(bytes.includes('canary')).toBe(false)
  })

  it('stands upright when the camera lay on its side', async () => {
    world.network.answer = jpeg(await sharp(photo).withMetadata({ orientation: 6 }).toBuffer())
    expect(await sharp(await bytesOf(await world.picture(path))).metadata()).toMatchObject({
      width: 600,
      height: 800,
    })
  })

  it('that moves stands still in a feed, and moves when it is asked for whole', async () => {
    const frames = await sharp([photo, await sharp(photo).negate().toBuffer()], { join: { animated: true } })
      .gif()
      .toBuffer()
    world.network.answer = text(frames, 200, { 'content-type': 'image/gif' })
    const [still, whole] = [await world.picture(path, 128), await world.picture(path)]
    expect((await sharp(await bytesOf(still)).metadata()).pages ?? 1).toBe(1)
    expect(whole.headers.get('content-type')).toBe('image/gif')
    expect((await sharp(await bytesOf(whole)).metadata()).pages).toBe(2)
  })

  it('may be shown by any page, kept for a day, and does nothing when it is opened by itself', async () => {
    const { headers } = await world.picture(path)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'public, max-age=86400, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
  })

  it('is told by its headers alone, and is not sent again to who has it', async () => {
    const whole = await world.picture(path)
    const [etag = '', length] = [
      whole.headers.get('etag') ?? undefined,
      (await bytesOf(whole)).length.toString(),
    ]
    const head = await world.picture(path, undefined, { method: 'HEAD' })
    expect([head.status, head.headers.get('etag'), head.headers.get('content-length')]).toEqual([
      200,
      etag,
      length,
    ])
    expect((await bytesOf(head)).length).toBe(0)
    const again = await world.picture(path, undefined, { headers: { 'if-none-match': etag } })
    expect([again.status, (await bytesOf(again)).length]).toEqual([304, 0])
  })

  it('comes without a cookie, and its network learns nothing of the visitor', async () => {
    world.network.answer = jpeg(photo, { 'set-cookie': 'id=1', 'x-odd': 'passed on?' })
    const headers = {
      cookie: 'visitor=1',
      referer: 'https://city.example/',
      'user-agent': 'Visitor',
      'x-forwarded-for': '8.8.8.8',
      authorization: 'Bearer visitor',
      'accept-language': 'de',
    }
    const response = await world.picture(path, undefined, { headers })
    expect([response.headers.get('set-cookie'), response.headers.get('x-odd')]).toEqual([null, null])
    const sent = world.network.calls.at(-1)?.headers ?? {}
    expect(sent['user-agent']).toMatch(/^social-feed-embed\//)
    expect(Object.keys(sent).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ])
  })

  it('is fetched once for two hundred readers of any width', async () => {
    const widths = [128, 240, 480, 960, undefined] as const
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => world.picture(path, widths[index % widths.length])),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(asked()).toBe(1)
  })

  it.each([
    ['is gone', text('gone', 404), 404],
    ['answers with a fault', text('later', 503), 502],
    ['breaks off', ((_, response) => response.destroy()) as Answerer, 502],
  ])('whose network %s is asked about once, and answered with a problem', async (_name, answer, status) => {
    world.network.answer = answer
    const first = await world.picture(path)
    expect([first.status, first.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ])
    expect((await world.picture(path, 240)).status).toBe(status)
    expect(asked()).toBe(1)
  })
})

describe('an address', () => {
  const signed = (): URL =>
    new URL(world.addresses.sign({ kind: 'picture', url: world.at('somebody-elses.jpg') }))

  it.each<[string, (address: URL) => void]>([
    ['of another picture under the same signature', url => swap(url, 3, encode(world.at('other.jpg')))],
    ['with one letter of the signature changed', url => swap(url, 2, flip(url.pathname.split('/')[2] ?? ''))],
    ['with a part of the signature', url => swap(url, 2, url.pathname.split('/')[2]?.slice(0, 10) ?? '')],
    ['with no signature to speak of', url => swap(url, 2, '-')],
    ['in another spelling', url => swap(url, 3, `${url.pathname.split('/')[3]}=`)],
    ['signed with another secret', url => swap(url, 2, signatureOf('another secret of the same length!!!'))],
  ])('%s is not answered', async (_name, change) => {
    const address = signed()
    change(address)
    expect((await fetch(address)).status).toBe(404)
    expect(world.network.calls.some(({ url }) => /somebody-elses|other/.test(url.pathname))).toBe(false)
  })

  it('of a film shows no picture, and the other way round', async () => {
    expect((await world.film(path)).status).toBe(502)
    world.network.answer = text(Buffer.from('\0\0\0\x18ftypmp42'), 200, { 'content-type': 'video/mp4' })
    expect((await world.picture(`film-${path}`)).status).toBe(502)
  })

  it.each(['100', '0', '-1', '960px', 'huge', ''])('with the width "%s" is malformed', async width => {
    const address = signed()
    address.searchParams.set('w', width)
    expect((await fetch(address)).status).toBe(400)
  })

  const swap = (url: URL, part: number, value: string): void => {
    const parts = url.pathname.split('/')
    parts[part] = value
    url.pathname = parts.join('/')
  }
  const encode = (url: string): string => Buffer.from(url).toString('base64url')
  const flip = (signature: string): string => `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`
  const signatureOf = (secret: string): string =>
    createMediaAddresses(secret, world.url)
      .sign({ kind: 'picture', url: world.at('somebody-elses.jpg') })
      .split('/')[4] ?? ''
})

describe('a way inside', () => {
  const brackets = (address: string): string => (address.includes(':') ? `[${address}]` : address)
  const inside = [...new Set([...PRIVATE_ADDRESSES.map(brackets), ...PRIVATE_HOSTS])]

  it.each(inside)('to %s is refused although it is signed', async host => {
    const { port } = new URL(world.network.url)
    const before = world.network.calls.length
    for (const url of [`https://${host}/a.jpg`, `http://${host}/a.jpg`, `https://${host}:${port}/a.jpg`]) {
      for (const kind of ['picture', 'film'] as const) {
        const response = await fetch(createMediaAddresses(SECRET, world.url).sign({ kind, url }))
        expect([response.status, url]).toEqual([502, url])
      }
    }
    expect(world.network.calls.length).toBe(before)
  })

  it.each(['http://localhost:1/', 'https://127.0.0.1/', 'file:///etc/passwd', 'http://169.254.169.254/'])(
    'by a redirect to %s is refused',
    async location => {
      world.network.answer = text('', 302, { location })
      expect((await world.picture(path)).status).toBe(502)
      expect((await world.film(path)).status).toBe(502)
    },
  )
})
