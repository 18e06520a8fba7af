/**
 * Finds an account. Not every server that speaks Mastodon's API has its look-up, some keep the API on
 * another host than the accounts' domain, and a site that has nothing to do with it answers 404 too.
 */
import { FeedError } from '../errors.js'
import { type Json, listAt, objectAt, stringAt, valueAt } from './json.js'
import { originOf, type Who } from './mastodon-account.js'
import type { Call } from './mastodon-call.js'

export type Found =
  | { readonly type: 'account'; readonly account: Json; readonly origin: string }
  | { readonly type: 'not-found' }

/** `known` is the origin that answered last time. Throws FeedError when nothing is proved. */
export async function findAccount(who: Who, known: string | undefined, call: Call): Promise<Found> {
  const here = known ?? originOf(who.host)
  const account = await lookUp(here, who, call)
  if (account) return { type: 'account', account, origin: here }
  const home = await fingered(who, call)
  if (home === undefined) {
    if (await isServer(originOf(who.host), call)) return { type: 'not-found' }
    throw new FeedError('unreadable', `${who.host}: does not speak Mastodon's API; check the handle in FEEDS`)
  }
  const there = (home === here ? undefined : await lookUp(home, who, call)) ?? (await byName(home, who, call))
  if (there) return { type: 'account', account: there, origin: home }
  throw new FeedError(
    'unreadable',
    `${who.host}: has ${who.user}, but ${home} does not show it through Mastodon's API`,
  )
}

/** https://docs.joinmastodon.org/methods/accounts/#lookup */
async function lookUp(origin: string, { user }: Who, call: Call): Promise<Json | undefined> {
  const { status, body } = await call(`${origin}/api/v1/accounts/lookup?acct=${encodeURIComponent(user)}`)
  return status === 200 ? accountOf(body, user) : undefined
}

/** Pleroma takes a name where others want an id; on older servers a search finds it. */
async function byName(origin: string, { user }: Who, call: Call): Promise<Json | undefined> {
  const direct = await quietly(call(`${origin}/api/v1/accounts/${encodeURIComponent(user)}`))
  const account = accountOf(direct, user)
  if (account) return account
  const found = await quietly(call(`${origin}/api/v1/accounts/search?q=${encodeURIComponent(user)}&limit=40`))
  const list = Array.isArray(found) ? found : []
  return list.map(raw => accountOf(raw, user)).find(raw => raw && !stringAt(raw, 'acct')?.includes('@'))
}

/** The origin of the server that the account's domain names for it. https://docs.joinmastodon.org/spec/webfinger/ */
async function fingered({ user, host }: Who, call: Call): Promise<string | undefined> {
  const resource = encodeURIComponent(`acct:${user}@${host}`)
  const body = await quietly(call(`${originOf(host)}/.well-known/webfinger?resource=${resource}`))
  const self = listAt(body, 'links').find(link => stringAt(link, 'rel') === 'self')
  const href = stringAt(self, 'href')
  return href !== undefined && /^https?:/.test(href) && URL.canParse(href) ? new URL(href).origin : undefined
}

/** A server that tells of itself knows which accounts it has. */
async function isServer(origin: string, call: Call): Promise<boolean> {
  const body = await quietly(call(`${origin}/api/v1/instance`))
  return stringAt(body, 'version') !== undefined || objectAt(body, 'configuration') !== undefined
}

function accountOf(body: unknown, user: string): Json | undefined {
  const id = valueAt(body, 'id')
  const own = stringAt(body, 'username')?.toLowerCase() === user
  return own && typeof id === 'string' && id !== '' ? (body as Json) : undefined
}

/** The body of a 200. What can't be read says nothing here; an outage does. */
async function quietly(answer: ReturnType<Call>): Promise<unknown> {
  try {
    const { status, body } = await answer
    return status === 200 ? body : undefined
  } catch (error) {
    if (error instanceof FeedError && (error.reason === 'unreadable' || error.reason === 'key'))
      return undefined
    throw error
  }
}
