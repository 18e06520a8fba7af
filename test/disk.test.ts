import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createCache } from '../server/cache.js'
import type { Entry } from '../server/known.js'
import { createDiskStore } from '../server/stores/disk.js'
import { createClock } from './support/clock.js'

const clock = createClock()
const entry: Entry<string> = {
  value: 'good',
  fetchedAt: clock.now(),
  freshUntil: clock.now() + 1000,
  hardUntil: clock.now() + 60_000,
}

function setup(folder = mkdtempSync(join(tmpdir(), 'disk-'))) {
  const warnings: string[] = []
  const isValue = (value: unknown): value is string => typeof value === 'string'
  const open = (now = clock.now) =>
    createDiskStore({ folder, isValue, now, warn: text => warnings.push(text) })
  const file = () => join(folder, readdirSync(folder).find(name => name.endsWith('.json')) ?? '')
  return { folder, warnings, open, file }
}

it('gives the next process what the last one learnt, as stale', async () => {
  const { open } = setup()
  await open().save('x/a', entry)
  expect(await open().load('x/a')).toEqual({ entry: { ...entry, freshUntil: 0 } })
  expect(await open().load('x/b')).toEqual({})
})

it('never gives back what is past its hard end, and sweeps it away', async () => {
  const { open, folder } = setup()
  await open().save('x/a', entry)
  const later = () => entry.hardUntil
  expect(await open(later).load('x/a')).toEqual({})
  expect(await open(later).sweep()).toEqual({ kept: 0, unreadable: 0, expired: 1, leftovers: 0 })
  expect(readdirSync(folder)).toEqual([])
})

it.each([
  ['torn', (text: string) => text.slice(0, text.length / 2)],
  ['empty', () => ''],
  ['changed by hand', (text: string) => text.replace('good', 'evil')],
  ['of another version', (text: string) => text.replace('"v":1', '"v":0')],
  ['of another program', () => '{"name":"else"}'],
  ['JSON null', () => 'null'],
])('passes over a file that is %s', async (_name, damage) => {
  const { open, file } = setup()
  await open().save('x/a', entry)
  writeFileSync(file(), damage(readFileSync(file(), 'utf8')))
  expect(await open().load('x/a')).toEqual({})
  expect(await open().sweep()).toMatchObject({ kept: 0, unreadable: 1 })
})

it('sweeps what a killed process left half written, and leaves files of others alone', async () => {
  const { open, folder, file } = setup()
  await open().save('x/a', entry)
  writeFileSync(`${file()}.1234567`, 'half')
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  expect(await open().sweep()).toEqual({ kept: 1, unreadable: 0, expired: 0, leftovers: 1 })
  expect(readdirSync(folder).sort()).toEqual([expect.stringMatching(/\.json$/), 'notes.txt'].sort())
})

it('removes what was purged', async () => {
  const { open, folder } = setup()
  const store = open()
  await store.save('x/a', entry)
  await store.remove('x/a')
  expect(readdirSync(folder)).toEqual([])
})

it('does not bring back what was purged while it was being saved', async () => {
  const { open, folder } = setup()
  const store = open()
  for (let round = 0; round < 20; round++) {
    void store.save('x/a', { ...entry, value: 'x'.repeat(1 << 18) })
    void store.save('x/a', entry)
    await store.remove('x/a')
    expect(readdirSync(folder)).toEqual([])
  }
})

it('finishes what it is writing before it closes', async () => {
  const { open } = setup()
  const store = open()
  for (const key of ['x/a', 'x/b', 'x/c']) void store.save(key, entry)
  await store.close()
  for (const key of ['x/a', 'x/b', 'x/c']) expect((await open().load(key)).entry?.value).toBe('good')
})

it('warns once when it can not write, goes on, and says when it can again', async () => {
  const { open, folder, warnings } = setup()
  const store = open()
  await store.sweep()
  // A file where the folder should be fails for every user, root included.
  const blocked = createDiskStore({
    folder: join(folder, 'occupied'),
    isValue: (value): value is string => typeof value === 'string',
    now: clock.now,
    warn: text => warnings.push(text),
  })
  writeFileSync(join(folder, 'occupied'), 'a file')
  await blocked.sweep()
  await blocked.save('x/a', entry)
  await blocked.save('x/a', entry)
  expect(warnings).toEqual([expect.stringContaining("can't be written")])
})

it('is asked before the network when memory had no room for a feed, however often that happens', async () => {
  const { open } = setup()
  let reads = 0
  const cache = createCache<string>({
    load: async key => `${key} ${++reads}`,
    lifetime: () => ({ fresh: 60_000, hard: 3_600_000 }),
    backOff: () => 1000,
    bytesOf: () => 10,
    maxBytes: 15, // one of them
    report: () => {},
    store: open(),
    leaseFor: 1000,
    now: clock.now,
  })
  for (let round = 0; round < 5; round++) {
    // As fresh as it was: this process wrote it.
    for (const [at, key] of ['x/a', 'x/b'].entries())
      expect(await cache.read(key)).toMatchObject({
        kind: round === 0 ? 'miss' : 'hit',
        entry: { value: `${key} ${at + 1}` },
      })
  }
  expect(reads).toBe(2)
})

it('does not wait for ever for a disk that is silent, and leaves it alone until it answers', async () => {
  const { open, folder, file } = setup()
  await open().save('x/a', entry)
  const path = file()
  await rm(path)
  execFileSync('mkfifo', [path]) // opening it to read waits for a writer
  const store = open()
  expect(await store.load('x/a')).toEqual({})
  await store.save('x/b', entry)
  expect(store.files.trouble()).toBe(`${folder} can't be written (no answer)`)
  expect(store.counts).toMatchObject({ torn: 0, foreign: 0 })

  await writeFile(path, 'at last')
  await expect
    .poll(async () => {
      await store.save('x/b', entry)
      return store.files.trouble()
    })
    .toBeUndefined()
  expect(await store.load('x/b')).toEqual({ entry })
})
