/** What a feed of X costs, by the stand-in's own bill, and what it shows for that. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Scene } from '../demo/standin/scenes.js'
import { createLedger, priceOf } from '../server/ledger.js'
import { timeOfDay } from '../server/sources/x-schedule.js'
import { memoryLedger } from '../server/stores/ledger-book.js'
import { openPaidFeed, type PaidFeed, QUAY } from './support/paid-feed.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const FIRST_DAY = '2026-11-23'
const SECOND_DAY = '2026-11-24'

let feed: PaidFeed
beforeEach(async () => {
  feed = await openPaidFeed()
})
afterEach(() => feed.close())

const texts = () => feed.posts().map(({ text }) => text.map(segment => segment.text).join(''))
/** To a time of the next UTC day, in milliseconds after midnight. */
const nextDay = (time: number) => feed.clock.advance(DAY - (feed.clock.now() % DAY) + time)

describe('a poll', () => {
  it('buys the new posts and nothing else', async () => {
    await feed.read()
    expect(feed.standIn.billed()).toMatchObject({ posts: 20, users: 1 })
    for (let poll = 1; poll <= 6; poll++) {
      feed.clock.advance(15 * MINUTE)
      if (poll % 2 === 0) feed.standIn.publish(QUAY, `News ${poll}`)
      await feed.read()
    }
    expect(feed.standIn.billed()).toMatchObject({ posts: 23, users: 1 })
    expect(texts().slice(0, 4)).toEqual(['News 6', 'News 4', 'News 2', 'High water at 1.'])
    expect(feed.posts()).toHaveLength(20)
  })

  it('buys nothing around midnight', async () => {
    nextDay(-10 * MINUTE)
    await feed.read()
    for (let poll = 0; poll < 4; poll++) {
      feed.clock.advance(15 * MINUTE)
      await feed.read()
    }
    expect(feed.standIn.billed(FIRST_DAY)).toMatchObject({ posts: 20, users: 1 })
    expect(feed.standIn.billed(SECOND_DAY)).toEqual({ posts: 0, users: 0, dollars: 0 })
  })

  it('goes on from a post that was deleted', async () => {
    await feed.read()
    const [newest] = feed.posts()
    feed.standIn.remove(QUAY, newest?.id ?? '')
    feed.clock.advance(15 * MINUTE)
    feed.standIn.publish(QUAY, 'After the deletion')
    await feed.read()
    expect(texts()[0]).toBe('After the deletion')
    expect(feed.standIn.billed().posts).toBe(21)
  })

  it('shows an edited post once, in its new words', async () => {
    await feed.read()
    const [, second] = feed.posts()
    feed.clock.advance(15 * MINUTE)
    feed.standIn.edit(QUAY, second?.id ?? '', 'High water at 2, corrected.')
    await feed.read()
    expect(texts().slice(0, 3)).toEqual([
      'High water at 2, corrected.',
      'High water at 1.',
      'High water at 3.',
    ])
  })

  it('buys a burst whole, without a gap', async () => {
    await feed.read()
    feed.clock.advance(15 * MINUTE)
    for (let post = 1; post <= 12; post++) feed.standIn.publish(QUAY, `Storm ${post}`)
    await feed.read()
    expect(texts().slice(0, 13)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `Storm ${12 - index}`),
      'High water at 1.',
    ])
    expect(feed.standIn.billed().posts).toBe(32)
  })
})

describe('the whole window', () => {
  it('is bought again on the next day at the time of this handle: deletions, edits and likes show', async () => {
    await feed.read()
    const [first, second, third] = feed.posts()
    feed.standIn.remove(QUAY, second?.id ?? '')
    feed.standIn.like(QUAY, third?.id ?? '')
    const before = third?.metrics?.likes ?? 0
    nextDay(Math.min(timeOfDay(QUAY), feed.clock.now() % DAY) - MINUTE)
    await feed.read()
    expect(feed.posts().map(({ id }) => id)).toContain(second?.id)
    expect(feed.standIn.billed(SECOND_DAY)).toMatchObject({ posts: 0, users: 0 })

    feed.clock.advance(2 * MINUTE)
    await feed.read()
    expect(feed.posts().map(({ id }) => id)).not.toContain(second?.id)
    expect(feed.posts()[0]?.id).toBe(first?.id)
    expect(feed.posts()[1]?.metrics?.likes).toBe(before + 1)
    expect(feed.standIn.billed(SECOND_DAY)).toMatchObject({ posts: 20, users: 1 })
  })

  it('and the profile are bought once a day, whatever becomes of the account meanwhile', async () => {
    const scenes: readonly Scene[] = ['posts', 'suspended', 'posts', 'empty', 'posts', 'protected', 'posts']
    for (const scene of scenes) {
      feed.standIn.play(QUAY, scene)
      await feed.read()
      feed.clock.advance(15 * MINUTE)
    }
    expect(feed.standIn.billed()).toMatchObject({ posts: 20, users: 1 })
    expect(await feed.total()).toEqual({ posts: 20, users: 1, spent: priceOf({ posts: 20, users: 1 }) })
  })
})

describe('the ledger', () => {
  it('agrees with the bill, included posts and all', async () => {
    await feed.close()
    feed = await openPaidFeed({ handle: 'northquaynews' })
    await feed.read()
    const { posts, users, dollars } = feed.standIn.billed()
    expect(posts).toBeGreaterThan(feed.posts().length)
    expect(await feed.total()).toEqual({ posts, users, spent: Math.round(dollars * 1e6) })
  })

  it.each<Scene>([
    'unavailable-503',
    'html-200',
    'truncated-json',
    'reset',
    'hang',
    'rate-limit-429',
    'lookup:server-error-500',
    'errors-only',
  ])('gets back what was set aside for a call that failed: %s', async scene => {
    await feed.read()
    const before = await feed.total()
    feed.standIn.play(QUAY, scene)
    feed.clock.advance(15 * MINUTE)
    if (scene.startsWith('lookup:')) nextDay(22 * HOUR)
    await expect(feed.read()).rejects.toMatchObject({ name: 'FeedError' })
    const after = await feed.total(FIRST_DAY)
    expect(after).toEqual(before)
    expect((await feed.total()).spent).toBeLessThanOrEqual(before.spent)
  })

  it('lets a read wait for what another one only set aside', async () => {
    // One read costs $0.11 and sets $0.21 aside: enough for one at a time.
    const ledger = createLedger({ store: memoryLedger(), budget: 320_000, now: feed.clock.now })
    const all = await Promise.all([feed.read({ ledger }), feed.read({ ledger }), feed.read({ ledger })])
    expect(all.map(({ document }) => document.status)).toEqual(['posts', 'posts', 'posts'])
    expect((await ledger.totals())[0]).toMatchObject({ posts: 20, users: 1, spent: 110_000 })
  })

  it('that can not be written any more costs no posts: the worst case stays counted', async () => {
    const store = memoryLedger()
    const ledger = createLedger({
      store: { ...store, settle: () => Promise.reject(new Error('gone')) },
      budget: 1e6,
      now: feed.clock.now,
    })
    expect((await feed.read({ ledger })).document.status).toBe('posts')
    expect((await ledger.totals())[0]?.spent).toBe(priceOf({ posts: 40, users: 1 }))
    expect(feed.warnings).toEqual([expect.stringContaining('gone'), expect.stringContaining('gone')])
  })
})
