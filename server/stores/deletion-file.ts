/** What the owner deleted, in one file: written whole or not at all. Servers may share the folder. */
import { rename } from 'node:fs/promises'
import { z } from 'zod'
import { type Deleted, mergeDeleted } from '../deletions.js'
import { causeOf, createDiskFiles, type DiskFiles, NO_ANSWER, PATIENCE } from './disk-files.js'
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

  /** Undefined: it is none of ours. Rejects when it can't be read. */
  async function open(patience?: number): Promise<ReadonlyMap<string, Deleted> | undefined> {
    const text = await files.need(path, patience)
    if (text === undefined) return new Map() // none yet
    const parsed = file.safeParse(toJson(text))
    return parsed.success ? new Map(Object.entries(parsed.data.feeds).map(toDeleted)) : undefined
  }

  async function read(): Promise<ReadonlyMap<string, Deleted>> {
    let trouble = 'is no list of deletions of this version'
    try {
      const found = await open(PATIENCE.write)
      if (found) return found
    } catch (error) {
      trouble = `can't be read (${causeOf(error)})`
      if (causeOf(error) === NO_ANSWER) {
        warn(`${path} ${trouble}; what it keeps out may be shown again until this server is started anew`)
        return new Map()
      }
    }
    warn(`${path} ${trouble} and was renamed to ${path}.unreadable; what it kept out may be shown again`)
    await rename(path, `${path}.unreadable`).catch(() => {})
    return new Map()
  }

  /** With what is there already: what another server has written, or this one could not read when it started. */
  async function withThose(all: ReadonlyMap<string, Deleted>): Promise<string> {
    const union = new Map(all)
    for (const [key, there] of (await open()) ?? []) union.set(key, mergeDeleted(all.get(key), there, now()))
    return JSON.stringify({ v: VERSION, feeds: Object.fromEntries(union) })
  }

  function write(all: ReadonlyMap<string, Deleted>): Promise<void> {
    last = last.then(() => files.write(path, () => withThose(all)))
    return last
  }

  return { read, write, files }
}

const toDeleted = ([key, { posts, before }]: [string, z.infer<typeof feed>]): [string, Deleted] => [
  key,
  { posts, ...(before && { before }) },
]
