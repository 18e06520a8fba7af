/** An HTTP server that says why it can't start and ends cleanly. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface Listening {
  /** Where it can be reached from this machine; ends with a slash. */
  readonly url: string
  /** Requests before this are answered 503. */
  serve(listener: RequestListener): void
  /** False from the moment `close` was called. */
  ready(): boolean
  /**
   * Not ready from now on, but still answering for `drain` milliseconds, so that a load balancer notices;
   * then stops accepting, lets running answers finish, and cuts what is left after `GRACE`.
   */
  close(drain?: number): Promise<void>
}

/** Milliseconds a running answer may still take. With the drain this stays under the ten seconds many platforms allow. */
const GRACE = 5000

/** Rejects with a sentence that names the address and what to change. */
export async function listen(host: string, port: number): Promise<Listening> {
  let listener: RequestListener = starting
  let open = true
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 15_000 }, (request, response) => {
    if (!open) response.setHeader('Connection', 'close')
    listener(request, response)
  })
  await bind(server, host, port)
  const { address, family, port: bound } = server.address() as AddressInfo
  const reachable =
    address === '0.0.0.0' || address === '::' || address === '127.0.0.1'
      ? 'localhost'
      : family === 'IPv6'
        ? `[${address}]`
        : address
  return {
    url: `http://${reachable}:${bound}/`,
    serve: next => {
      listener = next
    },
    ready: () => open,
    close: async (drain = 0) => {
      open = false
      if (drain > 0) await delay(drain)
      await end(server)
    },
  }
}

const starting: RequestListener = (_request, response) => {
  response.writeHead(503, { 'Retry-After': '1', 'Cache-Control': 'no-store' }).end('starting')
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(whyNot(error, host, port), { cause: error })),
    )
    server.listen(port, host, resolve)
  })
}

function whyNot({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program. Set PORT to a free one, for example PORT=${port + 1}.`
    case 'EACCES':
      return `Port ${port} needs rights this program does not have. Set PORT to 1024 or above.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is no address of this machine. Set HOST to 127.0.0.1, or 0.0.0.0 for every network.`
    default:
      return `Can't listen on ${host}:${port}: ${message}`
  }
}

/** `server.close()` alone waits for idle keep-alive sockets, so those are closed as they fall idle. */
async function end(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), GRACE)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
