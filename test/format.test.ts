process.env.TZ = 'Asia/Kathmandu'

import { describe, expect, test } from 'vitest'
import { createFormat } from '../widget/format.js'
import { ago, full } from '../widget/format-later.js'

const NOW = Date.parse('2026-03-14T12:00:00Z')
const since = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString()

describe('the time of a post', () => {
  test.each([
    [0, 'now'],
    [0.9, 'now'],
    [-5, 'now'],
    [1, '1m'],
    [59.9, '59m'],
    [60, '1h'],
    [23 * 60 + 59, '23h'],
    [24 * 60, '1d'],
    [6 * 24 * 60, '6d'],
    [7 * 24 * 60, 'Mar 7'],
    [90 * 24 * 60, 'Dec 14, 2025'],
  ])('%d minutes ago is %j', (minutes, text) => {
    expect(createFormat('en').short(since(minutes), NOW, 'now')).toBe(text)
  })

  test.each([
    ['de', '7. März'],
    ['hi', '7 मार्च'],
    ['ar', '7 مارس'],
  ])('in %s is a date after a week: %s', (locale, date) => {
    expect(createFormat(locale).short(since(7 * 24 * 60), NOW, '')).toBe(date)
  })

  test('is the visitor’s own day and hour in full', () => {
    expect(full('2026-03-14T23:30:00Z', 'en')).toBe('Mar 15, 2026, 5:15 AM')
    expect(full('2026-03-14T23:30:00Z', 'en-GB')).toBe('15 Mar 2026, 05:15')
  })
})

describe('the age of the posts', () => {
  test.each([
    ['en', 180, '3 hours ago'],
    ['en', 1, '1 minute ago'],
    ['en', 3 * 24 * 60, '3 days ago'],
    ['de', 180, 'vor 3 Stunden'],
    ['ar', 120, 'قبل ساعتين'],
    ['hi', 180, '3 घंटे पहले'],
  ])('in %s, %i minutes: %s', (locale, minutes, text) => {
    expect(ago(since(minutes), NOW, locale)).toBe(text)
  })
})

describe('counts', () => {
  test.each([
    ['en', 1240, '1.2K'],
    ['en', 999, '999'],
    ['en', 5_000_000, '5M'],
    ['de', 5_000_000, '5 Mio.'],
    ['hi', 150_000, '1.5 लाख'],
  ])('in %s %i is %s', (locale, value, text) => {
    expect(
      createFormat(locale)
        .count(value)
        .replace(/\u00a0/g, ' '),
    ).toBe(text)
  })

  test('choose the plural of the language', () => {
    const texts = {
      zero: 'zero {}',
      one: 'one {}',
      two: 'two {}',
      few: 'few {}',
      many: 'many {}',
      other: 'other {}',
    }
    const chosen = (locale: string) =>
      [0, 1, 2, 3, 11, 100].map(value => createFormat(locale).plural(texts, value))
    expect(chosen('en')).toEqual(['other 0', 'one 1', 'other 2', 'other 3', 'other 11', 'other 100'])
    expect(chosen('hi')).toEqual(['one 0', 'one 1', 'other 2', 'other 3', 'other 11', 'other 100'])
    expect(chosen('ar')).toEqual(['zero 0', 'one 1', 'two 2', 'few 3', 'many 11', 'other 100'])
  })

  test.each([
    ['ru', 1201, '1,2 тыс. голосов'],
    ['ru', 1_000_003, '1 млн голосов'],
    ['ru', 201, '201 голос'],
    ['pl', 12_302, '12,3 tys. głosów'],
    ['sl', 1202, '1,2 tis. glasov'],
    ['lt', 1201, '1,2 tūkst. balsų'],
    ['ro', 1201, '1,2 K de voturi'],
    ['es', 1_200_000, '1,2 M de votos'],
    ['es', 1200, '1,2 mil votos'],
  ])('in %s %i has the plural of the number that is shown', async (locale, value, text) => {
    const { messages } = await import(`../widget/locales/${locale}.ts`)
    expect(
      createFormat(locale)
        .plural(messages.votes, value)
        .replace(/\u00a0/g, ' '),
    ).toBe(text)
  })
})
