/**
 * Dates and numbers by language. Formatters of `Intl` are dear to build (tens of microseconds, and a
 * feed asks for hundreds), so they are kept: a handful for each language of the page.
 */
import type { Plural } from './locales/en.js'

export interface Format {
  /** `now`, `5m`, `3h`, `2d`, then a date. */
  short(date: string, now: number, justNow: string): string
  /** `1.2K`. */
  count(value: number): string
  /** The text for this many, with the number in it: from a thousand on by what is shown of it, `1.2K` and not 1201. */
  plural(texts: Plural, value: number): string
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const UNITS = [
  ['day', DAY],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const

export function createFormat(locale: string): Format {
  const number = (options: Intl.NumberFormatOptions) => kept(Intl.NumberFormat, locale, options)
  const count = (value: number) => number({ notation: 'compact', maximumFractionDigits: 1 }).format(value)
  return {
    count,
    plural: (texts, value) =>
      (
        texts[kept(Intl.PluralRules, locale, {}).select(value < 1e3 ? value : value < 1e6 ? 1e3 : 1e6)] ??
        texts.other
      ).replace('{}', count(value)),
    short(iso, now, justNow) {
      const then = new Date(iso)
      const [unit, value] = measure(iso, now)
      if (value < 1) return justNow
      if (unit !== 'day' || value < 7)
        return number({ style: 'unit', unit, unitDisplay: 'narrow' }).format(value)
      const year = then.getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric'
      return kept(Intl.DateTimeFormat, locale, { month: 'short', day: 'numeric', year } as const).format(then)
    },
  }
}

/** The age in the largest unit that fills at least one; a clock that is behind makes no age negative. */
export function measure(iso: string, now: number): readonly ['day' | 'hour' | 'minute', number] {
  const age = Math.max(0, now - Date.parse(iso))
  const [unit, size] = UNITS.find(([, size]) => age >= size) ?? UNITS[2]
  return [unit, Math.floor(age / size)]
}

const formatters: Record<string, unknown> = {}

export function kept<T, O>(Formatter: new (locale: string, options: O) => T, locale: string, options: O): T {
  const key = JSON.stringify([Formatter.name, locale, options])
  formatters[key] ??= new Formatter(locale, options)
  return formatters[key] as T
}
