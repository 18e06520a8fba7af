/**
 * Files on a disk that may be full, read-only or silent. The owner is told once when writing begins to fail, and
 * once when it works again. What does not answer is waited for once and then left alone until it does: each wait
 * holds one of the few threads that look up names of hosts as well.
 */
import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { codeOf, makeFolder } from '../folder.js'

export interface DiskFiles {
  /** Undefined when there is no such file, or it can't be read. */
  read(path: string): Promise<string | undefined>
  /** Names in a folder. */
  list(path: string): Promise<readonly string[]>
  /** Whole or not at all; makes the folder. Never rejects. */
  write(path: string, text: string): Promise<void>
  /** Any other change. Never rejects. `what` is the step, for the owner: `sweeping`. */
  attempt(what: string, work: () => Promise<unknown>): Promise<void>
  /** What keeps it from working now. */
  trouble(): string | undefined
  readonly counts: { readonly written: number; readonly failed: number }
}

export interface DiskFilesOptions {
  /** The file or folder, for the owner. */
  readonly path: string
  /** What it means that it can't be written: `spending is counted in memory only until it can`. */
  readonly meanwhile: string
  readonly warn: (message: string) => void
}

/** Milliseconds. A visitor may wait for a read; a write that is flushed takes seconds on a busy disk. */
const PATIENCE = { read: 1000, write: 5000 } as const

export function createDiskFiles(options: DiskFilesOptions): DiskFiles {
  const { path: name, meanwhile, warn } = options
  const counts = { written: 0, failed: 0 }
  let trouble: string | undefined
  let silent = 0

  async function inTime<R>(patience: number, work: () => Promise<R>): Promise<R> {
    if (silent > 0) throw new Error(NO_ANSWER)
    const working = work()
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        silent++
        const answered = () => void silent--
        working.then(answered, answered)
        reject(new Error(NO_ANSWER))
      }, patience)
    })
    try {
      return await Promise.race([working, tooLate])
    } finally {
      clearTimeout(timer)
    }
  }

  async function attempt(what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await inTime(PATIENCE.write, work)
      if (trouble) warn(`${name} can be written again`)
      trouble = undefined
      return true
    } catch (error) {
      counts.failed++
      const cause = error instanceof Error && error.message === NO_ANSWER ? NO_ANSWER : codeOf(error)
      if (!trouble) warn(`${name} can't be written (${what}: ${cause}); ${meanwhile}`)
      trouble = `${name} can't be written (${cause})`
      return false
    }
  }

  function unread(error: unknown): undefined {
    if (codeOf(error) !== 'ENOENT') counts.failed++
  }

  return {
    counts,
    trouble: () => trouble,
    read: path => inTime(PATIENCE.read, () => readFile(path, 'utf8')).catch(unread),
    list: async path => (await inTime(PATIENCE.read, () => readdir(path)).catch(unread)) ?? [],
    async write(path, text) {
      const save = async (): Promise<void> => {
        await makeFolder(dirname(path))
        await writeFileAtomic(path, text)
      }
      if (await attempt('saving', save)) counts.written++
    },
    attempt: async (what, work) => void (await attempt(what, work)),
  }
}

const NO_ANSWER = 'no answer'
