/** `GET /feeds/:network/:handle`: understood, limited when it would ask a network, answered. */
import type { RequestHandler, Response } from 'express'
import type { Feed } from './feed.js'
import type { Feeds, Served } from './feeds.js'
import type { HotPath } from './hot.js'
import { limitReads } from './limit.js'
import { sendProblem } from './problem.js'
import { readRequest } from './request.js'
import type { View } from './view.js'
import type { WriteAnswer } from './write.js'

export interface FeedRouteOptions {
  readonly feeds: Feeds
  /** The owner's allow-list; absent in sample mode. */
  readonly allowed: readonly Feed[] | undefined
  readonly write: WriteAnswer
  readonly hot: HotPath
  readonly served: (kind: Served['kind']) => void
}

/** What `understand` left for the handlers after it. */
const askedOf = (response: Response) => response.locals as { readonly feed: Feed; readonly view: View }

export function feedRoute({ feeds, allowed, write, hot, served }: FeedRouteOptions): RequestHandler[] {
  const understand: RequestHandler = (request, response, next) => {
    const asked = readRequest(request, allowed)
    if ('refusal' in asked) return sendProblem(response, asked.refusal.status, asked.refusal.detail)
    response.locals = asked
    next()
  }
  const costsNothing = (response: Response): boolean => {
    const { feed, view } = askedOf(response)
    return feeds.asking(feed) || feeds.peek(feed, view) !== undefined
  }
  const answer: RequestHandler = async (request, response) => {
    const { feed, view } = askedOf(response)
    const found = await feeds.read(feed, view)
    hot.remember(request.url, feed, view)
    write(request, response, found)
    served(found.kind)
  }
  return [understand, limitReads(costsNothing), answer]
}
