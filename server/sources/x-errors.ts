/** What an answer of X that is not a readable document means, and how to tell the owner. Pure. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Reason } from '../../wire/document.js'
import { FeedError } from '../errors.js'
import { retryAfter } from '../retry-after.js'
import { asObject, listAt, objectAt, stringAt } from './json.js'

/** What was heard of one call. */
export interface Answer {
  /** Absent when nothing answered. */
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  /** The whole body arrived. */
  readonly complete: boolean
  readonly tooLong: boolean
  /** The code of the network's failure, such as `ECONNREFUSED`. */
  readonly fault: string | undefined
  readonly text: string
}

export interface Hearing {
  readonly path: string
  readonly answer: Answer
  /** The answer's text as JSON; undefined when it is none. */
  readonly body: unknown
  readonly timedOut: boolean
  readonly maxBytes: number
  readonly token: string
  readonly now: number
}

/** X refused the question itself. `said` is its own text, so that the asker may word it differently. */
export class BadRequest extends FeedError {
  readonly said: string

  constructor(message: string, said: string) {
    super('unreadable', message)
    this.said = said
  }
}

/** Undefined when the answer is X's API speaking: a complete 200 with an object that holds data, meta or errors. */
export function toXError(hearing: Hearing): FeedError | undefined {
  const { answer, body, path } = hearing
  const { status } = answer
  // A status that was heard is a fact, even if the rest of its body never came.
  if (status !== undefined && status >= 400) return refusal(status, hearing)
  const unreadable = (what: string) => new FeedError('unreadable', `X ${path}: ${what}`)
  if (answer.tooLong) return unreadable(`answered more than ${hearing.maxBytes} bytes`)
  if (hearing.timedOut) return new FeedError('timeout', `X ${path}: no whole answer in time`)
  if (answer.fault?.startsWith('HPE_')) return unreadable('answered something that is not HTTP')
  if (status === undefined)
    return new FeedError('outage', `X ${path}: not reached (${answer.fault ?? 'connection lost'})`)
  if (status !== 200) return unreadable(`answered ${status}; check that X_API_URL is the API itself`)
  if (!answer.complete) return new FeedError('outage', `X ${path}: the answer broke off`)
  const encoding = answer.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') return unreadable('answered compressed although asked not to')
  const known = asObject(body)
  if (known && ['data', 'meta', 'errors'].some(key => Object.hasOwn(known, key))) return undefined
  const kind = redact(answer.headers['content-type'] ?? 'nothing', hearing.token).slice(0, 100)
  return unreadable(`answered ${kind} that is not its API; check X_API_URL`)
}

const ADVICE: Readonly<Record<Reason, string>> = {
  outage: 'X is having trouble',
  timeout: 'X is slow',
  'rate-limit': 'too many calls; it goes on by itself',
  credit: 'add credit or raise the spending limit in the X developer console',
  budget: 'the daily budget is spent',
  key: 'check X_BEARER_TOKEN and what its app may read',
  unreadable: 'check X_API_URL; if it is right, X has changed its API',
}

function refusal(status: number, { path, answer, body, token, now }: Hearing): FeedError {
  const said = redact(describe(body), token)
  const reason = reasonOf(status, said)
  const message = `X ${path}: ${status}${said && ` ${said.slice(0, 300)}`}; ${ADVICE[reason]}`
  if (status === 400 && reason === 'unreadable') return new BadRequest(message, said.slice(0, 4000))
  const wait = retryAfter(answer.headers, now)
  const asks = reason === 'rate-limit' || reason === 'outage' || reason === 'credit'
  return new FeedError(reason, message, wait !== undefined && asks ? { retryAfter: wait } : {})
}

function reasonOf(status: number, said: string): Reason {
  if (status >= 500) return 'outage'
  // Money shows up under several statuses. What X echoes of our question stands in brackets and is not its own word.
  if (status === 402 || saysCredit(said)) return 'credit'
  if (status === 401 || status === 403) return 'key'
  return status === 429 || status === 420 ? 'rate-limit' : 'unreadable'
}

export function saysCredit(said: string): boolean {
  return /credit|spending.?limit|usage.?capped/i.test(said.replace(/\[[^\]]*\]/g, ''))
}

/** The words of X's problem documents, in any of their shapes. https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
function describe(body: unknown): string {
  const words = [body, ...listAt(body, 'errors')].flatMap(problem => [
    stringAt(problem, 'title'),
    stringAt(problem, 'detail'),
    stringAt(problem, 'message'),
    stringAt(problem, 'reason'),
    slugOf(problem),
    ...Object.keys(objectAt(problem, 'parameters') ?? {}),
  ])
  return [...new Set(words)].filter(Boolean).join(' | ')
}

/** Both hosts of X name a problem by the last part of its `type`. */
export function slugOf(problem: unknown): string | undefined {
  return /\/problems\/([\w-]+)$/.exec(stringAt(problem, 'type') ?? '')?.[1]
}

/** Without the key, should it be echoed, and without long numbers: X names the owner's account in some of its errors. */
function redact(said: string, token: string): string {
  return said
    .replaceAll(token, '[key]')
    .replace(/\d{5,}/g, '…')
    .replace(/\p{Cc}+/gu, ' ')
}
