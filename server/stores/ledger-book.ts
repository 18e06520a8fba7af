/** The sums of a ledger as plain data, and the two things that happen to them. */
import { type Bought, type DayTotal, type LedgerStore, type MicroDollars, priceOf } from '../ledger.js'

export interface Book {
  /** By day. */
  readonly totals: Record<string, Omit<DayTotal, 'day'>>
  /** What is paid for, by day: it costs nothing again that day. */
  readonly ids: Record<string, { readonly posts: string[]; readonly users: string[] }>
}

/** Two months of totals for the owner; two days of ids, because a call may settle after midnight. */
export const DAYS_OF_TOTALS = 62
export const DAYS_OF_IDS = 2

/**
 * A ledger store over one book. `keep` makes it durable before a call resolves; calls run one by one.
 * Without `keep` the book lasts as long as the process.
 */
export function createBook(open: () => Promise<Book>, keep: (book: Book) => Promise<void>): LedgerStore {
  let book: Book | undefined
  let queue: Promise<unknown> = Promise.resolve()

  function inTurn<R>(work: (book: Book) => Promise<R>): Promise<R> {
    const turn = queue.then(async () => {
      book ??= await open()
      return work(book)
    })
    queue = turn.catch(() => {})
    return turn
  }

  return {
    reserve: (day, amount, limit) =>
      inTurn(async book => {
        const total = totalOf(book, day)
        if (total.spent + amount > limit) return false
        book.totals[day] = { ...total, spent: total.spent + amount }
        forgetOldDays(book)
        await keep(book)
        return true
      }),
    settle: (day, reserved, bought) =>
      inTurn(async book => {
        settleIn(book, day, reserved, bought)
        await keep(book)
      }),
    totals: () =>
      inTurn(async book =>
        Object.entries(book.totals)
          .map(([day, total]) => ({ day, ...total }))
          .sort((a, b) => b.day.localeCompare(a.day)),
      ),
  }
}

export const emptyBook = (): Book => ({ totals: {}, ids: {} })

const totalOf = (book: Book, day: string): Omit<DayTotal, 'day'> =>
  book.totals[day] ?? { posts: 0, users: 0, spent: 0 }

function settleIn(book: Book, day: string, reserved: MicroDollars, bought: Bought): void {
  const total = totalOf(book, day)
  const known = book.ids[day] ?? { posts: [], users: [] }
  book.ids[day] = known
  const posts = addNew(known.posts, bought.posts)
  const users = addNew(known.users, bought.users)
  book.totals[day] = {
    posts: total.posts + posts,
    users: total.users + users,
    spent: total.spent - reserved + priceOf({ posts, users }),
  }
}

/** How many were new. */
function addNew(known: string[], ids: readonly string[]): number {
  const before = known.length
  const seen = new Set(known)
  for (const id of ids) if (!seen.has(id)) known.push(id) && seen.add(id)
  return known.length - before
}

function forgetOldDays(book: Book): void {
  for (const day of Object.keys(book.totals).sort().slice(0, -DAYS_OF_TOTALS)) delete book.totals[day]
  for (const day of Object.keys(book.ids).sort().slice(0, -DAYS_OF_IDS)) delete book.ids[day]
}

/** In memory only: sample mode, and tests of what needs no disk. */
export const memoryLedger = (): LedgerStore =>
  createBook(
    async () => emptyBook(),
    async () => {},
  )
