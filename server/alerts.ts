/**
 * Tells the owner once per incident: a key or a credit that fails, and a feed that can't be refreshed for
 * too long. An incident ends with the next good read.
 */
import type { Network, Reason } from '../wire/document.js'
import { ADVICE } from './advice.js'
import { parseFeed } from './feed.js'
import type { FeedLog } from './feeds.js'

export interface Alert {
  readonly incident: string
  readonly message: string
  /** ISO 8601, UTC. */
  readonly at: string
}

export interface AlertOptions {
  /** Milliseconds a feed may stay unrefreshed. */
  readonly allowedAge: number
  readonly raise: (alert: Alert) => void
  readonly now: () => number
}

/** Failures of the whole network, which no waiting mends. */
const OWNERS: readonly Reason[] = ['key', 'credit']

export function createAlerts({ allowedAge, raise, now }: AlertOptions): FeedLog {
  const open = new Set<string>()

  function incident(name: string, message: string): void {
    if (open.has(name)) return
    open.add(name)
    raise({ incident: name, message, at: new Date(now()).toISOString() })
  }

  return {
    learnt(feed) {
      const network = networkOf(feed)
      for (const reason of OWNERS) open.delete(`${network} ${reason}`)
      open.delete(`${feed} age`)
    },
    failed(feed, { error }, entry) {
      if (OWNERS.includes(error.reason)) {
        incident(
          `${networkOf(feed)} ${error.reason}`,
          `${networkOf(feed)}: ${error.message}. ${ADVICE[error.reason]}`,
        )
      }
      if (entry && now() - entry.fetchedAt > allowedAge) {
        const hours = Math.round((now() - entry.fetchedAt) / 360_000) / 10
        incident(
          `${feed} age`,
          `${feed} has not been refreshed for ${hours} hours: ${error.message}. ${ADVICE[error.reason]}`,
        )
      }
    },
  }
}

const networkOf = (feed: string): Network | undefined => parseFeed(feed)?.network

export interface WebhookOptions {
  readonly url: string
  readonly fetch: typeof fetch
  readonly warn: (message: string) => void
}

/** Posts an alert as JSON, with a `text` that chat services show as it is. */
export function createWebhook({ url, fetch, warn }: WebhookOptions): (alert: Alert) => void {
  return alert => {
    fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: `social-feed: ${alert.message}`, ...alert }),
      redirect: 'error',
      signal: AbortSignal.timeout(5000),
    }).then(
      response => response.ok || warn(`ALERT_WEBHOOK answered ${response.status}`),
      () => warn('ALERT_WEBHOOK could not be reached'),
    )
  }
}
