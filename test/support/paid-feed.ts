/** One feed of the stand-in X with a ledger, read again and again under a clock that the test moves. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type StandIn, startStandIn } from '../../demo/standin/index.js'
import { createLedger, type DayTotal, dayOf, type Ledger } from '../../server/ledger.js'
import type { Source, Truth } from '../../server/sources/source.js'
import { createXSource } from '../../server/sources/x.js'
import { createDiskLedger } from '../../server/stores/disk-ledger.js'
import type { Post } from '../../wire/post.js'
import { type Clock, createClock } from './clock.js'

export interface PaidFeed {
  readonly standIn: StandIn
  readonly clock: Clock
  readonly ledger: Ledger
  readonly warnings: readonly string[]
  /** Reads once and remembers what it learnt for the next time. */
  read(ask?: { readonly ledger?: Ledger; readonly forget?: true }): Promise<Truth>
  /** What the last read showed. */
  posts(): readonly Post[]
  /** The day's sums in the ledger; today's by default. */
  total(day?: string): Promise<Omit<DayTotal, 'day'>>
  /** As after a crash: the ledger is opened anew from its file. */
  reopen(): void
  close(): Promise<void>
}

export const QUAY = 'quay'
export const TOKEN = 'canary-77c1'

/** By default a feed of 30 plain posts, the newest of this moment. `budget` in dollars. */
export async function openPaidFeed({ budget = 100, handle = QUAY } = {}): Promise<PaidFeed> {
  const clock = createClock()
  const standIn = await startStandIn({ token: TOKEN, now: clock.now })
  const folder = await mkdtemp(join(tmpdir(), 'social-feed-'))
  const warnings: string[] = []
  const warn = (message: string) => void warnings.push(message)
  const openLedger = () =>
    createLedger({
      store: createDiskLedger(join(folder, 'ledger.json'), warn),
      budget: Math.round(budget * 1e6),
      now: clock.now,
    })
  let ledger = openLedger()
  const sources = new Map<Ledger, Source>()
  function sourceOver(over: Ledger): Source {
    const options = { token: TOKEN, url: standIn.url, ledger: over, now: clock.now, warn, timeoutMs: 500 }
    const source = sources.get(over) ?? createXSource(options)
    sources.set(over, source)
    return source
  }
  let previous: Truth | undefined
  for (let post = 27; post > 0; post--) standIn.publish(QUAY, `High water at ${post}.`)

  return {
    standIn,
    clock,
    get ledger() {
      return ledger
    },
    warnings,
    async read({ ledger: other, forget } = {}) {
      const source = sourceOver(other ?? ledger)
      const signal = new AbortController().signal
      const truth = await source.load({
        handle,
        window: 20,
        replies: false,
        signal,
        ...(previous && { previous }),
      })
      if (!forget) previous = truth
      return truth
    },
    posts: () => (previous?.document.status === 'posts' ? previous.document.posts : []),
    async total(day = dayOf(clock.now())) {
      const found = (await ledger.totals()).find(total => total.day === day)
      return { posts: found?.posts ?? 0, users: found?.users ?? 0, spent: found?.spent ?? 0 }
    },
    reopen() {
      ledger = openLedger()
    },
    async close() {
      await standIn.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
