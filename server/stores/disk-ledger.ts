/** The ledger in one file, written whole before a paid call and after it. */
import { rename } from 'node:fs/promises'
import { z } from 'zod'
import type { LedgerStore } from '../ledger.js'
import { createDiskFiles, type DiskFiles } from './disk-files.js'
import { type Book, createBook, emptyBook } from './ledger-book.js'
import { toJson } from './store.js'

const VERSION = 1
const amount = z.number().nonnegative()
const file = z.object({
  v: z.literal(VERSION),
  totals: z.record(z.string(), z.object({ posts: amount, users: amount, spent: amount })),
  ids: z.record(z.string(), z.object({ posts: z.array(z.string()), users: z.array(z.string()) })),
})

/** `warn` is told once per trouble: a file that can't be read is set aside, one that can't be written is kept in memory. */
export function createDiskLedger(
  path: string,
  warn: (message: string) => void,
): LedgerStore & { readonly files: DiskFiles } {
  const files = createDiskFiles({
    path,
    meanwhile: 'spending is counted in memory only until it can',
    warn,
  })

  async function open(): Promise<Book> {
    const text = await files.read(path)
    if (text === undefined) return emptyBook() // none yet
    const parsed = file.safeParse(toJson(text))
    if (parsed.success) return parsed.data
    warn(
      `${path} is no ledger of this version and was renamed to ${path}.unreadable; today's spending starts from 0`,
    )
    await rename(path, `${path}.unreadable`).catch(() => {})
    return emptyBook()
  }

  const keep = (book: Book): Promise<void> => files.write(path, JSON.stringify({ v: VERSION, ...book }))

  return { ...createBook(open, keep), files }
}
