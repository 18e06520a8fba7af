/** The owner's routes behind ADMIN_TOKEN: figures, the status page, and deletion. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { type Request, type RequestHandler, Router } from 'express'
import type { Registry } from 'prom-client'
import type { Feed } from './feed.js'
import type { Feeds } from './feeds.js'
import { sendProblem } from './problem.js'
import { readRequest } from './request.js'
import type { StatusReport } from './status.js'
import { statusPage } from './status-page.js'
import type { Walls } from './walls.js'

export interface AdminOptions {
  readonly token: string
  readonly feeds: Feeds
  readonly walls: Pick<Walls, 'forget'>
  /** The owner's allow-list; absent in sample mode. */
  readonly allowed: readonly Feed[] | undefined
  readonly status: () => Promise<StatusReport>
  readonly metrics: () => Promise<Registry>
}

export function createAdmin({ token, feeds, walls, allowed, status, metrics }: AdminOptions): Router {
  const router = Router()
  const guard = requireToken(token)

  router.get('/metrics', guard, async (_request, response) => {
    const registry = await metrics()
    response.type(registry.contentType).send(await registry.metrics())
  })
  router.get('/status', guard, async (request, response) => {
    const report = await status()
    if (request.accepts(['json', 'html']) === 'html') statusPage(response, report)
    else response.json(report)
  })
  const purge: RequestHandler = async (request, response) => {
    const asked = readRequest(request, allowed)
    if ('refusal' in asked) return sendProblem(response, asked.refusal.status, asked.refusal.detail)
    const { id } = request.params
    walls.forget(asked.feed)
    const known = await feeds.purge(asked.feed, typeof id === 'string' ? id : undefined)
    response.json({ purged: known })
  }
  router.delete(['/feeds/:network/:handle', '/feeds/:network/:handle/posts/:id'], guard, purge)
  return router
}

/** The token as a bearer, or as the password a browser asks for. Compared in constant time, so hashed first. */
function requireToken(token: string): RequestHandler {
  const wanted = sha256(token)
  return function requireAdminToken(request, response, next) {
    response.set('Cache-Control', 'no-store')
    if (timingSafeEqual(sha256(tokenOf(request)), wanted)) return next()
    response.set('WWW-Authenticate', 'Basic realm="social-feed", charset="UTF-8"')
    sendProblem(response, 401, 'Send ADMIN_TOKEN as a bearer token, or as the password with any user name.')
  }
}

function tokenOf(request: Request): string {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() === 'bearer') return value
  const [, ...password] = Buffer.from(value, 'base64').toString().split(':')
  return scheme.toLowerCase() === 'basic' ? password.join(':') : ''
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
