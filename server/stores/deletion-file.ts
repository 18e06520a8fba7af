/** What the owner deleted, in one file: written whole or not at all. Servers may share the folder. */
import { rename } from 'node:fs/promises'
import { z } from 'zod'
import { type Deleted, mergeDeleted } from '../deletions.js'
import { createDiskFiles, type DiskFiles } from './disk-files.js'
import { toJson } from './store.js'

const VERSION = 1
const time = z.number().nonnegative()
const feed = z.object({ posts: z.record(z.string(), time), before: time.optional() })
const file = z.object({ v: z.literal(VERSION), feeds: z.record(z.string(), feed) })

export interface DeletionFile {
  read(): Promise<ReadonlyMap<string, Deleted>>
  /** Resolves when it is as safe as it can be made. */
  write(all: ReadonlyMap<string, Deleted>): Promise<void>
  readonly files: DiskFiles
}

export interface DeletionFileOptions {
  readonly path: string
  readonly now: () => number
  /** Told once per trouble: a file that can't be read is set aside, one that can't be written is kept in memory. */
  readonly warn: (message: string) => void
}

export function createDeletionFile({ path, now, warn }: DeletionFileOptions): DeletionFile {
  const meanwhile = 'what is deleted now may be shown again after a restart'
  const files = createDiskFiles({ path, meanwhile, warn })
  let last: Promise<void> = Promise.resolve()

  /** Undefined: it is none of ours. */
  async function open(): Promise<ReadonlyMap<string, Deleted> | undefined> {
    const text = await files.read(path)
    if (text === undefined) return new Map() // none yet
    const parsed = file.safeParse(toJson(text))
    return parsed.success ? new Map(Object.entries(parsed.data.feeds).map(toDeleted)) : undefined
  }

  async function read(): Promise<ReadonlyMap<string, Deleted>> {
    const found = await open()
    if (found) return found
    warn(
      `${path} is no list of deletions of this version and was renamed to ${path}.unreadable; what it kept out may be shown again`,
    )
    await rename(path, `${path}.unreadable`).catch(() => {})
    return new Map()
  }

  /** With what another server has written there meanwhile. */
  async function save(all: ReadonlyMap<string, Deleted>): Promise<void> {
    const union = new Map(all)
    for (const [key, there] of (await open()) ?? []) union.set(key, mergeDeleted(all.get(key), there, now()))
    await files.write(path, JSON.stringify({ v: VERSION, feeds: Object.fromEntries(union) }))
  }

  function write(all: ReadonlyMap<string, Deleted>): Promise<void> {
    last = last.then(() => save(all))
    return last
  }

  return { read, write, files }
}

const toDeleted = ([key, { posts, before }]: [string, z.infer<typeof feed>]): [string, Deleted] => [
  key,
  { posts, ...(before && { before }) },
]
