/** Films through the owner's server: in the pieces a player asks for, whole, as lists of pieces, with their captions. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rewritePlaylist } from '../server/media-playlist.js'
import { type Answerer, text } from './fixtures/x/upstream.js'
import { type MediaWorld, openMedia } from './support/media.js'

let world: MediaWorld
beforeAll(async () => {
  world = await openMedia()
  world.network.answer = ranged
})
afterAll(() => world.close())

const FILM = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(100_000, 7)])

/** As media servers do. */
const ranged: Answerer = (request, response) => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const head = { 'content-type': 'video/mp4', etag: '"the-film"', 'set-cookie': 'id=1' }
  if (!from && !to) {
    response.writeHead(200, { ...head, 'content-length': FILM.length }).end(FILM)
    return
  }
  const start = from ? Number(from) : FILM.length - Number(to)
  const end = from && to ? Math.min(Number(to), FILM.length - 1) : FILM.length - 1
  if (start > end) {
    response.writeHead(416, { 'content-range': `bytes */${FILM.length}` }).end()
    return
  }
  const piece = FILM.subarray(start, end + 1)
  const range = `bytes ${start}-${end}/${FILM.length}`
  response.writeHead(206, { ...head, 'content-range': range, 'content-length': piece.length }).end(piece)
}

const get = async (range?: string, init: RequestInit = {}) => {
  const response = await world.film('film.mp4', {
    ...init,
    headers: { ...(range && { range }), ...init.headers },
  })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

it('comes whole, and says that it comes in pieces too', async () => {
  const { response, bytes } = await get()
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': String(FILM.length),
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=86400, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(bytes.equals(FILM)).toBe(true)
})

it('comes whole in whatever pieces its network sends it', async () => {
  world.network.answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4' })
    // All at once: what is written in one turn goes in one packet. With cork(), Node 24 sends the first piece alone.
    for (let at = 0; at < FILM.length; at += 3000) response.write(FILM.subarray(at, at + 3000))
    response.end()
  }
  const { bytes } = await get()
  world.network.answer = ranged
  expect(bytes.length).toBe(FILM.length)
  expect(bytes.equals(FILM)).toBe(true)
})

it.each([
  ['bytes=0-1', 0, 1],
  ['bytes=0-', 0, FILM.length - 1],
  ['bytes=50000-50099', 50_000, 50_099],
  ['bytes=-500', FILM.length - 500, FILM.length - 1],
])('answers %s with those bytes', async (range, start, end) => {
  const { response, bytes } = await get(range)
  expect([response.status, response.headers.get('content-range')]).toEqual([
    206,
    `bytes ${start}-${end}/${FILM.length}`,
  ])
  expect(bytes.equals(FILM.subarray(start, end + 1))).toBe(true)
})

it('says so when there is no such piece', async () => {
  const { response } = await get(`bytes=${FILM.length + 1}-`)
  expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${FILM.length}`])
})

it('comes whole when several pieces, or something else, are asked for', async () => {
  for (const range of ['bytes=0-1,5-9', 'lines=1-2', 'bytes=a-b']) {
    expect((await get(range)).response.status).toBe(200)
    expect(world.network.calls.at(-1)?.headers.range).toBeUndefined()
  }
})

it('is told by its headers alone, and is not sent again to who has it', async () => {
  const head = await get(undefined, { method: 'HEAD' })
  expect([head.response.status, head.response.headers.get('content-length'), head.bytes.length]).toEqual([
    200,
    String(FILM.length),
    0,
  ])
  const again = await get(undefined, { headers: { 'if-none-match': '"the-film"' } })
  expect([again.response.status, again.bytes.length]).toEqual([304, 0])
})

it('ends at its network when the visitor goes', async () => {
  let ended: () => void = () => {}
  const end = new Promise<void>(resolve => {
    ended = resolve
  })
  world.network.answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4' }).write(FILM)
    response.on('close', ended)
  }
  const stop = new AbortController()
  const response = await world.film('slow.mp4', { signal: stop.signal })
  expect(response.status).toBe(200)
  stop.abort()
  await end
  world.network.answer = ranged
})

it('as a list of pieces leads through this server to every piece', async () => {
  world.network.answer = (request, response) =>
    request.url?.endsWith('.m3u8')
      ? text('#EXTM3U\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:4,\n/hls/piece.mp4\n', 200, {
          'content-type': 'application/x-mpegURL',
        })(request, response)
      : ranged(request, response)
  const response = await world.film('hls/list.m3u8')
  expect(response.headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
  const list = await response.text()
  const pieces = list.match(/http[^"\n]+/g) ?? []
  expect(pieces.map(piece => piece.startsWith(`${world.url}media/`))).toEqual([true, true])
  for (const piece of pieces) expect((await fetch(piece)).status).toBe(200)
  expect(world.network.calls.slice(-2).map(({ url }) => url.pathname)).toEqual([
    '/2/hls/init.mp4',
    '/hls/piece.mp4',
  ])
  world.network.answer = ranged
})

it('keeps every other line of a list, whatever ends it', () => {
  const list = [
    '#EXTM3U',
    '#EXT-X-MEDIA:TYPE=AUDIO,URI="sound/a.m3u8",NAME="One, two"',
    '',
    '#EXT-X-STREAM-INF:BANDWIDTH=1',
    '../low.m3u8?x=1',
  ].join('\r\n')
  const seen: string[] = []
  const rewritten = rewritePlaylist(list, 'https://video.example/a/b.m3u8', url => `m:${seen.push(url)}`)
  expect(rewritten).toBe(
    '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,URI="m:1",NAME="One, two"\n\n#EXT-X-STREAM-INF:BANDWIDTH=1\nm:2',
  )
  expect(seen).toEqual(['https://video.example/a/sound/a.m3u8', 'https://video.example/low.m3u8?x=1'])
})

it('as a list leads to the captions in it as well', async () => {
  const lists: Readonly<Record<string, string>> = {
    '/2/talk/all.m3u8':
      '#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",LANGUAGE="en",URI="en.m3u8"\n#EXT-X-STREAM-INF:BANDWIDTH=1,SUBTITLES="subs"\nlow.m3u8\n',
    '/2/talk/en.m3u8': '#EXTM3U\n#EXTINF:9,\nen.vtt\n',
  }
  world.network.answer = (request, response) => {
    const list = lists[request.url ?? '']
    const [body, type] = list ? [list, 'application/x-mpegURL'] : ['WEBVTT\n', 'text/vtt']
    return text(body, 200, { 'content-type': type })(request, response)
  }
  const linkIn = (list: string) => /http[^"\n]+/.exec(list)?.[0] ?? ''
  const all = await (await world.film('talk/all.m3u8')).text()
  const english = await (await fetch(linkIn(all))).text()
  const words = await fetch(linkIn(english))
  expect([words.headers.get('content-type'), await words.text()]).toEqual([
    'text/vtt; charset=utf-8',
    'WEBVTT\n',
  ])
  world.network.answer = ranged
})

describe('captions', () => {
  const WORDS = 'WEBVTT\n\n00:01.000 --> 00:02.000\nLow tide – at last\n'
  const answer = (body: string | Buffer, type: string, status = 200) => {
    world.network.answer = text(body, status, { 'content-type': type })
  }
  afterAll(() => {
    world.network.answer = ranged
  })

  it.each(['text/vtt', 'text/vtt; charset=utf-8', 'text/plain', 'application/octet-stream'])(
    'called %s are told as what they are, to any page',
    async type => {
      answer(WORDS, type)
      const response = await world.captions('talk.vtt')
      expect([response.status, await response.text()]).toEqual([200, WORDS])
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'text/vtt; charset=utf-8',
        'access-control-allow-origin': '*',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      })
    },
  )

  it('are not sent again to who has them', async () => {
    answer(`\uFEFF${WORDS}`, 'text/vtt')
    const { headers } = await world.captions('talk.vtt')
    const again = await world.captions('talk.vtt', {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it.each([
    ['a page', '<script>alert(1)</script>', 'text/vtt', 502],
    ['a page that begins like them', `${WORDS}<script>alert(1)</script>`, 'text/html', 502],
    ['words that only begin alike', 'WEBVTTS are boats', 'text/vtt', 502],
    ['another kind', '1\n00:00:01,000 --> 00:00:02,000\nLow tide\n', 'application/x-subrip', 502],
    ['without an end', Buffer.concat([Buffer.from(WORDS), Buffer.alloc(1 << 20, 10)]), 'text/vtt', 502],
    ['nothing', '', 'text/vtt', 502],
  ])('that are %s are not passed on', async (_, body, type, status) => {
    answer(body, type)
    const response = await world.captions('talk.vtt')
    expect(response.status).toBe(status)
    expect(await response.text()).not.toContain('alert')
  })

  it('that are gone are gone, and a film is no captions by another signature', async () => {
    answer('', 'text/vtt', 404)
    expect((await world.captions('talk.vtt')).status).toBe(404)
    world.network.answer = ranged
    expect((await world.captions('film.mp4')).status).toBe(502)
  })
})
