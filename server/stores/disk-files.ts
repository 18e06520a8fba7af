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
  /** For what must not be lost: undefined only when there is no such file, else rejects; see `causeOf`. */
  need(path: string, patience?: number): Promise<string | undefined>
  /** Names in a folder. */
  list(path: string): Promise<readonly string[]>
  /** Whole or not at all; makes the folder. Never rejects. A text that can't be made is not written. */
  write(path: string, text: string | (() => Promise<string>)): Promise<void>
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
export const PATIENCE = { read: 1000, write: 5000 } as const

export function createDiskFiles(options: DiskFilesOptions): DiskFiles {
  const { path: name, meanwhile, warn } = options
  const counts = { written: 0, failed: 0 }
  let trouble: string | undefined
  let unreadable: string | undefined
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
      const cause = causeOf(error)
      if (!trouble) warn(`${name} can't be written (${what}: ${cause}); ${meanwhile}`)
      trouble = `${name} can't be written (${cause})`
      return false
    }
  }

  function unread(error: unknown): undefined {
    if (codeOf(error) !== 'ENOENT') counts.failed++
  }

  async function need(path: string, patience: number = PATIENCE.read): Promise<string | undefined> {
    try {
      const text = await inTime(patience, () => readFile(path, 'utf8'))
      unreadable = undefined
      return text
    } catch (error) {
      unread(error)
      const isMissing = codeOf(error) === 'ENOENT'
      unreadable = isMissing ? undefined : `${name} can't be read (${causeOf(error)})`
      if (isMissing) return undefined
      throw error
    }
  }

  return {
    counts,
    trouble: () => trouble ?? unreadable,
    read: path => inTime(PATIENCE.read, () => readFile(path, 'utf8')).catch(unread),
    need,
    list: async path => (await inTime(PATIENCE.read, () => readdir(path)).catch(unread)) ?? [],
    async write(path, text) {
      const save = async (): Promise<void> => {
        const whole = typeof text === 'string' ? text : await text()
        await makeFolder(dirname(path))
        await writeFileAtomic(path, whole)
      }
      if (await attempt('saving', save)) counts.written++
    },
    attempt: async (what, work) => void (await attempt(what, work)),
  }
}

/** A disk that was silent, in the place of the operating system's word. */
export const NO_ANSWER = 'no answer'

export const causeOf = (error: unknown): string =>
  error instanceof Error && error.message === NO_ANSWER ? NO_ANSWER : codeOf(error)
