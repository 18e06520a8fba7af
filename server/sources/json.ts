/**
 * Readers for JSON that somebody else wrote. Each answers undefined instead of throwing, sees own
 * properties only (so `__proto__` is a name like any other), and mends lone surrogates on the way in.
 */
export type Json = Readonly<Record<string, unknown>>

/** T as it is being put together: what is optional may be undefined, and `compact` leaves it away. */
export type Draft<T> = { readonly [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] }

export function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : undefined
}

export function valueAt(owner: unknown, key: string): unknown {
  const object = asObject(owner)
  return object && Object.hasOwn(object, key) ? object[key] : undefined
}

export function objectAt(owner: unknown, key: string): Json | undefined {
  return asObject(valueAt(owner, key))
}

export function stringAt(owner: unknown, key: string): string | undefined {
  return asString(valueAt(owner, key))
}

/** A count or a size: finite and not negative. */
export function countAt(owner: unknown, key: string): number | undefined {
  const value = valueAt(owner, key)
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}

export function flagAt(owner: unknown, key: string): true | undefined {
  return valueAt(owner, key) === true || undefined
}

export function listAt(owner: unknown, key: string): readonly unknown[] {
  const value = valueAt(owner, key)
  return Array.isArray(value) ? value : []
}

/** Of what hangs on one post no server has more; a longer list would only cost time. */
const FEW = 300

export function fewAt(owner: unknown, key: string): readonly unknown[] {
  return listAt(owner, key).slice(0, FEW)
}

export function stringsAt(owner: unknown, key: string): readonly string[] {
  return fewAt(owner, key)
    .map(asString)
    .filter(value => value !== undefined)
}

/** ISO 8601, UTC; a time that names no zone is taken as UTC, wherever this runs. */
export function dateAt(owner: unknown, key: string): string | undefined {
  const written = stringAt(owner, key) ?? ''
  const time = Date.parse(/T[\d:.]+$/.test(written) ? `${written}Z` : written)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

/** An absolute `https:` or `http:` address, in the form the URL parser gives it; none that holds a login. */
export function addressAt(owner: unknown, key: string): string | undefined {
  const value = stringAt(owner, key)
  if (value === undefined || !URL.canParse(value)) return undefined
  const url = new URL(value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  return url.username || url.password ? undefined : url.href
}

export function compact<T extends object>(draft: Draft<T>): T {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as T
}
