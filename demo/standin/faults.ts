/** Everything that goes wrong between a server and its client, each as a function that spoils one answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { badRequest, failure, forbidden, noCredits, unavailable, usageCapped } from './problems.js'
import type { Fields } from './world.js'

export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Epoch seconds at which the rate limit starts anew. */
  readonly resetAt: number
}

export type Fault = (exchange: Exchange) => void

const JSON_TYPE = 'application/json; charset=utf-8'

export function send(
  { response }: Pick<Exchange, 'response'>,
  status: number,
  body: string | Buffer = '',
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers })
  response.end(body)
}

export function sendJson(exchange: Pick<Exchange, 'response'>, status: number, body: unknown): void {
  send(exchange, status, JSON.stringify(body), { 'content-type': JSON_TYPE })
}

const json =
  (status: number, body: Fields): Fault =>
  exchange =>
    sendJson(exchange, status, body)

const page = (title: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1></html>`

const html =
  (status: number, title: string): Fault =>
  exchange =>
    send(exchange, status, page(title), { 'content-type': 'text/html; charset=utf-8' })

/** Bytes that are no answer of the kind they claim to be. */
const encoded =
  (encoding: string): Fault =>
  exchange =>
    send(exchange, 200, Buffer.from('these bytes were never compressed'), {
      'content-type': JSON_TYPE,
      'content-encoding': encoding,
    })

/** No rate-limit headers, as when a gateway answers in X's place. */
const bare =
  (fault: Fault): Fault =>
  exchange => {
    for (const name of exchange.response.getHeaderNames()) {
      if (name.startsWith('x-rate-limit')) exchange.response.removeHeader(name)
    }
    fault(exchange)
  }

export const FAULTS = {
  'errors-only': json(200, { errors: [unavailable] }),
  'html-200': html(200, 'Just a moment…'),
  'redirect-302': exchange => send(exchange, 302, '', { location: '/maintenance' }),
  'no-content-204': ({ response }) => void response.writeHead(204).end(),
  'null-body': exchange => send(exchange, 200, 'null', { 'content-type': JSON_TYPE }),
  'empty-body': exchange => send(exchange, 200, '', { 'content-type': JSON_TYPE }),
  'truncated-json': exchange =>
    send(exchange, 200, '{"data":[{"id":"1700000000000000002","text":"The ferry le', {
      'content-type': JSON_TYPE,
    }),
  'brotli-garbage': encoded('br'),
  'gzip-garbage': encoded('gzip'),
  'bad-parameter-400': json(
    400,
    badRequest('max_results', '3', 'The `max_results` query parameter value [3] is not between 5 and 100'),
  ),
  'unauthorized-401': json(401, failure(401, 'Unauthorized')),
  'credits-402': json(402, noCredits),
  'forbidden-403': json(403, forbidden),
  'not-found-404-empty': exchange => send(exchange, 404),
  'rate-limit-429': exchange => {
    exchange.response.setHeader('x-rate-limit-remaining', '0')
    exchange.response.setHeader('x-rate-limit-reset', String(exchange.resetAt))
    sendJson(exchange, 429, failure(429, 'Too Many Requests'))
  },
  'rate-limit-429-retry-after': bare(exchange => {
    exchange.response.setHeader('retry-after', '120')
    sendJson(exchange, 429, { errors: [{ code: 88, message: 'Rate limit exceeded' }] })
  }),
  'rate-limit-plain-text': bare(exchange =>
    send(exchange, 429, 'Rate limit exceeded\n', { 'content-type': 'text/plain; charset=utf-8' }),
  ),
  'usage-capped-429': json(429, usageCapped),
  'server-error-500': json(500, failure(500, 'Internal Server Error', 'Something went wrong')),
  'bad-gateway-html-502': bare(html(502, '502 Bad Gateway')),
  'unavailable-503': json(503, failure(503, 'Service Unavailable', 'Over capacity')),
  hang: () => {},
  drip,
  reset: ({ request }) => void request.socket.resetAndDestroy(),
  huge,
} satisfies Readonly<Record<string, Fault>>

/** One byte at a time, for ever. */
function drip({ response }: Exchange): void {
  response.writeHead(200, { 'content-type': JSON_TYPE })
  response.write('{"data":[')
  const timer = setInterval(() => response.write(' '), 40)
  response.once('close', () => clearInterval(timer))
}

const HUGE_MIB = 64

/** 64 MiB of sound JSON, written only as fast as it is read. */
function huge({ response }: Exchange): void {
  const mebibyte = Buffer.alloc(1 << 20, 'a')
  let left = HUGE_MIB
  response.writeHead(200, { 'content-type': JSON_TYPE })
  response.write('{"data":[{"id":"1700000000000000003","text":"')
  const pour = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!response.write(mebibyte)) return
    }
    if (left === 0) response.off('drain', pour).end('"}]}')
  }
  response.on('drain', pour)
  pour()
}
