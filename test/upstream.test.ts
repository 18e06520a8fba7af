/** The way to the networks: where it never leads, and what it makes of every odd answer. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FeedError } from '../server/errors.js'
import { createUpstream, type UpstreamAsk } from '../server/upstream.js'
import type { Lookup } from '../server/upstream-connect.js'
import { PRIVATE_HOSTS } from './fixtures/inside.js'
import { startUpstream, text, type Upstream } from './fixtures/x/upstream.js'

let server: Upstream
/** On a port that is not allowed. */
let secret: Upstream
const lookups: string[] = []
let answers: readonly (readonly string[])[] = []

const lookup: Lookup = async name => {
  lookups.push(name)
  const found = answers[Math.min(lookups.length, answers.length) - 1] ?? []
  return found.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
}

const open = () =>
  createUpstream({ allowPrivate: [hostOf(server)], userAgent: 'social-feed-embed/0', lookup })
const hostOf = ({ url }: Upstream): string => new URL(url).host
const originOf = ({ url }: Upstream): string => new URL(url).origin

const ask = (more: Partial<UpstreamAsk> = {}): UpstreamAsk => ({
  signal: new AbortController().signal,
  accept: 'application/json',
  maxBytes: 100_000,
  timeoutMs: 5000,
  ...more,
})

async function get(url: string, more?: Partial<UpstreamAsk>) {
  const upstream = open()
  try {
    return await upstream.get(url, ask(more))
  } finally {
    await upstream.close()
  }
}

async function failure(url: string, more?: Partial<UpstreamAsk>): Promise<FeedError> {
  const error: unknown = await get(url, more).then(
    answer => new Error(`answered ${answer.status}`),
    thrown => thrown,
  )
  if (error instanceof FeedError) return error
  throw error
}

beforeAll(async () => {
  server = await startUpstream()
  secret = await startUpstream()
})
afterAll(async () => {
  await server.close()
  await secret.close()
})
beforeEach(() => {
  server.answer = text('plain')
  lookups.length = 0
  answers = []
})

describe('a call', () => {
  it.each(PRIVATE_HOSTS)('to %s is refused before anything is looked up or dialled', async host => {
    const { port } = new URL(secret.url)
    for (const url of [`https://${host}/`, `https://${host}:${port}/`, `http://${host}:${port}/`]) {
      expect((await failure(url)).reason).toBe('unreadable')
    }
    expect(lookups).toEqual([])
    expect(secret.calls).toEqual([])
  })

  it.each([
    ['a login', 'https://user:pass@example.org/'],
    ['a user', 'https://user@example.org/'],
    ['a port of its own', 'https://example.org:8443/'],
    ['no TLS', 'http://example.org/'],
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:text/plain,hi'],
    ['nothing', ''],
    ['an address without a host', 'https://'],
  ])('with %s is refused', async (_, url) => {
    expect((await failure(url)).reason).toBe('unreadable')
    expect(lookups).toEqual([])
  })

  it.each<[string, readonly string[]]>([
    ['loopback', ['127.0.0.1']],
    ['loopback of IPv6', ['::1']],
    ['loopback inside IPv6', ['::ffff:127.0.0.1']],
    ['the address of a cloud’s secrets', ['169.254.169.254']],
    ['a private address behind a public one', ['1.1.1.1', '10.0.0.1']],
    ['a private address of IPv6 behind a public one', ['2606:4700::1', 'fd00::1']],
  ])('to a name that leads to %s is refused', async (_, found) => {
    answers = [found]
    const error = await failure('https://rebound.example.org/')
    expect(error).toMatchObject({ reason: 'unreadable' })
    expect(error.message).toContain('not a public address')
    expect(lookups).toEqual(['rebound.example.org'])
  })

  it('dials what was checked, so that a name that changes its mind gains nothing', async () => {
    // 2d00::/8 belongs to nobody: https://www.iana.org/assignments/ipv6-unicast-address-assignments
    answers = [['2d00::1'], ['127.0.0.1']]
    expect((await failure('https://rebound.example.org/', { timeoutMs: 300 })).reason).toMatch(
      /outage|timeout/,
    )
    expect(lookups).toHaveLength(1)
    expect((await failure('https://rebound.example.org/')).message).toContain('not a public address')
  })

  it('to an allowed host is made, and says what asks', async () => {
    const answer = await get(`${server.url}feed?x=1`, { headers: { 'if-none-match': '"a"' } })
    expect(answer).toMatchObject({ status: 200, url: `${server.url}feed?x=1` })
    expect(answer.body.toString()).toBe('plain')
    expect(server.calls.at(-1)?.headers).toMatchObject({
      accept: 'application/json',
      'user-agent': 'social-feed-embed/0',
      'if-none-match': '"a"',
    })
  })

  it('of an allowed name is looked up too', async () => {
    answers = [['127.0.0.1']]
    const { port } = new URL(server.url)
    const upstream = createUpstream({ allowPrivate: [`intranet:${port}`], userAgent: 'a', lookup })
    expect((await upstream.get(`http://intranet:${port}/`, ask())).status).toBe(200)
    await upstream.close()
  })
})

describe('a redirect', () => {
  const to =
    (location: string, status = 302): Upstream['answer'] =>
    (_, response) =>
      response.writeHead(status, { location }).end()

  it('is not followed unless asked for', async () => {
    server.answer = to('/elsewhere')
    expect((await failure(server.url)).message).toContain('a redirect that is not followed')
  })

  it.each([301, 302, 303, 307, 308])('with %d is followed when asked for', async status => {
    server.answer = (request, response) =>
      request.url === '/end' ? text('end')(request, response) : to('/end', status)(request, response)
    const answer = await get(server.url, { redirects: 1, headers: { 'x-key': 'k' } })
    expect([answer.body.toString(), answer.url]).toEqual(['end', `${originOf(server)}/end`])
    expect(server.calls.at(-1)?.headers).toHaveProperty('x-key', 'k')
  })

  it('in a circle ends after three', async () => {
    const before = server.calls.length
    server.answer = to('/again')
    expect((await failure(server.url, { redirects: 9 })).reason).toBe('unreadable')
    expect(server.calls.length - before).toBe(4)
  })

  it.each([
    ['another port of this machine', () => secret.url],
    ['a cloud’s secrets', () => 'http://169.254.169.254/latest/'],
    ['a private address', () => 'https://10.0.0.1/'],
    ['an odd notation', () => 'https://0x7f.1/'],
    ['a file', () => 'file:///etc/passwd'],
    ['a login', () => 'https://me:you@example.org/'],
    ['nothing that is an address', () => 'https://'],
  ])('to %s is refused', async (_, location) => {
    server.answer = to(location())
    expect((await failure(server.url, { redirects: 3 })).reason).toBe('unreadable')
    expect(secret.calls).toEqual([])
  })

  it('to a name that leads inside is refused', async () => {
    answers = [['192.168.0.1']]
    server.answer = to('https://rebound.example.org/')
    expect((await failure(server.url, { redirects: 3 })).message).toContain('not a public address')
  })

  it('leaves our headers behind when it leads to another origin', async () => {
    const other = await startUpstream()
    other.answer = text('other')
    server.answer = to(other.url)
    const allowPrivate = [hostOf(server), hostOf(other)]
    const upstream = createUpstream({ allowPrivate, userAgent: 'a', lookup })
    await upstream.get(server.url, ask({ redirects: 1, headers: { 'x-api-key': 'secret' } }))
    expect(other.calls[0]?.headers).not.toHaveProperty('x-api-key')
    expect(other.calls[0]?.headers).toHaveProperty('user-agent', 'a')
    await upstream.close()
    await other.close()
  })
})

describe('an answer', () => {
  const body = Buffer.from('{"tide":"low"}')

  it.each([
    ['gzip', gzipSync(body)],
    ['br', brotliCompressSync(body)],
    ['deflate', deflateSync(body)],
    ['identity', body],
  ])('in %s is decoded', async (encoding, bytes) => {
    server.answer = text(bytes, 200, { 'content-encoding': encoding })
    expect((await get(server.url)).body.equals(body)).toBe(true)
  })

  it.each([
    ['two encodings', gzipSync(gzipSync(body)), 'gzip, gzip'],
    ['an unknown encoding', body, 'zstd'],
    ['an encoding named like a prototype key', body, 'constructor'],
    ['bytes that were never compressed', body, 'gzip'],
    ['bytes that were never compressed', body, 'br'],
    ['half of what was compressed', gzipSync(body).subarray(0, 20), 'gzip'],
    ['a small body that grows to 50 MB', gzipSync(Buffer.alloc(50 << 20)), 'gzip'],
    ['a small body that grows to 50 MB', brotliCompressSync(Buffer.alloc(50 << 20)), 'br'],
    ['more bytes than asked for', Buffer.alloc(100_001), 'identity'],
  ])('of %s is unreadable (%#)', async (_, bytes, encoding) => {
    server.answer = text(bytes, 200, { 'content-encoding': encoding })
    expect((await failure(server.url)).reason).toBe('unreadable')
  })

  it('of exactly the bytes asked for is read', async () => {
    server.answer = text(Buffer.alloc(100_000))
    expect((await get(server.url)).body).toHaveLength(100_000)
  })

  it('without end is ended', async () => {
    server.answer = (_, response) => {
      response.writeHead(200)
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16)));
      }
      response.on('drain', pour)
      pour()
    }
    expect((await failure(server.url)).reason).toBe('unreadable')
  })

  it.each<[string, Upstream['answer'], string]>([
    ['never comes', () => {}, 'timeout'],
    [
      'comes in drips',
      (_, response) => {
        response.writeHead(200).write('{')
        const timer = setInterval(() => response.write(' '), 20)
        response.once('close', () => clearInterval(timer))
      },
      'timeout',
    ],
    ['is cut', ({ socket }) => void socket.resetAndDestroy(), 'outage'],
    [
      'breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"tide"')
        setImmediate(() => response.destroy())
      },
      'outage',
    ],
    ['is not HTTP', ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.9\r\n'), 'unreadable'],
  ])('that %s is told as such', async (_, answer, reason) => {
    server.answer = answer
    expect((await failure(server.url, { timeoutMs: 400 })).reason).toBe(reason)
  })

  it('is given up when the asker gives up', async () => {
    server.answer = () => {}
    expect((await failure(server.url, { signal: AbortSignal.timeout(50) })).reason).toBe('timeout')
  })

  it('of any other status is the asker’s to judge', async () => {
    for (const status of [204, 304, 400, 404, 500]) {
      server.answer = (_, response) => response.writeHead(status).end()
      expect((await get(server.url)).status).toBe(status)
    }
  })

  it('of nobody is an outage', async () => {
    const gone = await startUpstream()
    await gone.close()
    const upstream = createUpstream({ allowPrivate: [hostOf(gone)], userAgent: 'a' })
    await expect(upstream.get(gone.url, ask())).rejects.toMatchObject({ reason: 'outage' })
    await upstream.close()
  })
})
