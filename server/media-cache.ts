/**
 * Pictures as they are answered: the newest in memory, the rest on disk, each bounded in bytes and in age.
 * A disk that is full or away costs room only. Nothing is kept longer than a day, so that what its network
 * has taken back is gone here too.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import writeFileAtomic from 'write-file-atomic'
import { makeFolder } from './folder.js'

export interface MediaCacheOptions {
  /** A folder of this cache's own; made when missing. Undefined: memory only. */
  readonly folder: string | undefined
  /** On disk. */
  readonly maxBytes: number
  /** Default 32 MiB. */
  readonly maxMemory?: number
  readonly now: () => number
  /** Told once when writing starts to fail, and once when it works again. */
  readonly warn: (message: string) => void
}

export interface MediaCache {
  get(url: string, variant: string): Promise<Buffer | undefined>
  /** Resolves when it is as safe as it can be made. */
  set(url: string, variant: string, bytes: Buffer): Promise<void>
  /** Every variant of each. */
  remove(urls: Iterable<string>): Promise<void>
  /** Resolves when nothing is being written or removed. */
  close(): Promise<void>
}

/** Milliseconds. */
const MAX_AGE = 24 * 60 * 60_000
const SWEEP_EVERY = 5 * 60_000
const MAX_FILES = 100_000

export function createMediaCache(options: MediaCacheOptions): MediaCache {
  const { folder, maxBytes, maxMemory = 32 << 20, now, warn } = options
  const lifetime = { ttl: MAX_AGE, ttlResolution: 0, perf: { now } }
  const memory = new LRUCache<string, Buffer>({
    maxSize: maxMemory,
    sizeCalculation: bytes => bytes.length + 200,
    ...lifetime,
  })
  /** Sizes by file name. What falls out here is deleted. */
  const files = new LRUCache<string, number>({
    max: MAX_FILES,
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: bytes => Math.max(1, bytes),
    ...lifetime,
    disposeAfter: (_bytes, name, reason) => {
      if (reason !== 'set') inTurn(name, () => rm(pathOf(name), { force: true }))
    },
  })
  /** What runs on a file: the next waits, so that a removal is never overtaken by the write before it. */
  const running = new Map<string, Promise<void>>()
  let failing = false
  let found: Promise<void> | undefined

  /** Nobody may ask for them again, and they are to go all the same. */
  const sweep = setInterval(() => {
    memory.purgeStale()
    files.purgeStale()
  }, SWEEP_EVERY).unref()

  const pathOf = (name: string): string => join(folder ?? '', name)

  function inTurn(name: string, work: () => Promise<unknown>): Promise<void> {
    const turn = (running.get(name) ?? Promise.resolve())
      .then(work)
      .then(() => told(undefined))
      .catch(told)
      .finally(() => {
        if (running.get(name) === turn) running.delete(name)
      })
    running.set(name, turn)
    return turn
  }

  function told(error: NodeJS.ErrnoException | undefined): void {
    if (error && !failing)
      warn(`${folder} can't be written (${error.code}); pictures are kept in memory only`)
    if (!error && failing) warn(`${folder} can be written again`)
    failing = error !== undefined
  }

  /** What an earlier process left, oldest first, so that it is the first to go. */
  async function find(home: string): Promise<void> {
    await makeFolder(home).catch(told)
    const names = await readdir(home).catch(() => [])
    const stats = await Promise.all(
      names.map(async name => ({ name, about: await stat(pathOf(name)).catch(() => undefined) })),
    )
    for (const { name, about } of stats.sort((a, b) => (a.about?.mtimeMs ?? 0) - (b.about?.mtimeMs ?? 0))) {
      if (!about?.isFile()) continue
      const age = now() - about.mtimeMs
      if (NAME.test(name) && age < MAX_AGE) files.set(name, about.size, { ttl: MAX_AGE - Math.max(0, age) })
      else if (OURS.test(name)) inTurn(name, () => rm(pathOf(name), { force: true }))
    }
  }

  async function known(): Promise<boolean> {
    if (!folder) return false
    found ??= find(folder)
    await found
    return true
  }

  return {
    async get(url, variant) {
      const name = nameOf(url, variant)
      const near = memory.get(name)
      if (near || !(await known()) || files.get(name) === undefined) return near
      const bytes = await readFile(pathOf(name)).catch(() => undefined)
      // Read while it was being deleted: it is not to come back.
      if (!bytes || files.peek(name) !== bytes.length) return void files.delete(name)
      memory.set(name, bytes, { ttl: files.getRemainingTTL(name) })
      return bytes
    },
    async set(url, variant, bytes) {
      const name = nameOf(url, variant)
      memory.set(name, bytes)
      if (!(await known()) || bytes.length > maxBytes) return
      files.set(name, bytes.length)
      await inTurn(name, async () => {
        if (files.peek(name) === bytes.length) await writeFileAtomic(pathOf(name), bytes, { mode: 0o600 })
      })
    },
    async remove(urls) {
      await known()
      const gone = new Set([...urls].map(hashOf))
      for (const kept of [memory, files]) {
        for (const name of [...kept.keys()]) if (gone.has(name.slice(0, HASH))) kept.delete(name)
      }
      await Promise.all([...running].map(([name, turn]) => gone.has(name.slice(0, HASH)) && turn))
    },
    async close() {
      clearInterval(sweep)
      await Promise.all(running.values())
    },
  }
}

/** Hexadecimal digits of a name that tell the address. */
const HASH = 40
const hashOf = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, HASH)
const nameOf = (url: string, variant: string): string => `${hashOf(url)}-${variant}`

/** A half-written file of a process that was killed ends in digits. */
const NAME = /^[0-9a-f]{40}-[0-9a-z]+(?:\.[a-z]+)?$/
const OURS = /^[0-9a-f]{40}-/
