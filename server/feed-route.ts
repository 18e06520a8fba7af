/** `GET /feeds/:network/:handle` and `GET /walls/:name`: understood, limited when it would ask a network, answered. */
import type { Request, RequestHandler, Response } from 'express'
import type { Feed } from './feed.js'
import type { Served } from './feed-answers.js'
import type { Feeds } from './feeds.js'
import type { HotPath } from './hot.js'
import { limitReads } from './limit.js'
import { sendProblem } from './problem.js'
import { type Refusal, readRequest, readWallRequest } from './request.js'
import type { Wall } from './wall.js'
import type { Walls } from './walls.js'
import type { WriteAnswer } from './write.js'

export interface RouteOptions {
  readonly write: WriteAnswer
  readonly hot: HotPath
  readonly served: (kind: Served['kind']) => void
}

/** One request's document, wherever it comes from. */
export interface Asked {
  /** What memory can answer right now. */
  peek(): Served | undefined
  /** Are all networks it needs being asked anyway? */
  asking(): boolean
  read(): Promise<Served>
}

/** `allowed` is the owner's allow-list; absent in sample mode. */
export function feedRoute(feeds: Feeds, allowed: readonly Feed[] | undefined, options: RouteOptions) {
  return documentRoute(request => {
    const asked = readRequest(request, allowed)
    if ('refusal' in asked) return asked.refusal
    const { feed, view } = asked
    return {
      peek: () => feeds.peek(feed, view),
      asking: () => feeds.asking(feed),
      read: () => feeds.read(feed, view),
    }
  }, options)
}

export function wallRoute(walls: Walls, known: readonly Wall[], options: RouteOptions) {
  return documentRoute(request => {
    const asked = readWallRequest(request, known)
    if ('refusal' in asked) return asked.refusal
    const { wall, view } = asked
    return {
      peek: () => walls.peek(wall, view),
      asking: () => walls.asking(wall),
      read: () => walls.read(wall, view),
    }
  }, options)
}

function documentRoute(
  understand: (request: Request) => Asked | Refusal,
  { write, hot, served }: RouteOptions,
): RequestHandler[] {
  const ask: RequestHandler = (request, response, next) => {
    const asked = understand(request)
    if ('detail' in asked) return sendProblem(response, asked.status, asked.detail)
    response.locals = { asked }
    next()
  }
  const costsNothing = (response: Response): boolean => {
    const asked = askedOf(response)
    return asked.asking() || asked.peek() !== undefined
  }
  const answer: RequestHandler = async (request, response) => {
    const asked = askedOf(response)
    const found = await asked.read()
    hot.remember(request.url, asked.peek)
    write(request, response, found)
    served(found.kind)
  }
  return [ask, limitReads(costsNothing), answer]
}

/** What the first handler left for the others. */
const askedOf = (response: Response): Asked => response.locals.asked as Asked
