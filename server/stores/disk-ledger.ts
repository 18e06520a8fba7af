/** The ledger in one file, written whole before a paid call and after it. */
import { rename } from 'node:fs/promises'
import { z } from 'zod'
import { FeedError } from '../errors.js'
import type { LedgerStore } from '../ledger.js'
import { causeOf, createDiskFiles, type DiskFiles, NO_ANSWER } from './disk-files.js'
import { type Book, createBook, emptyBook } from './ledger-book.js'
import { toJson } from './store.js'

const VERSION = 1
const amount = z.number().nonnegative()
const file = z.object({
  v: z.literal(VERSION),
  totals: z.record(z.string(), z.object({ posts: amount, users: amount, spent: amount })),
  ids: z.record(z.string(), z.object({ posts: z.array(z.string()), users: z.array(z.string()) })),
})

/** Seconds until a disk that was silent is asked again. */
const RETRY_AFTER = 5

/**
 * `warn` is told once per trouble: a file that can't be read is set aside, one that can't be written is kept in
 * memory. While the disk is silent nobody knows what was spent, so `reserve` rejects with FeedError `outage`.
 */
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
    let trouble = 'is no ledger of this version'
    try {
      const text = await files.need(path)
      if (text === undefined) return emptyBook() // none yet
      const parsed = file.safeParse(toJson(text))
      if (parsed.success) return parsed.data
    } catch (error) {
      const cause = causeOf(error)
      if (cause === NO_ANSWER) {
        const unknown = `${path} can't be read (${cause}), so what was spent today is not known; paid reads wait`
        throw new FeedError('outage', unknown, { retryAfter: RETRY_AFTER })
      }
      trouble = `can't be read (${cause})`
    }
    warn(`${path} ${trouble} and was renamed to ${path}.unreadable; today's spending starts from 0`)
    await rename(path, `${path}.unreadable`).catch(() => {})
    return emptyBook()
  }

  const keep = (book: Book): Promise<void> => files.write(path, JSON.stringify({ v: VERSION, ...book }))

  const book = createBook(open, keep)
  // The owner's page is told why by `files`.
  return { ...book, totals: () => book.totals().catch(() => []), files }
}
