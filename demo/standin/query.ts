/** Reads a request's query as X does: unknown names and values out of range are refused by name. */
import { allowed, allowedExpansions, older, type Vocabulary } from './fields.js'

export interface Query {
  readonly vocabulary: Vocabulary
  /** Fields by kind of object, in the older words. */
  readonly fields: Readonly<Record<'post' | 'user' | 'media' | 'poll' | 'place', ReadonlySet<string>>>
  readonly expansions: ReadonlySet<string>
  readonly max: number
  readonly exclude: ReadonlySet<string>
  readonly sinceId: string | undefined
  readonly untilId: string | undefined
  readonly startTime: number
  readonly endTime: number
  readonly pageToken: string | undefined
}

/** A parameter X refuses, in the words of its 400. */
export class BadParameter extends Error {
  readonly parameter: string
  readonly value: string

  constructor(parameter: string, value: string, message: string) {
    super(message)
    this.parameter = parameter
    this.value = value
  }
}

type Endpoint = 'lookup' | 'timeline'

export function vocabularyOf(params: URLSearchParams, otherwise: Vocabulary): Vocabulary {
  if (params.has('post.fields')) return 'post'
  if (params.has('tweet.fields')) return 'tweet'
  return otherwise
}

/** Throws BadParameter. */
export function readQuery(params: URLSearchParams, endpoint: Endpoint, vocabulary: Vocabulary): Query {
  const choices = allowed(vocabulary)
  const expandable = allowedExpansions(vocabulary, endpoint)
  const known = [...Object.keys(choices), 'expansions', ...(endpoint === 'timeline' ? TIMELINE : [])]
  for (const [name, value] of params) {
    if (!known.includes(name)) throw new BadParameter(name, value, unknown(name, known))
  }
  const chosen = (name: string, from: readonly string[] = choices[name] ?? []): ReadonlySet<string> =>
    new Set(choose(params, name, from).map(older))
  return {
    vocabulary,
    fields: {
      post: chosen(`${vocabulary}.fields`),
      user: chosen('user.fields'),
      media: chosen('media.fields'),
      poll: chosen('poll.fields'),
      place: chosen('place.fields'),
    },
    expansions: chosen('expansions', expandable),
    max: whole(params, 'max_results', 5, 100, 10),
    exclude: chosen('exclude', ['replies', 'retweets']),
    sinceId: postId(params, 'since_id'),
    untilId: postId(params, 'until_id'),
    startTime: time(params, 'start_time') ?? Number.NEGATIVE_INFINITY,
    endTime: time(params, 'end_time') ?? Number.POSITIVE_INFINITY,
    pageToken: params.get('pagination_token') ?? undefined,
  }
}

const TIMELINE = [
  'max_results',
  'exclude',
  'since_id',
  'until_id',
  'start_time',
  'end_time',
  'pagination_token',
] as const

const unknown = (name: string, known: readonly string[]): string =>
  `The query parameter [${name}] is not one of [${['id', ...known].join(',')}]`

function choose(params: URLSearchParams, name: string, from: readonly string[]): readonly string[] {
  const values = params.get(name)?.split(',') ?? []
  for (const value of values) {
    if (!from.includes(value)) {
      const message = `The \`${name}\` query parameter value [${value}] is not one of [${from.join(',')}]`
      throw new BadParameter(name, value, message)
    }
  }
  return values
}

function whole(
  params: URLSearchParams,
  name: string,
  least: number,
  most: number,
  otherwise: number,
): number {
  const text = params.get(name)
  if (text === null) return otherwise
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  const message = `The \`${name}\` query parameter value [${text}] is not between ${least} and ${most}`
  throw new BadParameter(name, text, message)
}

function postId(params: URLSearchParams, name: string): string | undefined {
  const text = params.get(name) ?? undefined
  if (text === undefined || /^[0-9]{1,19}$/.test(text)) return text
  throw new BadParameter(
    name,
    text,
    `The \`${name}\` query parameter value [${text}] does not match ^[0-9]{1,19}$`,
  )
}

function time(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name)
  if (text === null) return undefined
  const value = Date.parse(text)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(value)) return value
  const message = `The \`${name}\` query parameter value [${text}] is not a valid RFC3339 date-time`
  throw new BadParameter(name, text, message)
}
