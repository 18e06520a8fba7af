/** The two methods that are asked for: an account's profile and its feed. */
import type { ServerResponse } from 'node:http'
import { sendJson } from '../standin/faults.js'
import { type Effect, NOT_FOUND } from './scenes.js'
import { type Account, basicView, type Fields, type Item } from './world.js'

/** https://docs.bsky.app/docs/api/app-bsky-actor-get-profile */
export function answerProfile(response: ServerResponse, account: Account, effect: Effect): void {
  if (effect.refusal) return void sendJson({ response }, 400, effect.refusal)
  const own = account.items.filter(({ reason }) => !reason)
  sendJson({ response }, 200, {
    ...basicView({ ...account, labels: [...(account.labels ?? []), ...(effect.labels ?? [])] }),
    ...(account.about && { description: account.about }),
    followersCount: 204,
    followsCount: 88,
    postsCount: effect.count ?? own.length,
  })
}

/** https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed */
export function answerFeed(
  response: ServerResponse,
  account: Account,
  effect: Effect,
  params: URLSearchParams,
): void {
  // A feed has one word for every account that is not to be seen.
  if (effect.refusal) return void sendJson({ response }, 400, NOT_FOUND)
  const limit = Number(params.get('limit') ?? 50)
  const filter = params.get('filter') ?? 'posts_with_replies'
  if (!Number.isInteger(limit) || limit < 1 || limit > 100 || !Object.hasOwn(FILTERS, filter))
    return void sendJson({ response }, 400, invalid(`Invalid app.bsky.feed.getAuthorFeed params: ${params}`))
  const cursor = params.get('cursor')
  const shown = account.items.filter(FILTERS[filter] ?? (() => true))
  const items = effect.items?.(shown, account) ?? shown
  const rest = cursor === null ? items : items.filter(item => atOf(item) < cursor)
  const page = rest.slice(0, Math.min(limit, effect.page ?? limit))
  const next = rest.length > page.length ? atOf(page.at(-1)) : undefined
  const feed = cursor === null && params.get('includePins') === 'true' ? withPin(page, account) : page
  sendJson({ response }, 200, { feed: feed.map(asSent), ...(next && { cursor: next }) })
}

const FILTERS: Readonly<Record<string, (item: Item) => boolean>> = {
  posts_with_replies: () => true,
  posts_no_replies: item => !isReply(item),
  posts_and_author_threads: item => !isReply(item) || isOwnThread(item),
}

const invalid = (message: string): Fields => ({ error: 'InvalidRequest', message })
const isReply = ({ post, reason }: Item): boolean => !reason && Object.hasOwn(post.record, 'reply')
/** From its first post on nobody but the author has a part in it. */
const isOwnThread = ({ post, reply }: Item): boolean => {
  const { did } = post.author as Fields
  return [reply?.root, reply?.parent].every(
    answered => ((answered as Fields | undefined)?.author as Fields | undefined)?.did === did,
  )
}
const atOf = (item: unknown): string => (item as Partial<Item> | undefined)?.at ?? '9'

/** On top of the first page, however old it is. */
function withPin(page: readonly unknown[], { pinned, items }: Account): readonly unknown[] {
  const pin = items.find(({ post, reason }) => !reason && post.uri === pinned)
  if (!pin || page.length === 0) return page
  return [{ ...pin, reason: { $type: 'app.bsky.feed.defs#reasonPin' } }, ...page.filter(item => item !== pin)]
}

function asSent(item: unknown): Fields {
  const { at: _at, ...sent } = item as Item
  return sent
}
