import { expect, it } from 'vitest'
import { averageColor } from '../server/sources/blurhash.js'

/** The first is the example of the format's own description, the second that of Mastodon's. */
it.each([
  ['LlMF%n00%#MwS|WCWEM{R*bbWBbH', '#c19a8a'],
  ['UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH', '#bf824c'],
  ['00TSUA', '#ffffff'],
  ['000000', '#000000'],
])('%s is %s on average', (hash, color) => {
  expect(averageColor(hash)).toBe(color)
})

it.each([
  undefined,
  '',
  'L',
  'LlMF%n',
  'LlMF%n00%#MwS|WCWEM{R*bbWBbHx',
  'LlMF%n00%#MwS|WCWEM{R*bbWBb"',
  '00~~~~',
  '~0TSUA',
  '🐟🐟🐟🐟🐟🐟',
])('%j is no colour', hash => {
  expect(averageColor(hash)).toBeUndefined()
})
