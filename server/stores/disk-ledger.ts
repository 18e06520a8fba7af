/** The ledger in one file, written whole before a paid call and after it. */
import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import type { LedgerStore } from '../ledger.js'
import { type Book, createBook, emptyBook } from './ledger-book.js'

const VERSION = 1
const amount = z.number().nonnegative()
const file = z.object({
  v: z.literal(VERSION),
  totals: z.record(z.string(), z.object({ posts: amount, users: amount, spent: amount })),
  ids: z.record(z.string(), z.object({ posts: z.array(z.string()), users: z.array(z.string()) })),
})

/** `warn` is told once per trouble: a file that can't be read is set aside, one that can't be written is kept in memory. */
export function createDiskLedger(path: string, warn: (message: string) => void): LedgerStore {
  let failing = false

  async function open(): Promise<Book> {
    let text: string
    try {
      text = await readFile(path, 'utf8')
    } catch {
      return emptyBook() // none yet
    }
    const parsed = file.safeParse(toJson(text))
    if (parsed.success) return parsed.data
    warn(
      `${path} is no ledger of this version and was renamed to ${path}.unreadable; today's spending starts from 0`,
    )
    await rename(path, `${path}.unreadable`).catch(() => {})
    return emptyBook()
  }

  async function keep(book: Book): Promise<void> {
    try {
      await mkdir(dirname(path), { recursive: true })
      await writeFileAtomic(path, JSON.stringify({ v: VERSION, ...book }))
      failing = false
    } catch (error) {
      if (!failing)
        warn(
          `${path} can't be written (${(error as NodeJS.ErrnoException).code}); spending is counted in memory only until it can`,
        )
      failing = true
    }
  }

  return createBook(open, keep)
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
