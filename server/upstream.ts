/**
 * The only caller of the networks, but for X whose library calls itself. Public addresses only, one total
 * deadline, a bound on what is read after decompression, and redirects by hand, each checked like a first call.
 */
import type { Readable } from 'node:stream'
import { Agent, type Dispatcher, request } from 'undici'
import { refusalOf } from './addresses.js'
import { startDeadline } from './deadline.js'
import { FeedError } from './errors.js'
import { readBody, unreadable } from './upstream-body.js'
import { createConnector, type Lookup, RefusedAddress } from './upstream-connect.js'

export interface UpstreamOptions {
  /** Hosts with ports, such as `127.0.0.1:8080`, that may be private and without TLS. */
  readonly allowPrivate: readonly string[]
  readonly userAgent: string
  /** Default: the system's. */
  readonly lookup?: Lookup
}

export interface UpstreamAsk {
  readonly signal: AbortSignal
  /** The `Accept` header. */
  readonly accept: string
  /** Of the body, decompressed; an answer that is longer is unreadable. */
  readonly maxBytes: number
  /** How many redirects are followed, 0 (the default) to 3. */
  readonly redirects?: number
  /** Sent to the first origin only. */
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds from the first byte sent to the last one read, redirects included. Default 8000. */
  readonly timeoutMs?: number
}

export interface UpstreamAnswer {
  /** Any but a redirect. */
  readonly status: number
  readonly headers: Dispatcher.ResponseData['headers']
  readonly body: Buffer
  /** Where it came from in the end. */
  readonly url: string
}

export interface StreamAsk extends Pick<UpstreamAsk, 'signal' | 'accept' | 'redirects'> {
  /** A `Range` header; unlike others it goes along to every origin. */
  readonly range?: string | undefined
  /** Milliseconds until the headers are here, and from one piece of the body to the next. Default 8000. */
  readonly timeoutMs?: number
}

/** The body is the caller's to read to its end or to destroy, and to bound. It is as it came: never compressed. */
export type UpstreamStream = Omit<UpstreamAnswer, 'body'> & { readonly body: Readable }

export interface Upstream {
  /** Throws FeedError `outage`, `timeout` or `unreadable` when no whole answer came; its status is the caller's to judge. */
  get(url: string, ask: UpstreamAsk): Promise<UpstreamAnswer>
  /** Resolves with the headers; otherwise as `get`. */
  stream(url: string, ask: StreamAsk): Promise<UpstreamStream>
  close(): Promise<void>
}

export function createUpstream({ allowPrivate, userAgent, lookup }: UpstreamOptions): Upstream {
  const allowed = new Set(allowPrivate.map(host => host.toLowerCase()))
  const agent = new Agent({ connect: createConnector(allowed, lookup) })

  async function get(url: string, ask: UpstreamAsk): Promise<UpstreamAnswer> {
    const deadline = startDeadline(ask.signal, ask.timeoutMs ?? PATIENCE)
    const { accept, maxBytes, redirects } = ask
    try {
      return await follow(url, redirects, deadline.signal, async (target, first) => {
        const headers = { ...(first && ask.headers), accept, 'accept-encoding': 'gzip, br' }
        const response = await once(target, headers, deadline.signal)
        return 'location' in response
          ? response
          : { ...response, body: await readBody(response, maxBytes, target) }
      })
    } finally {
      deadline.clear()
    }
  }

  async function stream(url: string, ask: StreamAsk): Promise<UpstreamStream> {
    const { accept, range, redirects, timeoutMs = PATIENCE } = ask
    const deadline = startDeadline(ask.signal, timeoutMs)
    const headers = { accept, 'accept-encoding': 'identity', ...(range && { range }) }
    try {
      return await follow(url, redirects, deadline.signal, async target => {
        const response = await once(target, headers, deadline.signal, timeoutMs)
        if ('location' in response || (response.headers['content-encoding'] ?? 'identity') === 'identity')
          return response
        response.body.on('error', () => {}).destroy()
        throw unreadable(target, 'answered in an encoding it was not asked for')
      })
    } finally {
      deadline.clear()
    }
  }

  async function follow<T extends object>(
    url: string,
    redirects: number | undefined,
    signal: AbortSignal,
    ask: (target: URL, first: boolean) => Promise<T | Moved>,
  ): Promise<T> {
    let target = checked(url, allowed)
    let first = true
    for (let left = Math.min(redirects ?? 0, MOST_REDIRECTS); ; left--) {
      const answer = await ask(target, first).catch(error => {
        throw toUpstreamError(error, target, signal)
      })
      if (!('location' in answer)) return answer
      if (left === 0) throw unreadable(target, `answered ${answer.status}, a redirect that is not followed`)
      const next = checked(answer.location, allowed, target)
      first &&= next.origin === target.origin
      target = next
    }
  }

  async function once(
    target: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    bodyTimeout?: number,
  ): Promise<UpstreamStream | Moved> {
    const { statusCode: status, ...answer } = await request(target, {
      dispatcher: agent,
      signal,
      headers: { ...headers, 'user-agent': userAgent },
      ...(bodyTimeout && { bodyTimeout }),
    })
    const location = REDIRECTS.has(status) ? answer.headers.location : undefined
    if (typeof location !== 'string')
      return { status, headers: answer.headers, body: answer.body, url: target.href }
    answer.body.on('error', () => {}).destroy()
    return { status, location }
  }

  return { get, stream, close: () => agent.destroy() }
}

interface Moved {
  readonly status: number
  readonly location: string
}

const PATIENCE = 8000
const MOST_REDIRECTS = 3
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** The URL parser first: it knows every odd way to write an IP address, and what it makes of it is what is dialled. */
function checked(address: string, allowed: ReadonlySet<string>, base?: URL): URL {
  if (!URL.canParse(address, base?.href))
    throw new FeedError('unreadable', `${base?.host ?? 'upstream'}: an address that is none`)
  const url = new URL(address, base?.href)
  const refusal = refusalOf(url, allowed, base)
  if (refusal) throw unreadable(url, base ? refusal : `${refusal}; ALLOW_PRIVATE_HOSTS can allow it`)
  return url
}

/** Headers without end, and what zlib says of bytes that it never made. */
const UNREADABLE = /^(?:UND_ERR_HEADERS_OVERFLOW|Z_|ERR__ERROR|ERR_PADDING|ERR_BROTLI)/

/** Faults of undici, of the socket and of zlib, told apart by their codes. */
function toUpstreamError(error: unknown, target: URL, signal: AbortSignal): FeedError {
  if (error instanceof FeedError) return error
  if (signal.aborted) return new FeedError('timeout', `${target.host}: no whole answer in time`)
  if (error instanceof RefusedAddress) return unreadable(target, error.message)
  const { name, code = name } = error as NodeJS.ErrnoException
  if (name === 'HTTPParserError' || UNREADABLE.test(code))
    return unreadable(target, `answered something that can't be read (${code})`)
  if (/TIMEOUT/.test(code)) return new FeedError('timeout', `${target.host}: no answer in time (${code})`)
  return new FeedError('outage', `${target.host}: not reached (${code})`)
}
