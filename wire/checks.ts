/** What a guard is put together from. */
export type Check = (value: unknown) => boolean
type Fields = Readonly<Record<string, Check>>

export const string: Check = value => typeof value === 'string'
export const count: Check = value => Number.isFinite(value) && (value as number) >= 0
export const flag: Check = value => typeof value === 'boolean'
export const address: Check = value => typeof value === 'string' && /^https?:\/\/[^/\s]/i.test(value)
export const date: Check = value => typeof value === 'string' && !Number.isNaN(Date.parse(value))
export const one =
  (...values: readonly unknown[]): Check =>
  value =>
    values.includes(value)
export const many =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check)
export const maybe =
  (check: Check): Check =>
  value =>
    value === undefined || check(value)
export const shape =
  (fields: Fields): Check =>
  value =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([key, check]) => check((value as Readonly<Record<string, unknown>>)[key]))
/** An object whose field `key` chooses the checks for the rest. */
export const variant =
  (key: string, checks: Fields): Check =>
  value => {
    const kind = (value as Record<string, unknown> | null | undefined)?.[key]
    return typeof kind === 'string' && Object.hasOwn(checks, kind) && checks[kind]?.(value) === true
  }
