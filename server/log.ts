/** One line per event. Handles, reasons and counts only: no key, no request object, no visitor. */
import { pino } from 'pino'
import type { Config } from './config.js'
import type { FeedLog } from './feeds.js'

export type Log = ReturnType<typeof createLog>

export const createLog = (level: Config['logLevel']) =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })

export function feedLog(log: Log): FeedLog {
  return {
    learnt(feed, { value: { document, dropped } }) {
      log.info({ feed, status: document.status }, 'feed read')
      if (dropped) log.warn({ feed, dropped }, 'posts that could not be read were left out')
    },
    failed(feed, { error, attempts, retryAt }, entry) {
      const serving = entry ? 'last good document' : 'unavailable'
      const again = new Date(retryAt).toISOString()
      log.warn(
        { feed, reason: error.reason, cause: error.message, attempts, again, serving },
        'feed could not be read',
      )
    },
  }
}
