import { expect, it } from 'vitest'
import { retryAfter } from '../server/retry-after.js'

const NOW = Date.UTC(2026, 10, 23, 9)
const in10 = (NOW + 10_000) / 1000

it.each<[string, Record<string, string>, number | undefined]>([
  ['seconds', { 'retry-after': '30' }, 30],
  ['seconds with spaces round them', { 'retry-after': ' 30 ' }, 30],
  ['a date', { 'retry-after': 'Mon, 23 Nov 2026 09:02:00 GMT' }, 120],
  ['a date of 1994', { 'retry-after': 'Monday, 23-Nov-26 09:02:00 GMT' }, 120],
  ['a date of C', { 'retry-after': 'Mon Nov 23 09:02:00 2026' }, 120],
  ['a date that is past', { 'retry-after': 'Sun, 22 Nov 2026 09:02:00 GMT' }, 1],
  ['no wait', { 'retry-after': '0' }, 1],
  ['a year', { 'retry-after': '31536000' }, 86_400],
  ['more digits than a number holds', { 'retry-after': '9'.repeat(400) }, 86_400],
  ['a negative number', { 'retry-after': '-5' }, undefined],
  ['a fraction', { 'retry-after': '3600.5' }, undefined],
  ['words', { 'retry-after': 'soon' }, undefined],
  ['nothing', {}, undefined],
  ['a reset', { 'x-rate-limit-reset': String(in10) }, 10],
  ['a reset that is past', { 'x-rate-limit-reset': String(in10 - 500) }, 1],
  ['a reset in milliseconds', { 'x-rate-limit-reset': String(in10 * 1000) }, undefined],
  [
    'a reset of a limit that is not used up',
    { 'x-rate-limit-reset': String(in10), 'x-rate-limit-remaining': '3' },
    undefined,
  ],
  ['a reset of Bluesky', { 'ratelimit-reset': String(in10), 'ratelimit-remaining': '0' }, 10],
  ['a reset in seconds from now', { 'ratelimit-reset': '30', 'ratelimit-remaining': '0' }, undefined],
  ['a reset of Mastodon', { 'x-ratelimit-reset': '2026-11-23T09:00:10.123456Z' }, 11],
  ['a reset on no day', { 'x-ratelimit-reset': '2026-13-45T09:00:10Z' }, undefined],
  ['the longer of two', { 'x-rate-limit-reset': String(in10), 'retry-after': '4' }, 10],
  [
    'the daily limit when that one is used up',
    {
      'x-rate-limit-reset': String(in10),
      'x-rate-limit-remaining': '800',
      'x-app-limit-24hour-reset': String(in10 + 3600),
      'x-app-limit-24hour-remaining': '0',
    },
    3610,
  ],
  [
    'a reset by a clock an hour ahead',
    { date: 'Mon, 23 Nov 2026 10:00:00 GMT', 'x-rate-limit-reset': String(in10 + 3600) },
    10,
  ],
  ['a reset beside a date that is junk', { date: 'yesterday', 'x-rate-limit-reset': String(in10) }, 10],
])('reads %s', (_, headers, seconds) => {
  expect(retryAfter(headers, NOW)).toBe(seconds)
})
