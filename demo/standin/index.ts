/** A local server that speaks X's API v2, so that the demo and the tests run with no key and no internet. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sampleCast } from './accounts.js'
import { Bill, type Billed, utcDay } from './billing.js'
import { answerLookup, answerTimeline, type Stage } from './endpoints.js'
import { send, sendJson } from './faults.js'
import type { Vocabulary } from './fields.js'
import { Limits } from './limits.js'
import { badRequest, failure } from './problems.js'
import { BadParameter, vocabularyOf } from './query.js'
import { readRecording, recordedUser } from './replay.js'
import { effectOf, type Scene } from './scenes.js'
import { edit, introduce, like, publish, remove } from './timeline.js'
import { addUser, createWorld } from './world.js'

export interface StandInOptions {
  /** 0, the default, takes any free one. */
  readonly port?: number
  /** Where the pictures are, absolute, ending with `/`. Default `https://pictures.invalid/`. */
  readonly mediaBase?: string
  /** The bearer that is let in. Default `stand-in`. */
  readonly token?: string
  /** A file of recorded responses, one JSON object a line: its posts become the only account, `@recorded`. */
  readonly recordings?: string
  readonly now?: () => number
  /** Words that are spoken; the other's field parameter gets X's 400. Default `both`. */
  readonly vocabulary?: 'both' | Vocabulary
}

export interface Call {
  readonly at: number
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly vocabulary: Vocabulary
  /** Canonical; absent when the path names no account. */
  readonly handle: string | undefined
  /** 0 until an answer begins. */
  readonly status: number
}

export interface StandIn {
  /** `http://127.0.0.1:PORT/2/` */
  readonly url: string
  /** Every request, oldest first. */
  readonly calls: readonly Call[]
  /** Distinct objects read in that UTC day (`2026-11-23`); today by default. */
  billed(day?: string): Billed
  /** From now on this account answers so; `*` is every account. An unknown handle gets an account. */
  play(handle: string, scene: Scene): void
  /** A new post at the top of the account's timeline, or one that goes on from its own; returns its id. */
  publish(handle: string, text: string, to?: string): string
  /** The author edits a post; returns the id of the new version. */
  edit(handle: string, id: string, text: string): string
  /** Somebody likes a post. */
  like(handle: string, id: string): void
  /** The author deletes a post. */
  remove(handle: string, id: string): void
  /** Cuts open connections; hanging ones too. */
  close(): Promise<void>
}

/** Rejects when the port is taken or the recording can't be read. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { port = 0, token = 'stand-in', now = Date.now, vocabulary = 'both' } = options
  const mediaBase = options.mediaBase ?? 'https://pictures.invalid/'
  const recording = options.recordings === undefined ? undefined : readRecording(options.recordings)
  const world = createWorld()
  const desk = { world, start: now(), mediaBase, done: new Map() }
  const scenes = new Map<string, Scene>(recording ? [] : sampleCast(desk))
  if (recording) {
    const user = addUser(world, recordedUser(recording.posts.length))
    world.timelines.set(user.id, recording.posts)
  }
  const bill = new Bill()
  const limits = new Limits(now)
  const calls: Call[] = []
  const reads = new Map<string, number>()
  const stage: Stage = {
    world,
    recording,
    sceneOf: handle => effectOf(scenes.get(handle) ?? scenes.get('*') ?? 'posts'),
    charge: (kind, ids) => bill.charge(kind, utcDay(now()), ids),
    isFirstRead(handle) {
      reads.set(handle, (reads.get(handle) ?? 0) + 1)
      return reads.get(handle) === 1
    },
    refuses: vocabulary === 'both' ? undefined : vocabulary === 'tweet' ? 'post' : 'tweet',
  }

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname, searchParams: params } = new URL(request.url ?? '/', 'http://stand-in.invalid')
    const route = findRoute(pathname)
    const user = route && (route.by === 'id' ? world.users.get(route.value) : undefined)
    const call = {
      at: now(),
      path: pathname,
      query: Object.fromEntries(params),
      vocabulary: vocabularyOf(params, vocabulary === 'post' ? 'post' : 'tweet'),
      handle: route && (route.by === 'handle' ? route.value : user?.username)?.toLowerCase(),
      get status() {
        return response.headersSent ? response.statusCode : 0
      },
    }
    calls.push(call)
    response.setHeader('date', new Date(now()).toUTCString())
    if (request.method !== 'GET' || !route) return void send({ response }, 404)
    if (request.headers.authorization !== `Bearer ${token}`) {
      return void sendJson({ response }, 401, failure(401, 'Unauthorized'))
    }
    const resetAt = limits.count(route.endpoint, response)
    if (resetAt === undefined) return void sendJson({ response }, 429, failure(429, 'Too Many Requests'))
    const exchange = { request, response, resetAt }
    try {
      if (route.endpoint === 'lookup') answerLookup(stage, exchange, route.value, params, call.vocabulary)
      else answerTimeline(stage, exchange, route.value, params, call.vocabulary)
    } catch (error) {
      if (!(error instanceof BadParameter)) throw error
      sendJson({ response }, 400, badRequest(error.parameter, error.value, error.message))
    }
  }

  const server = createServer(handle)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/2/`,
    calls,
    billed: day => bill.total(day ?? utcDay(now())),
    play(name, scene) {
      effectOf(scene) // an unknown scene fails here, not in somebody's request
      if (name === '*') scenes.clear()
      else introduce(desk, name)
      scenes.set(name.toLowerCase(), scene)
      reads.delete(name.toLowerCase())
    },
    publish: (name, text, to) => publish(desk, name, text, now(), to),
    edit: (name, id, text) => edit(desk, name, id, text, now()),
    like: (name, id) => like(world, name, id),
    remove: (name, id) => remove(world, name, id),
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

interface Route {
  readonly endpoint: 'lookup' | 'timeline'
  readonly by: 'handle' | 'id'
  readonly value: string
}

function findRoute(path: string): Route | undefined {
  const lookup = /^\/2\/users\/by\/username\/([^/]+)$/.exec(path)?.[1]
  if (lookup !== undefined) return { endpoint: 'lookup', by: 'handle', value: decode(lookup) }
  const id = /^\/2\/users\/([^/]+)\/tweets$/.exec(path)?.[1]
  return id === undefined ? undefined : { endpoint: 'timeline', by: 'id', value: decode(id) }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
