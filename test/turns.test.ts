import { setImmediate as next } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readHtml } from '../server/sources/html-text.js'
import { inTurns } from '../server/sources/turns.js'

/** Holds the thread. */
function toil(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

it('lets others have their turn between long readings, and keeps the order', async () => {
  const heard: string[] = []
  const reading = inTurns(['one', 'two', 'three'], item => {
    toil(25)
    heard.push(item)
    return item.length
  })
  await next()
  heard.push('somebody else')
  expect(await reading).toEqual([3, 3, 5])
  expect(heard.at(-1)).toBe('three')
  expect(heard).toContain('somebody else')
})

it('has nothing to wait for when there is little to read', async () => {
  expect(await inTurns([], () => 1)).toEqual([])
  expect(await inTurns([1, 2], item => item * 2)).toEqual([2, 4])
})

it.each([
  ['tags', '<br>'.repeat(1_000_000)],
  ['attributes', `<p ${Array.from({ length: 500_000 }, (_, at) => `a${at}="v"`).join(' ')}>Fog</p>`],
  ['words', 'fog '.repeat(1_000_000)],
])('reads of markup that is nothing but %s the beginning only, and says so', (_, html) => {
  const text = readHtml(`<p>Low tide</p>${html}`)
    .segments.map(segment => segment.text)
    .join('')
  expect(text).toMatch(/^Low tide.*…$/s)
  expect(text.length).toBeLessThan(26_000)
})
