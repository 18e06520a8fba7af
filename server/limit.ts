/** How often one visitor may make this server ask a network. Answers from memory are never counted. */
import type { RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import { sendProblem } from './problem.js'

/** Reads one address may start in a minute: more than any page of feeds needs. */
const READS_PER_MINUTE = 60

export const limitReads = (costsNothing: (response: Response) => boolean): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: READS_PER_MINUTE,
    standardHeaders: false,
    legacyHeaders: false,
    passOnStoreError: true,
    skip: (_request, response) => costsNothing(response),
    handler: (_request, response) => {
      response.set('Retry-After', '60')
      sendProblem(response, 429, `More than ${READS_PER_MINUTE} uncached feeds were asked for in a minute.`)
    },
  })
