/** How long a network asks us to wait, from what its answer's headers say. */
type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

const LEAST = 1
const MOST = 24 * 60 * 60

/**
 * X names its limits so, the daily ones on some plans only; then Bluesky, then Mastodon.
 * https://docs.x.com/x-api/fundamentals/rate-limits https://docs.joinmastodon.org/api/rate-limits/
 */
const LIMITS = ['x-rate-limit', 'x-app-limit-24hour', 'x-user-limit-24hour', 'ratelimit', 'x-ratelimit']

/**
 * Seconds, 1 to 86400, until asking again makes sense: the longest wait that `Retry-After` or a used-up
 * limit names. Undefined when none is named or all is junk. Times are read by the network's own clock
 * (its `Date`), so that a wrong clock here neither hammers nor sleeps.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const there = httpDate(one(headers, 'date')) ?? now
  const waits = [
    fromRetryAfter(one(headers, 'retry-after'), there),
    ...LIMITS.filter(limit => !(Number(one(headers, `${limit}-remaining`)) > 0)).map(limit =>
      fromReset(one(headers, `${limit}-reset`), there),
    ),
  ].filter(wait => wait !== undefined)
  return waits.length > 0 ? Math.min(MOST, Math.max(LEAST, ...waits)) : undefined
}

/** Digits first: `Date.parse('-5')` is the year 2001. */
function fromRetryAfter(value: string | undefined, there: number): number | undefined {
  if (value !== undefined && /^\d+$/.test(value)) return Number(value)
  const date = httpDate(value)
  return date === undefined ? undefined : Math.ceil((date - there) / 1000)
}

/** Seconds since 1970; fewer digits or more is some other unit. Mastodon writes a date of ISO 8601. */
function fromReset(value: string | undefined, there: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{10}$/.test(value)) return Math.ceil(Number(value) - there / 1000)
  const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : Math.ceil((time - there) / 1000)
}

/** The three forms of RFC 9110 section 5.6.7; the oldest one does not say that it is GMT. */
function httpDate(value: string | undefined): number | undefined {
  if (value === undefined || !/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(value)) return undefined
  const time = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
  return Number.isNaN(time) ? undefined : time
}

function one(headers: Headers, name: string): string | undefined {
  const value = headers[name]
  return (typeof value === 'string' ? value : value?.[0])?.trim()
}
