/** What a tag asks for, and whose posts it shows. */
import { titleOf } from '../wire/wall.js'
import { accountName, canonicalHandle, feedAddress } from './feed-address.js'
import type { FeedState } from './feed-state.js'
import { fill, type Speech } from './i18n.js'
import type { Properties } from './properties.js'
import type { View } from './view.js'

/** Where the tag's document is; empty when it names no account. */
export function addressOf(tag: Properties, limit: number): string {
  const { src, server, network, wall, replies, noReposts } = tag
  // A link takes what can be no address as it is, and asking it fails as any other that fails.
  if (src) return Object.assign(document.createElement('a'), { href: src }).href
  const handle = canonicalHandle(tag.handle)
  if (!wall && !handle) return ''
  return feedAddress({ server, network, handle, wall, replies, limit, reposts: !noReposts })
}

type Asked = Pick<Properties, 'network' | 'handle' | 'wall'>

export type Subject = Pick<View, 'network' | 'account' | 'title'> & { readonly handle: string }

/** Whose posts are on show, or will be: a wall's, which has no account of its own, or an account's. */
export function subjectOf(state: FeedState, asked: Asked, { messages }: Speech): Subject {
  const { network, handle } = 'network' in state ? state : asked
  const wall = 'wall' in state ? state.wall.name : 'network' in state ? '' : asked.wall
  const name = 'author' in state ? state.author?.name : undefined
  const account = accountName(network, canonicalHandle(handle), name)
  return {
    network,
    handle,
    account: wall ? '' : account,
    title: wall ? titleOf(wall) : fill(messages.postsFrom, account).join(''),
  }
}
