/** A month of a feed with three new posts a day under every kind of traffic: what X would have charged. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { startStandIn } from '../demo/standin/index.js'
import { createFeeds, type Feeds } from '../server/feeds.js'
import { createLedger, dayOf } from '../server/ledger.js'
import { createXSource } from '../server/sources/x.js'
import { openStores } from '../server/stores/index.js'
import { createClock } from './support/clock.js'
import { QUAY, TOKEN } from './support/paid-feed.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const DAYS = 31
/** Times of day at which the account posts. */
const POSTS_AT = [8 * HOUR, 13.5 * HOUR, 20 * HOUR]
const feed = { network: 'x', handle: QUAY, replies: false } as const
const view = { limit: 20, replies: false, reposts: true } as const

/** Milliseconds to the next visitor, and the days after which the server starts anew. */
const TRAFFIC: Readonly<
  Record<string, { readonly gap: (turn: number) => number; readonly restart?: number }>
> = {
  'a visitor every hour': { gap: () => HOUR },
  'a visitor every hour, and a restart every other hour': {
    gap: () => HOUR,
    restart: 2 * HOUR,
  },
  'a visitor every 5 hours': { gap: () => 5 * HOUR },
  'a visitor every 25 hours, past the end of what is known': { gap: () => 25 * HOUR },
  'bursts and lulls': { gap: turn => [MINUTE, 16 * MINUTE, 3 * HOUR, 29 * HOUR, 4000][turn % 5] ?? MINUTE },
}

const hasCost = ({ posts }: { readonly posts: number }) => posts > 0

describe('a month of a feed of 20 posts, three of them new each day', () => {
  it.each(Object.entries(TRAFFIC))(
    '%s: at most 23 posts and 1 user a day',
    async (_, { gap, restart }) => {
      const clock = createClock(Date.UTC(2026, 11, 1, 0, 20))
      const standIn = await startStandIn({ token: TOKEN, now: clock.now })
      const dataDir = await mkdtemp(join(tmpdir(), 'social-feed-'))
      for (let post = 1; post <= 40; post++) standIn.publish(QUAY, `Log ${post}`)
      let written = 40
      let { feeds, ledger } = await start()
      let started = clock.now()
      const end = clock.now() + DAYS * DAY

      async function start(): Promise<{ feeds: Feeds; ledger: ReturnType<typeof createLedger> }> {
        const warn = (message: string) => expect.unreachable(message)
        const stores = await openStores(
          { sample: false, dataDir, dailyBudget: 1, redisUrl: undefined, replicas: 1 },
          { now: clock.now, warn },
        )
        const ledger = createLedger({ store: stores.ledger, budget: 1e6, now: clock.now })
        const x = createXSource({ token: TOKEN, url: standIn.url, ledger, now: clock.now, warn })
        const feeds = createFeeds({
          sources: { x },
          window: 20,
          refreshSeconds: 900,
          sample: false,
          store: stores.feeds,
          deletions: stores.deletions,
          now: clock.now,
          random: Math.random,
          log: { learnt: () => {}, failed: (_, { error }) => expect.unreachable(error.message) },
        })
        return { feeds, ledger }
      }

      /** Moves on; the account posts at its times. */
      function pass(milliseconds: number): void {
        const from = clock.now()
        const until = from + milliseconds
        for (let day = from - (from % DAY); day <= until; day += DAY)
          for (const time of POSTS_AT.map(at => day + at).filter(at => at > from && at <= until)) {
            clock.advance(time - clock.now())
            standIn.publish(QUAY, `Log ${++written}`)
          }
        clock.advance(until - clock.now())
      }

      try {
        for (let turn = 0; clock.now() < end; turn++) {
          if (restart && clock.now() - started >= restart) {
            ;({ feeds, ledger } = await start())
            started = clock.now()
          }
          await Promise.all([feeds.read(feed, view), feeds.read(feed, view)])
          await vi.waitUntil(() => !feeds.asking(feed), { interval: 1, timeout: 10_000 })
          pass(gap(turn))
        }
        await feeds.read(feed, view)
        await vi.waitUntil(() => !feeds.asking(feed), { interval: 1, timeout: 10_000 })
        const { answer } = await feeds.read(feed, view)
        expect(answer.body.identity.toString()).toContain(`Log ${written}`)

        const days = Array.from({ length: DAYS }, (_, day) => dayOf(Date.UTC(2026, 11, 1) + day * DAY))
        const bills = days.map(day => ({ day, ...standIn.billed(day) }))
        expect(Math.max(...bills.map(({ posts }) => posts))).toBeLessThanOrEqual(23)
        expect(Math.max(...bills.map(({ users }) => users))).toBe(1)
        const totals = (await ledger.totals())
          .filter(total => days.includes(total.day) && hasCost(total))
          .toReversed()
        expect(
          totals.map(({ day, posts, users, spent }) => ({ day, posts, users, dollars: spent / 1e6 })),
        ).toEqual(bills.filter(hasCost))
      } finally {
        await standIn.close()
        await rm(dataDir, { recursive: true, force: true })
      }
    },
    120_000,
  )
})
