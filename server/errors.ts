import type { Reason } from '../wire/document.js'

/**
 * The one error that crosses parts of the server: why a network could not be read.
 * `message` is for the owner's log ("what at where", never a key); visitors see `reason` only.
 */
export class FeedError extends Error {
  override readonly name = 'FeedError'
  readonly reason: Reason
  /** Seconds the network asked us to wait; absent when it named none. */
  readonly retryAfter: number | undefined

  constructor(reason: Reason, message: string, options: { retryAfter?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.reason = reason
    this.retryAfter = options.retryAfter
  }
}

/** A fault of ours or of a library becomes a FeedError too, so that one odd answer is never a crash. */
export function toFeedError(error: unknown): FeedError {
  if (error instanceof FeedError) return error
  return new FeedError(
    'unreadable',
    error instanceof Error ? `${error.name}: ${error.message}` : 'unknown fault',
    { cause: error },
  )
}
