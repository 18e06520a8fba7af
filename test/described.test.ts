/** What designers are told they can change is what there is: no part and no token more, and none less. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const docblock = readFileSync('widget/social-feed.ts', 'utf8')
const read = (...folders: readonly string[]): string =>
  folders
    .flatMap(folder =>
      readdirSync(folder)
        .filter(file => file.endsWith('.ts') && file !== 'social-feed.ts')
        .map(file => readFileSync(`${folder}/${file}`, 'utf8')),
    )
    .join('\n')
const templates = read('widget', 'widget/templates')
const styles = read('widget/styles')

const found = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name)

test('every part that is rendered is described, and every one that is described is rendered', () => {
  const rendered = found(templates, /\bpart(?:="|: ')([^"']+)/g)
    .flatMap(names => names.split(' '))
    .flatMap(name =>
      name.startsWith('action-$') ? ['reply', 'repost', 'like'].map(verb => `action-${verb}`) : name,
    )
  const described = found(docblock, /@csspart ([\w-]+)/g)
  const also = docblock.match(/@csspart .* also .*/g)?.flatMap(line => found(line, /`([\w-]+)`/g)) ?? []
  expect([...new Set(rendered)].toSorted()).toEqual([...described, ...also].toSorted())
})

test('every part that has a style is rendered', () => {
  for (const name of found(styles, /\[part~?='?([\w-]+)/g)) expect(docblock).toMatch(RegExp(`\\b${name}\\b`))
})

test('every token is described with the default that it has, once', () => {
  const used = [...styles.matchAll(/var\((--social-feed-[\w-]+), (.+)\);/g)].map(([, ...token]) => token)
  const described = [...docblock.matchAll(/@cssproperty \[([\w-]+)=(.+)\] -/g)].map(([, ...token]) => token)
  expect(used.toSorted()).toEqual(described.toSorted())
  expect(styles.match(/var\(--social-feed-/g)?.length).toBe(used.length)
})
