/**
 * twitter-api-v2 made safe. The library sends the request; what came back is heard and judged here,
 * because by itself it waits for ever, dies of bad compression and of some error bodies, believes
 * redirects, and answers "no posts" to a page of HTML. Its errors hold the request with the key, so
 * none is ever kept, logged or passed on.
 */
import { Agent as HttpAgent, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { ITwitterApiClientPlugin } from 'twitter-api-v2'
import { startDeadline } from '../deadline.js'
import { FeedError } from '../errors.js'
import { asObject, type Json } from './json.js'
import { type Answer, toXError } from './x-errors.js'

export interface XClientOptions {
  readonly token: string
  /** The API's address, such as `https://api.x.com/2/`. */
  readonly url: string
  readonly now: () => number
  /** Milliseconds for one call, from connect to last byte. Default 8000. */
  readonly timeoutMs?: number
  /** Longest answer believed. Default 4 MiB. */
  readonly maxBytes?: number
}

export type XQuery = Readonly<Record<string, string | number | undefined>>

export interface XClient {
  /** The body of a readable answer: an object with `data`, `meta` or `errors`. Throws FeedError. */
  get(
    path: string,
    params: Readonly<Record<string, string>>,
    query: XQuery,
    signal: AbortSignal,
  ): Promise<Json>
}

export function createXClient(options: XClientOptions): XClient {
  const { now, timeoutMs = 8000, maxBytes = 4 * 1024 * 1024 } = options
  const token = options.token.trim()
  const base = options.url.endsWith('/') ? options.url : `${options.url}/`
  // One connection per call: polls are minutes apart, and a kept one may die just as it is used again.
  const agent = base.startsWith('http:') ? new HttpAgent() : new HttpsAgent()

  return {
    async get(path, params, query, signal) {
      if (!/^[\x21-\x7e]+$/.test(token))
        throw new FeedError('key', 'X: the key holds characters no key has; check X_BEARER_TOKEN')
      // Half a megabyte that nobody waits for at the start.
      const { TwitterApi } = await import('twitter-api-v2')
      const deadline = startDeadline(signal, timeoutMs)
      const ear = listen(deadline.signal, maxBytes)
      const settings = { compression: false, httpAgent: agent, plugins: [ear.plugin] }
      const api = new TwitterApi(token, settings).readOnly.v2
      await api
        .get(path, { ...query }, { ...RAW, prefix: base, params: { ...params } })
        .catch(() => undefined)
        .finally(deadline.clear)

      const answer = ear.heard()
      const body = parse(answer.text)
      const error = toXError({
        path,
        answer,
        body,
        timedOut: deadline.signal.aborted && !answer.complete,
        maxBytes,
        token,
        now: now(),
      })
      if (error) throw error
      return body as Json
    },
  }
}

/** Text, not JSON: the library's own reading of an odd error body throws where nobody can catch it. */
const RAW = { headers: { 'accept-encoding': 'identity' }, forceParseMode: 'text' } as const

interface Ear {
  readonly plugin: ITwitterApiClientPlugin
  heard(): Answer
}

/** The library's hook for debugging is the one place that shows the answer itself, status and all. */
function listen(signal: AbortSignal, maxBytes: number): Ear {
  let response: IncomingMessage | undefined
  let fault: string | undefined
  let tooLong = false
  let bytes = 0
  const chunks: Buffer[] = []

  const onResponse = (res: IncomingMessage) => {
    response = res
    res.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      tooLong = bytes > maxBytes
      if (tooLong) res.destroy()
      else chunks.push(chunk)
    })
  }

  return {
    plugin: {
      onBeforeRequest({ params, requestOptions }) {
        requestOptions.signal = signal
        params.requestEventDebugHandler = (event, detail) => {
          if (event === 'response') onResponse(detail.res)
          if (event === 'request-error') fault = faultOf(detail.requestError)
        }
      },
    },
    heard: () => ({
      status: response?.statusCode,
      headers: response?.headers ?? {},
      complete: response?.complete === true && !tooLong,
      tooLong,
      fault,
      text: new TextDecoder().decode(Buffer.concat(chunks)),
    }),
  }
}

function faultOf(error: unknown): string | undefined {
  const code = asObject(error)?.code
  return typeof code === 'string' ? code : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
