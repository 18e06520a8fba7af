/**
 * Dates and numbers by language. Formatters of `Intl` are dear to build (tens of microseconds, and a
 * feed asks for hundreds), so they are kept; the page chooses the languages, so the store is bounded.
 */
import type { Plural } from './locales/en.js'

export interface Format {
  /** `now`, `5m`, `3h`, `2d`, then a date. */
  short(date: string, now: number, justNow: string): string
  /** `3 hours ago`. */
  ago(date: string, now: number): string
  /** Day and time, in the visitor's zone. */
  full(date: string): string
  /** `1.2K`. */
  count(value: number): string
  percent(share: number): string
  /** The text for this many, with the number in it. */
  plural(texts: Plural, value: number): string
  /** ISO 3166 codes as a list of names. */
  countries(codes: readonly string[]): string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function createFormat(locale: string): Format {
  const number = (options: Intl.NumberFormatOptions) => kept(Intl.NumberFormat, locale, options)
  const date = (options: Intl.DateTimeFormatOptions) => kept(Intl.DateTimeFormat, locale, options)
  const unit = (name: string, value: number) =>
    number({ style: 'unit', unit: name, unitDisplay: 'narrow' }).format(Math.floor(value))

  const format: Format = {
    short(iso, now, justNow) {
      const then = Date.parse(iso)
      const age = now - then
      if (age < MINUTE) return justNow
      if (age < HOUR) return unit('minute', age / MINUTE)
      if (age < DAY) return unit('hour', age / HOUR)
      if (age < 7 * DAY) return unit('day', age / DAY)
      const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear()
      return date({ month: 'short', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) }).format(then)
    },
    ago(iso, now) {
      const age = Math.max(0, now - Date.parse(iso))
      const [name, size] =
        age < HOUR
          ? (['minute', MINUTE] as const)
          : age < DAY
            ? (['hour', HOUR] as const)
            : (['day', DAY] as const)
      return kept(Intl.RelativeTimeFormat, locale, {}).format(-Math.floor(age / size), name)
    },
    full: iso => date({ dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(iso)),
    count: value => number({ notation: 'compact', maximumFractionDigits: 1 }).format(value),
    percent: share => number({ style: 'percent' }).format(share),
    plural: (texts, value) =>
      (texts[kept(Intl.PluralRules, locale, {}).select(value)] ?? texts.other).replace('{}', () =>
        format.count(value),
      ),
    countries(codes) {
      const names = kept(Intl.DisplayNames, locale, { type: 'region', fallback: 'code' })
      return kept(Intl.ListFormat, locale, {}).format(
        codes.map(code => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code)),
      )
    },
  }
  return format
}

const LIMIT = 64
const formatters = new Map<string, unknown>()

function kept<T, O>(Formatter: new (locale: string, options: O) => T, locale: string, options: O): T {
  const key = [Formatter.name, locale, JSON.stringify(options)].join()
  const found = formatters.get(key) as T | undefined
  if (found) return found
  if (formatters.size >= LIMIT) formatters.clear()
  const made = new Formatter(locale, options)
  formatters.set(key, made)
  return made
}
