import { titleOf } from '../wire/wall.js'
import { accountName, canonicalHandle } from './feed-address.js'
import type { FeedState } from './feed-state.js'
import { fill, type Speech } from './i18n.js'
import type { Properties } from './properties.js'
import type { View } from './view.js'

/** What a tag asks for. */
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
