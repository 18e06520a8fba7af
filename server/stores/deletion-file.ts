/** What the owner deleted, in one file: written whole or not at all. */
import { rename } from 'node:fs/promises'
import { z } from 'zod'
import type { Deleted } from '../deletions.js'
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

/** `warn` is told once per trouble: a file that can't be read is set aside, one that can't be written is kept in memory. */
export function createDeletionFile(path: string, warn: (message: string) => void): DeletionFile {
  const files = createDiskFiles({
    path,
    meanwhile: 'what is deleted now may be shown again after a restart',
    warn,
  })
  let last: Promise<void> = Promise.resolve()

  async function read(): Promise<ReadonlyMap<string, Deleted>> {
    const text = await files.read(path)
    if (text === undefined) return new Map() // none yet
    const parsed = file.safeParse(toJson(text))
    if (parsed.success) return new Map(Object.entries(parsed.data.feeds).map(toDeleted))
    warn(
      `${path} is no list of deletions of this version and was renamed to ${path}.unreadable; what it kept out may be shown again`,
    )
    await rename(path, `${path}.unreadable`).catch(() => {})
    return new Map()
  }

  function write(all: ReadonlyMap<string, Deleted>): Promise<void> {
    const text = JSON.stringify({ v: VERSION, feeds: Object.fromEntries(all) })
    last = last.then(() => files.write(path, text))
    return last
  }

  return { read, write, files }
}

const toDeleted = ([key, { posts, before }]: [string, z.infer<typeof feed>]): [string, Deleted] => [
  key,
  { posts, ...(before && { before }) },
]
