/** Why a picture or a film is not shown, and how long that is believed. The words are for whoever debugs a page. */
import type { FeedError } from './errors.js'

/** Its network has no such thing · is not reached now · has something that is not let through. */
export type NoMediaReason = 'gone' | 'away' | 'wrong'

const MINUTE = 60_000
const REMEMBER: Readonly<Record<NoMediaReason, number>> = {
  gone: 10 * MINUTE,
  away: MINUTE,
  wrong: 10 * MINUTE,
}

export class NoMedia extends Error {
  override readonly name = 'NoMedia'
  readonly reason: NoMediaReason

  constructor(reason: NoMediaReason, message: string) {
    super(message)
    this.reason = reason
  }

  /** Milliseconds until it is worth asking again. */
  get remember(): number {
    return REMEMBER[this.reason]
  }

  get status(): 404 | 502 {
    return this.reason === 'gone' ? 404 : 502
  }

  static ofStatus(status: number): NoMedia {
    return status >= 400 && status < 500 && status !== 429
      ? new NoMedia('gone', `Its network has it no longer, or never had (${status}).`)
      : new NoMedia('away', `Its network can't be asked for it now (${status}).`)
  }

  static ofFeedError({ reason }: FeedError): NoMedia {
    return reason === 'unreadable'
      ? new NoMedia('wrong', 'It leads where this server does not go, or is too large.')
      : new NoMedia('away', "Its network can't be asked for it now.")
  }
}
