/** The formats that first posts do without. */
import { kept, measure } from './format.js'

/** `3 hours ago`. */
export function ago(date: string, now: number, locale: string): string {
  const [unit, value] = measure(date, now)
  return kept(Intl.RelativeTimeFormat, locale, {}).format(-value, unit)
}

/** Day and time, in the visitor's zone. */
export function full(date: string, locale: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const
  return kept(Intl.DateTimeFormat, locale, options).format(new Date(date))
}

export function percent(share: number, locale: string): string {
  return kept(Intl.NumberFormat, locale, { style: 'percent' } as const).format(share)
}
