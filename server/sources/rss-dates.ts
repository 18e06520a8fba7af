/** Dates as feeds write them: RFC 822, ISO 8601 and their many cousins. */

/** ISO 8601, UTC; undefined when it is no date. A date that names no zone, or one nobody knows, is taken as UTC. */
export function feedDate(text: string | undefined): string | undefined {
  const written = text?.trim().slice(0, 100)
  if (!written || !DATED.test(written)) return undefined
  const zoned = /(?:\bZ|\dZ|\b[A-Z]{1,5}|[+-]\d\d:?\d\d)(?:\s*\([^)]*\))?$/i.test(written)
  const time = zoned ? Date.parse(written) : Number.NaN
  const taken = Number.isNaN(time) ? Date.parse(asUtc(written)) : time
  const year = Number.isNaN(taken) ? 0 : new Date(taken).getUTCFullYear()
  return year >= 1990 && year <= 2100 ? new Date(taken).toISOString() : undefined
}

/** `Date.parse` takes almost any digit for a month. */
const DATED =
  /^\d{4}-\d\d?-\d|\d\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s*\d/i

function asUtc(written: string): string {
  const bare = written.replace(/\s+[A-Z]{2,5}$/i, '')
  // Without a time of day, ISO's own reading is UTC already.
  if (/^\d{4}-\d\d-\d\d$/.test(bare)) return bare
  return /^\d{4}-\d\d-\d\d[T ]/.test(bare) ? `${bare.replace(' ', 'T')}Z` : `${bare} GMT`
}
