/** A request → what a server that speaks Mastodon's API says to it. */
import { type Fault, send, sendJson } from '../standin/faults.js'
import { type Effect, effectOf, type MastodonScene } from './scenes.js'
import { account, type Place, type RawAccount, type RawStatus } from './world.js'

export interface Resident {
  readonly account: RawAccount
  readonly scene: MastodonScene
  /** Newest first. */
  readonly statuses: readonly RawStatus[]
}

export interface Town {
  readonly place: Place
  readonly residents: ReadonlyMap<string, Resident>
}

type Query = Readonly<Record<string, string>>

export function answerTo(path: string, query: Query, { place, residents }: Town): Fault {
  const { route, user } = routeOf(path, query)
  const everybody = [...residents.values()]
  const resident = everybody.find(({ account }) => account.username === user || account.id === user)
  if (route === 'instance') return instance(place, everybody)
  if (route === 'webfinger') return finger(place, resident)
  if (route === 'search') return search(place, resident)
  const effect = resident && effectOf(resident.scene)
  if (!resident || !effect || effect.gone || route === 'none') return MISSING
  const isLookup = route !== 'statuses'
  if (effect.fault && isLookup === resident.scene.startsWith('lookup:')) return effect.fault
  if (route === 'statuses') return timeline(place, resident, effect, query)
  return effect.without?.includes(route)
    ? json(404, { error: 'Not implemented' })
    : json(200, accountOf(resident, effect))
}

interface Asked {
  readonly route: 'lookup' | 'by-name' | 'search' | 'statuses' | 'webfinger' | 'instance' | 'none'
  /** A name or an id. */
  readonly user: string
}

function routeOf(path: string, query: Query): Asked {
  if (path === '/api/v1/instance') return { route: 'instance', user: '' }
  if (path === '/.well-known/webfinger') {
    return { route: 'webfinger', user: /^acct:([^@]+)@/.exec(query.resource ?? '')?.[1] ?? '' }
  }
  if (path === '/api/v1/accounts/lookup') return { route: 'lookup', user: query.acct ?? '' }
  if (path === '/api/v1/accounts/search') return { route: 'search', user: query.q ?? '' }
  const [, user = '', rest] = /^\/api\/v1\/accounts\/([\w.-]+)(\/statuses)?$/.exec(path) ?? []
  return { route: user === '' ? 'none' : rest ? 'statuses' : 'by-name', user }
}

const json =
  (status: number, body: unknown): Fault =>
  exchange =>
    sendJson(exchange, status, body)

const MISSING = json(404, { error: 'Record not found' })

function instance({ origin }: Place, everybody: readonly Resident[]): Fault {
  const closed = everybody.some(({ scene }) => effectOf(scene).without?.includes('server'))
  return closed
    ? exchange => send(exchange, 404, '<h1>404</h1>')
    : json(200, { uri: origin, version: '4.5.0' })
}

function finger({ origin }: Place, resident: Resident | undefined): Fault {
  const { username = '' } = resident?.account ?? {}
  const elsewhere = /^elsewhere:(.+)$/.exec(resident?.scene ?? '')?.[1]
  if (elsewhere) {
    const location = `http://${elsewhere}/.well-known/webfinger?resource=acct:${username}@${elsewhere}`
    return exchange => send(exchange, 301, '', { location })
  }
  if (!resident || effectOf(resident.scene).gone) return MISSING
  const href = `${origin}/users/${username}`
  return json(200, { links: [{ rel: 'self', type: 'application/activity+json', href }] })
}

function search(place: Place, resident: Resident | undefined): Fault {
  const effect = resident && effectOf(resident.scene)
  const found = resident && effect && !effect.gone && !effect.without?.includes('search')
  const namesake = { ...account(place, resident?.account.username ?? 'other'), acct: 'other@slipway.example' }
  return json(200, found ? [namesake, accountOf(resident, effect)] : [namesake])
}

function timeline({ origin }: Place, { account, statuses }: Resident, effect: Effect, query: Query): Fault {
  const filters = !effect.without?.includes('filters') && query.exclude_replies === 'true'
  const wanted = (effect.posts?.(statuses) ?? statuses).filter(raw => {
    const to = (raw as RawStatus | null)?.in_reply_to_account_id ?? null
    return !filters || to === null || to === account.id
  })
  if (effect.without?.includes('paging')) return json(200, wanted)
  const before = query.max_id === undefined ? undefined : BigInt(query.max_id)
  // What has no id has no place among the others: it comes first.
  const older = wanted.filter(raw => before === undefined || BigInt(idOf(raw) ?? before) < before)
  const page = older.slice(0, Math.min(LARGEST, Number(query.limit ?? 20)))
  const last = page.map(idOf).findLast(id => id !== undefined)
  return exchange => {
    if (page.length < older.length && last) {
      const next = `${origin}/api/v1/accounts/${account.id}/statuses?max_id=${last}`
      exchange.response.setHeader(
        'link',
        `<${next}>; rel="next", <${next.replace('max_id', 'min_id')}>; rel="prev"`,
      )
    }
    sendJson(exchange, 200, page)
  }
}

/** Whatever is asked for. */
const LARGEST = 40

function idOf(raw: unknown): string | undefined {
  const id = (raw as RawStatus | null)?.id
  return typeof id === 'string' ? id : undefined
}

function accountOf({ account, statuses }: Resident, effect: Effect): RawAccount {
  return { ...account, statuses_count: statuses.length, ...effect.account }
}
