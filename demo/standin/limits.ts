/** X's rate limit: so many calls per endpoint in windows of 15 minutes, told in three headers. */
import type { ServerResponse } from 'node:http'

const WINDOW = 15 * 60_000
/** Calls per app and window. https://docs.x.com/x-api/fundamentals/rate-limits */
const LIMITS = { lookup: 300, timeline: 10_000 } as const

export class Limits {
  readonly #now: () => number
  readonly #used = new Map<string, { readonly until: number; calls: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Counts a call and sets its headers. Returns when the window ends (epoch seconds), or nothing when it is full. */
  count(endpoint: keyof typeof LIMITS, response: ServerResponse): number | undefined {
    const now = this.#now()
    const open = this.#used.get(endpoint)
    const window = open && now < open.until ? open : { until: now + WINDOW, calls: 0 }
    this.#used.set(endpoint, window)
    window.calls += 1
    const left = LIMITS[endpoint] - window.calls
    const resetAt = Math.ceil(window.until / 1000)
    response.setHeader('x-rate-limit-limit', String(LIMITS[endpoint]))
    response.setHeader('x-rate-limit-remaining', String(Math.max(0, left)))
    response.setHeader('x-rate-limit-reset', String(resetAt))
    return left < 0 ? undefined : resetAt
  }
}
