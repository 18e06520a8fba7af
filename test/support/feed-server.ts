/**
 * Feeds over real HTTP for the tests in the browser, on the address the tests themselves come from. The handle
 * names the scene, so that each test has its own and none needs to be reset:
 * - `posts`, `empty` …: the document of that status; `key-posts` the same under another name
 * - `stale`, `sample`, `hostile`, and `old`: fetched months ago, all others three hours ago
 * - `earlier`: what `posts` was before its two newest posts; `window`: as many posts as are asked for
 * - `refused`, `html`, `junk`, `cut`: answers that are no document
 * - `then.posts.cut.k`: one scene per request, the last one again and again; `k` makes it the test's own
 * - `long.end.k`, `long.torn.k`, `long.turned.k`: three quarters of a long answer, the rest when released
 * - `held.posts.k`: answers when `/scene/release/held.posts.k` is asked
 * `/scene/log/<handle>` tells what was asked and what became of it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import { type FeedDocument, STATUSES } from '../../wire/document.js'
import { documents, makeStale } from '../fixtures/documents.js'
import { hostile } from '../fixtures/hostile.js'
import { answerLong } from './long-answer.js'

export interface Asked {
  readonly url: string
  readonly headers: Readonly<Record<string, unknown>>
  outcome: 'waiting' | 'answered' | 'given up'
}

const REFUSAL = { title: 'Feed not served here', status: 403, detail: 'add x/refused to FEEDS' }

export function feedServer(): Plugin {
  const asked = new Map<string, Asked[]>()
  const held = new Map<string, () => void>()
  const released = new Set<string>()
  return {
    name: 'feed-server',
    configureServer({ middlewares }) {
      middlewares.use('/pictures/', picture)
      middlewares.use('/scene/log/', (request, response) =>
        json(response, 200, asked.get(nameOf(request)) ?? []),
      )
      middlewares.use('/scene/release/', (request, response) => {
        released.add(nameOf(request))
        held.get(nameOf(request))?.()
        json(response, 200, {})
      })
      middlewares.use('/feeds/x/', (request, response) => {
        const handle = nameOf(request)
        const earlier = asked.get(handle) ?? []
        const entry: Asked = { url: request.originalUrl ?? '', headers: request.headers, outcome: 'waiting' }
        asked.set(handle, [...earlier, entry])
        response.on('close', () => {
          entry.outcome = response.writableFinished ? 'answered' : 'given up'
        })
        const [kind, ...rest] = handle.split('.')
        const scenes = rest.slice(0, -1)
        if (kind === 'long') held.set(handle, answerLong(rest[0] ?? '', new Date().toISOString(), response))
        else if (kind === 'held' && !released.has(handle))
          held.set(handle, () => play(scenes[0] ?? '', request, response))
        else if (kind === 'then' || kind === 'held')
          play(scenes[Math.min(earlier.length, scenes.length - 1)] ?? '', request, response)
        else play(handle, request, response)
      })
    },
  }
}

function play(scene: string, request: IncomingMessage, response: ServerResponse): unknown {
  switch (scene) {
    case 'refused':
      return json(response, 403, REFUSAL, 'application/problem+json')
    case 'html':
      response.setHeader('content-type', 'text/html')
      return response.end('<!doctype html><title>Welcome</title>')
    case 'junk':
      return json(response, 200, { ...documents.posts, posts: [] })
    case 'cut':
      response.setHeader('content-length', 1000)
      // After a first byte, because a browser asks by itself again when not even that has come.
      return response.write('{"v":', () => request.socket.destroy())
    case 'earlier':
      return json(response, 200, dated({ ...documents.posts, posts: documents.posts.posts.slice(2) }))
    case 'window': {
      const { posts } = documents.posts
      const limit = Number(new URLSearchParams(request.url?.split('?')[1]).get('limit') ?? 20)
      const more = Math.max(0, posts.length - limit)
      return json(
        response,
        200,
        dated({ ...documents.posts, posts: posts.slice(0, limit), ...(more && { more }) }),
      )
    }
    case 'hostile':
      return json(response, 200, hostile)
    case 'stale':
      return json(response, 200, dated(makeStale(documents.posts)))
    case 'old':
      return json(response, 200, documents.posts)
    case 'sample':
      return json(response, 200, dated({ ...documents.posts, sample: true }))
  }
  const status = STATUSES.find(status => scene === status || scene.endsWith(`-${status}`))
  if (!status) return json(response, 404, { title: 'No such scene', detail: `no scene is called ${scene}` })
  const origin = `http://${request.headers.host}`
  const document = dated(documents[status]).replaceAll('https://pictures.invalid/', `${origin}/pictures/`)
  return json(response, status === 'unavailable' ? 503 : 200, document)
}

/** As if it had been fetched three hours ago. */
function dated(document: FeedDocument): string {
  return JSON.stringify({ ...document, fetchedAt: new Date(Date.now() - 3 * 60 * 60_000) })
}

/** A plain field of grey of the size its name says. */
function picture(request: IncomingMessage, response: ServerResponse): unknown {
  const [, width, height] = /(\d+)x(\d+)\.svg/.exec(request.url ?? '') ?? []
  if (!width) return json(response, 404, {})
  response.setHeader('content-type', 'image/svg+xml')
  return response.end(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#789"/></svg>`,
  )
}

function json(response: ServerResponse, status: number, body: unknown, type = 'application/json'): unknown {
  response.statusCode = status
  response.setHeader('content-type', type)
  response.setHeader('cache-control', 'no-store')
  return response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

function nameOf(request: IncomingMessage): string {
  return decodeURIComponent((request.url ?? '').replace(/^\//, '').split('?')[0] ?? '')
}
