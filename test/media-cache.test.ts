/** What is kept of pictures: bounded in bytes and in age, found again after a start, gone when told so. */
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createMediaCache, type MediaCache, type MediaCacheOptions } from '../server/media-cache.js'

const HOUR = 3_600_000
let folder = ''
let time = 0
let warnings: string[] = []
let open: MediaCache[] = []

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'media-')), 'pictures')
  time = Date.now()
  warnings = []
  open = []
})
afterEach(async () => {
  for (const cache of open) await cache.close()
  await rm(join(folder, '..'), { recursive: true, force: true })
})

function start(options: Partial<MediaCacheOptions> = {}): MediaCache {
  const warn = (message: string): unknown => warnings.push(message)
  // With no room in memory, so that what is told is what the disk holds.
  const cache = createMediaCache({
    folder,
    maxBytes: 10_000,
    maxMemory: 1,
    now: () => time,
    warn,
    ...options,
  })
  open.push(cache)
  return cache
}

const bytes = (size: number, fill = 1): Buffer => Buffer.alloc(size, fill)

it('finds after a start what was kept before, for the owner’s eyes only', async () => {
  await start().set('a', '480.webp', bytes(100, 7))
  expect(await start().get('a', '480.webp')).toEqual(bytes(100, 7))
  const [name = ''] = await readdir(folder)
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
})

it('never grows beyond its bytes: what was looked at longest ago goes', async () => {
  const cache = start()
  for (const url of ['a', 'b', 'c']) await cache.set(url, 'o', bytes(3000))
  await cache.get('a', 'o')
  await cache.set('d', 'o', bytes(3000))
  await cache.close()
  const known = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async url => (await cache.get(url, 'o')) !== undefined),
  )
  expect(known).toEqual([true, false, true, true])
  expect(await readdir(folder)).toHaveLength(3)
})

it('makes room at the start when its bound was lowered, the oldest first', async () => {
  const before = start()
  for (const [index, url] of ['a', 'b', 'c'].entries()) {
    await before.set(url, 'o', bytes(3000))
    await age(3 - index)
  }
  const after = start({ maxBytes: 6500 })
  expect(await after.get('a', 'o')).toBeUndefined()
  expect(await after.get('c', 'o')).toBeDefined()
})

it('keeps nothing longer than a day, in this process and in the next', async () => {
  const cache = start({ maxMemory: 1 << 20 })
  await cache.set('a', 'o', bytes(10))
  time += 23 * HOUR
  expect(await cache.get('a', 'o')).toBeDefined()
  time += 2 * HOUR
  expect(await cache.get('a', 'o')).toBeUndefined()
  await cache.close()
  expect(await readdir(folder)).toEqual([])
  time -= 25 * HOUR
  await start().set('b', 'o', bytes(10))
  time += 25 * HOUR
  const next = start()
  expect(await next.get('b', 'o')).toBeUndefined()
  await next.close()
  expect(await readdir(folder)).toEqual([])
})

it('deletes every variant of an address and no other', async () => {
  const cache = start({ maxMemory: 1 << 20 })
  for (const variant of ['o', '128.avif', '480.webp']) await cache.set('a', variant, bytes(10))
  await cache.set('b', 'o', bytes(10))
  await cache.remove(['a'])
  expect(await readdir(folder)).toHaveLength(1)
  for (const variant of ['o', '128.avif', '480.webp']) expect(await cache.get('a', variant)).toBeUndefined()
  expect(await cache.get('b', 'o')).toBeDefined()
})

it('deletes what is being written at that moment', async () => {
  const cache = start()
  const writing = cache.set('a', 'o', bytes(5000))
  await cache.remove(['a'])
  await writing
  expect(await cache.get('a', 'o')).toBeUndefined()
  expect(await readdir(folder)).toEqual([])
})

it('clears away half a write and leaves files of others alone', async () => {
  await start().set('a', 'o', bytes(10))
  const [name = ''] = await readdir(folder)
  await writeFile(join(folder, `${name}.1234567`), 'half')
  await writeFile(join(folder, 'notes.txt'), 'mine')
  const next = start()
  await next.get('a', 'o')
  await next.close()
  expect((await readdir(folder)).sort()).toEqual([name, 'notes.txt'].sort())
})

it('passes over a file that is not as long as it was', async () => {
  const cache = start()
  await cache.set('a', 'o', bytes(10))
  const [name = ''] = await readdir(folder)
  await writeFile(join(folder, name), 'short')
  expect(await cache.get('a', 'o')).toBeUndefined()
})

it('goes on from memory where nothing can be written, and says so once', async () => {
  await writeFile(folder, 'a file where the folder should be')
  const cache = start({ maxMemory: 1 << 20 })
  for (const url of ['a', 'b']) await cache.set(url, 'o', bytes(10))
  expect(await cache.get('a', 'o')).toEqual(bytes(10))
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toContain('pictures are kept in memory only')
})

/** As if the file that was written last were so many hours old. */
async function age(hours: number): Promise<void> {
  const names = await readdir(folder)
  const times = await Promise.all(
    names.map(async name => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  )
  const newest = times.sort((a, b) => b.at - a.at)[0]?.name ?? ''
  const date = new Date(time - hours * HOUR)
  await utimes(join(folder, newest), date, date)
}
