/** A local server that speaks Bluesky's public API, so that the demo and the tests run with no internet. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendJson } from '../standin/faults.js'
import { answerOwn, store } from './drafts.js'
import { answerFeed, answerProfile } from './endpoints.js'
import { sampleCast } from './quayside.js'
import { effectOf, NOT_FOUND, type Scene } from './scenes.js'
import { addAccount, findAccount } from './world.js'

export interface BlueskyOptions {
  /** 0, the default, takes any free one. */
  readonly port?: number
  /** Where the pictures are, absolute, ending with `/`. Default `https://pictures.invalid/`. */
  readonly mediaBase?: string
  readonly now?: () => number
}

export interface Call {
  readonly at: number
  /** Such as `app.bsky.feed.getAuthorFeed`. */
  readonly method: string
  readonly query: Readonly<Record<string, string>>
  /** Absent when nobody by that name lives here. */
  readonly handle: string | undefined
}

export interface BlueskyStandIn {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** Every request, oldest first. */
  readonly calls: readonly Call[]
  /** From now on this account answers so. An unknown handle gets an account with three posts and a reply. */
  play(handle: string, scene: Scene): void
  /** A new post at the top of the account's feed, or one that goes on from its own; returns its address. */
  publish(handle: string, text: string, to?: string): string
  /** The author deletes a post, or takes a repost back. */
  remove(handle: string, id: string): void
  /** Cuts open connections; hanging ones too. */
  close(): Promise<void>
}

/** Rejects when the port is taken. */
export async function startBluesky(options: BlueskyOptions = {}): Promise<BlueskyStandIn> {
  const { port = 0, mediaBase = 'https://pictures.invalid/', now = Date.now } = options
  const world = { accounts: new Map(), mediaBase }
  const desk = { world, start: now() }
  const scenes = new Map<string, Scene>(sampleCast(desk))
  const calls: Call[] = []
  const reads = new Map<string, number>()

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname, searchParams: params } = new URL(request.url ?? '/', 'http://stand-in.invalid')
    const method = /^\/xrpc\/([\w.]+)$/.exec(pathname)?.[1] ?? ''
    const account = findAccount(world, params.get('actor') ?? '')
    calls.push({ at: now(), method, query: Object.fromEntries(params), handle: account?.handle })
    response.setHeader('date', new Date(now()).toUTCString())
    const lookup = method === 'app.bsky.actor.getProfile'
    if (request.method !== 'GET' || !(lookup || method === 'app.bsky.feed.getAuthorFeed'))
      return void sendJson({ response }, 501, {
        error: 'MethodNotImplemented',
        message: 'Method Not Implemented',
      })
    if (!account) return void sendJson({ response }, 400, NOT_FOUND)
    const effect = effectOf(scenes.get(account.handle) ?? 'posts')
    const answer = (): void =>
      lookup ? answerProfile(response, account, effect) : answerFeed(response, account, effect, params)
    const struck = effect.on === 'both' || effect.on === (lookup ? 'lookup' : 'feed')
    const turn = (reads.get(account.handle) ?? 0) + (lookup ? 0 : 1)
    reads.set(account.handle, turn)
    if (!struck || (effect.once && turn === 1)) return void answer()
    const resetAt = Math.ceil(now() / 1000) + 300
    if (effect.fault) return void effect.fault({ request, response, resetAt })
    if (effect.delay) return void setTimeout(answer, effect.delay).unref()
    answer()
  }

  const server = createServer(handle)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    play(name, scene) {
      effectOf(scene) // an unknown scene fails here, not in somebody's request
      if (!findAccount(world, name)) introduce(name)
      scenes.set(name, scene)
      reads.delete(name)
    },
    publish(name, text, to) {
      const account = findAccount(world, name)
      if (!account) throw new RangeError(`nobody is called ${name}`)
      const item = store(desk, { text, minutes: (desk.start - now()) / 60_000 }, account)
      if (to) answerOwn(account, item, to)
      return item.post.uri
    },
    remove(name, id) {
      const items = findAccount(world, name)?.items ?? []
      const place = items.findIndex(({ post, reason }) => (reason?.uri ?? post.uri) === id)
      if (place < 0) throw new RangeError(`${name} has no post ${id}`)
      items.splice(place, 1)
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }

  function introduce(handle: string): void {
    const account = addAccount(world, { handle, name: handle })
    const asked = { by: 'tidewatch.example', text: 'Any news?', minutes: 40 }
    for (const turn of [1, 2, 3])
      store(desk, { text: `Note ${turn} from ${handle}`, minutes: turn * 10 }, account)
    store(desk, { text: 'None yet.', minutes: 35, replyTo: asked }, account)
  }
}
