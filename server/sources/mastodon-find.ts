/**
 * Finds an account. Not every server that speaks Mastodon's API has its look-up, some keep the API on
 * another host than the accounts' domain, and a site that has nothing to do with it answers 404 too.
 */
import type { Reason } from '../../wire/document.js'
import { FeedError } from '../errors.js'
import { type Json, listAt, objectAt, stringAt, valueAt } from './json.js'
import { fullName, originOf, type Who } from './mastodon-account.js'
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
    if (await isServer(here, call)) return { type: 'not-found' }
    throw new FeedError('unreadable', `${who.host}: does not speak Mastodon's API; check the handle in FEEDS`)
  }
  const there = (home === here ? undefined : await lookUp(home, who, call)) ?? (await byName(home, who, call))
  if (there) return { type: 'account', account: there, origin: home }
  throw new FeedError(
    'unreadable',
    `${who.host}: has ${who.user}, but ${home} does not show it through Mastodon's API`,
  )
}

/** https://docs.joinmastodon.org/methods/accounts/#lookup The account's domain may be a site of another kind. */
async function lookUp(origin: string, { user }: Who, call: Call): Promise<Json | undefined> {
  const answer = call(`${origin}/api/v1/accounts/lookup?acct=${encodeURIComponent(user)}`)
  return accountOf(await bodyOf(answer, 'unreadable'), user)
}

/** Pleroma takes a name where others want an id; on older servers a search finds it. */
async function byName(origin: string, { user, host }: Who, call: Call): Promise<Json | undefined> {
  const direct = await bodyOf(
    call(`${origin}/api/v1/accounts/${encodeURIComponent(user)}`),
    'unreadable',
    'key',
  )
  const account = accountOf(direct, user)
  if (account) return account
  const search = call(`${origin}/api/v1/accounts/search?q=${encodeURIComponent(user)}&limit=40`)
  const found = await bodyOf(search, 'unreadable', 'key')
  const list = Array.isArray(found) ? found : []
  // A namesake on another server is found too.
  const own = list.filter(raw => fullName(stringAt(raw, 'acct') ?? '', host) === `${user}@${host}`)
  return accountOf(own[0], user)
}

/** The origin of the server that the account's domain names for it. https://docs.joinmastodon.org/spec/webfinger/ */
async function fingered({ user, host }: Who, call: Call): Promise<string | undefined> {
  const resource = encodeURIComponent(`acct:${user}@${host}`)
  // A domain that only names its accounts leads to the server by a redirect, as Mastodon's manual tells it to.
  const answer = call(`${originOf(host)}/.well-known/webfinger?resource=${resource}`, 3)
  const body = await bodyOf(answer, 'unreadable', 'key')
  const self = listAt(body, 'links').find(link => stringAt(link, 'rel') === 'self')
  const href = stringAt(self, 'href')
  return href !== undefined && /^https?:/.test(href) && URL.canParse(href) ? new URL(href).origin : undefined
}

/** A server that tells of itself knows which accounts it has. */
async function isServer(origin: string, call: Call): Promise<boolean> {
  const body = await bodyOf(call(`${origin}/api/v1/instance`), 'unreadable')
  return stringAt(body, 'version') !== undefined || objectAt(body, 'configuration') !== undefined
}

function accountOf(body: unknown, user: string): Json | undefined {
  const id = valueAt(body, 'id')
  const own = stringAt(body, 'username')?.toLowerCase() === user
  return own && typeof id === 'string' && id !== '' ? (body as Json) : undefined
}

/** Of a 200. A failure for one of these reasons says nothing here; an outage does. */
async function bodyOf(answer: ReturnType<Call>, ...silent: readonly Reason[]): Promise<unknown> {
  try {
    const { status, body } = await answer
    return status === 200 ? body : undefined
  } catch (error) {
    if (error instanceof FeedError && silent.includes(error.reason)) return undefined
    throw error
  }
}
