/** How long we wait for a network, and how long we leave it alone after it failed. */
import { AsyncResource } from 'node:async_hooks'
import { BulkheadRejectedError, bulkhead } from 'cockatiel'
import { NETWORKS, type Network, type Reason } from '../wire/document.js'
import { FeedError } from './errors.js'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** First wait and longest wait after a failure, doubling in between. */
const BACK_OFF = {
  outage: { first: 5 * SECOND, longest: 10 * MINUTE },
  timeout: { first: 5 * SECOND, longest: 10 * MINUTE },
  unreadable: { first: 30 * SECOND, longest: 30 * MINUTE },
  'rate-limit': { first: MINUTE, longest: 15 * MINUTE }, // X's windows are 15 minutes long
  budget: { first: 15 * MINUTE, longest: 60 * MINUTE },
  credit: { first: 15 * MINUTE, longest: 60 * MINUTE }, // somebody has to pay first
  key: { first: 15 * MINUTE, longest: 60 * MINUTE }, // somebody has to change the key first
} as const satisfies Record<Reason, { readonly first: number; readonly longest: number }>

/** What a network may ask us to wait at most, whatever it says. */
const LONGEST_ASKED = 24 * 60 * MINUTE

/** Jitter only lengthens: asking early costs money, asking late costs nothing. */
export const lengthen = (milliseconds: number, random: () => number): number =>
  Math.round(milliseconds * (1 + random() * 0.1))

/** Milliseconds to wait after the nth failure in a row; what the network asked for wins when it is longer. */
export function backOff(error: FeedError, attempts: number, random: () => number): number {
  const { first, longest } = BACK_OFF[error.reason]
  const ours = Math.min(longest, first * 2 ** Math.min(attempts - 1, 20))
  const asked = Math.min(LONGEST_ASKED, (error.retryAfter ?? 0) * SECOND)
  return lengthen(error.reason === 'rate-limit' && asked > 0 ? asked : Math.max(ours, asked), random)
}

/** Failures of a network as a whole: asked for another feed, it would only say the same again. */
const WHOLE_NETWORK: readonly Reason[] = ['key', 'credit', 'rate-limit']

export interface Pause {
  /** Throws what stopped this network, until its time is over. */
  check(network: Network): void
  /** Stops the network if the failure is that of the whole network. */
  note(network: Network, error: FeedError): void
}

/** One wrong key or empty purse stops every feed of its network after one call, not after one call each. */
export function createPause(now: () => number): Pause {
  const stopped = new Map<Network, { readonly error: FeedError; readonly until: number }>()
  return {
    check(network) {
      const stop = stopped.get(network)
      if (!stop || now() >= stop.until) return
      const { reason, message } = stop.error
      throw new FeedError(reason, message, { retryAfter: Math.ceil((stop.until - now()) / SECOND) })
    },
    note(network, error) {
      if (!WHOLE_NETWORK.includes(error.reason)) return
      stopped.set(network, { error, until: now() + backOff(error, 1, () => 0) })
    },
  }
}

/** Reads of one network that run at once, and that wait for their turn; more are refused. */
const AT_ONCE = 4
const WAITING = 64

export interface Lane {
  /** Ends with `signal`, even when the work ignores it. Work that was given up while it waited never begins. */
  execute<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

/** A bounded queue per network: a slow one holds up neither the others nor the memory of this process. */
export function createLanes(): Record<Network, Lane> {
  const lane = (): Lane => {
    const policy = bulkhead(AT_ONCE, WAITING)
    return {
      execute: async (work, signal) => {
        try {
          // Not told to the policy: it would leave the next in the queue waiting behind one that was given up.
          // Bound, because the policy runs what waited out of the context of what has ended.
          return await policy.execute(AsyncResource.bind(() => unlessAborted(work, signal)))
        } catch (error) {
          if (error instanceof BulkheadRejectedError)
            throw new FeedError('outage', 'too many reads wait already')
          throw error
        }
      },
    }
  }
  return Object.fromEntries(NETWORKS.map(network => [network, lane()])) as Record<Network, Lane>
}

function unlessAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work().then(resolve, reject)
  })
}
