/** One feed the owner serves, and the way it is written in `FEEDS`, in keys and in logs: `x/nasa?replies`. */
import { NETWORKS, type Network } from '../wire/document.js'

export interface Feed {
  readonly network: Network
  /** Canonical. */
  readonly handle: string
  /** Ask the network for replies too. */
  readonly replies: boolean
}

const REPLIES = '?replies'

export const formatFeed = ({ network, handle, replies }: Feed): string =>
  `${network}/${handle}${replies ? REPLIES : ''}`

/** The parts of a written feed, or undefined when it names no network or no handle. The handle is not checked. */
export function parseFeed(text: string): Feed | undefined {
  const replies = text.endsWith(REPLIES)
  const [name, ...rest] = (replies ? text.slice(0, -REPLIES.length) : text).split('/')
  const network = NETWORKS.find(known => known === name)
  const handle = rest.join('/')
  return network && handle ? { network, handle, replies } : undefined
}
