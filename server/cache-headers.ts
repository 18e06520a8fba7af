/** What browsers and caches on the way may do with an answer. */

/** Seconds a browser may keep an answer; shared caches keep it for the refresh interval. */
const BROWSER_MAX_AGE = 60
/** Seconds an answer known to be behind is kept, so that recovery is seen soon. */
const BEHIND_MAX_AGE = 15

/** Of an answer that shows nothing for now. `wait` is in seconds. */
export const notNow = (wait: number): Readonly<Record<string, string>> => ({
  'Cache-Control': 'no-store',
  'Retry-After': String(wait),
})

/** No window of a cache reaches past `left`: the seconds until it must not be shown any more. */
export function keepFor(
  left: number,
  refreshSeconds: number,
  isBehind: boolean,
): Readonly<Record<string, string>> {
  const all = Math.max(0, Math.ceil(left))
  const shared = Math.min(all, isBehind ? BEHIND_MAX_AGE : refreshSeconds)
  const browser = Math.min(shared, BROWSER_MAX_AGE)
  const rest = all - shared
  return {
    'Cache-Control': `public, max-age=${browser}, s-maxage=${shared}, stale-while-revalidate=${Math.min(shared, rest)}, stale-if-error=${rest}`,
  }
}
