/** A request that can't be answered with a document, as RFC 9457 `application/problem+json`. */
import type { Response } from 'express'

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 429 | 500 | 501 | 502

const TITLES: Readonly<Record<ProblemStatus, string>> = {
  400: 'Malformed request',
  401: 'Token needed',
  403: 'Feed not served here',
  404: 'Not found',
  405: 'Method not allowed',
  429: 'Too many requests',
  500: 'Internal error',
  501: 'Not implemented',
  502: 'Not had from its network',
}

/** What a shared cache may keep, so that a broken page elsewhere costs us one request a minute. */
const CACHE_CONTROL: Readonly<Record<ProblemStatus, string>> = {
  400: 'public, max-age=60',
  401: 'no-store',
  403: 'public, max-age=60',
  404: 'public, max-age=60',
  405: 'no-store',
  429: 'no-store',
  500: 'no-store',
  501: 'public, max-age=60',
  502: 'public, max-age=60',
}

/** `detail` tells the developer of the page what to change. */
export function sendProblem(response: Response, status: ProblemStatus, detail: string): void {
  response
    .status(status)
    .set('Cache-Control', CACHE_CONTROL[status])
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: TITLES[status], status, detail }))
}
