/** What can be wrong with a network, and what one visitor is answered in each state his feed can be in. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { Scene } from '../../demo/standin/scenes.js'
import type { PostsDocument, Reason } from '../../wire/document.js'
import { ask, learn, type Told, told } from './visitor.js'
import { HANDLE, type World } from './world.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Seconds to wait are the network's own where it names them, else the first step of our back-off. */
export const FAULTS: readonly (readonly [Scene, Reason, number])[] = [
  ['errors-only', 'unreadable', 30],
  ['html-200', 'unreadable', 30],
  ['redirect-302', 'unreadable', 30],
  ['no-content-204', 'unreadable', 30],
  ['null-body', 'unreadable', 30],
  ['empty-body', 'unreadable', 30],
  ['truncated-json', 'unreadable', 30],
  ['brotli-garbage', 'unreadable', 30],
  ['gzip-garbage', 'unreadable', 30],
  ['huge', 'unreadable', 30],
  ['bad-parameter-400', 'unreadable', 30],
  ['not-found-404-empty', 'unreadable', 30],
  ['unauthorized-401', 'key', 900],
  ['forbidden-403', 'key', 900],
  ['credits-402', 'credit', 900],
  ['usage-capped-429', 'credit', 900],
  ['rate-limit-429', 'rate-limit', 900],
  ['rate-limit-429-retry-after', 'rate-limit', 120],
  ['rate-limit-plain-text', 'rate-limit', 60],
  ['server-error-500', 'outage', 5],
  ['bad-gateway-html-502', 'outage', 5],
  ['unavailable-503', 'outage', 5],
  ['reset', 'outage', 5],
  ['hang', 'timeout', 5],
  ['drip', 'timeout', 5],
  ['lookup:html-200', 'unreadable', 30],
  ['lookup:null-body', 'unreadable', 30],
  ['lookup:truncated-json', 'unreadable', 30],
  ['lookup:rate-limit-429', 'rate-limit', 900],
  ['lookup:reset', 'outage', 5],
]

export interface Cell {
  readonly world: World
  readonly scene: Scene
  readonly reason: Reason
  readonly wait: number
}

/** What a visitor is told in each state; each throws when any part of the answer is wrong. */
export const STATES = {
  cold: async ({ world, ...fault }: Cell) => {
    await world.start()
    world.standIn.play(HANDLE, fault.scene)
    return unavailable(await ask(world), fault)
  },
  fresh: async ({ world, scene }: Cell) => {
    const good = await begin(world)
    world.standIn.play(HANDLE, scene)
    const calls = world.standIn.calls.length
    world.clock.advance(14 * MINUTE)
    const answer = await ask(world)
    expect(answer.document).toEqual(good)
    expect(answer.cache).toMatch(/^social-feed; hit; ttl=60$/)
    expect(world.standIn.calls.length).toBe(calls)
    return told(answer)
  },
  stale: async ({ world, ...fault }: Cell) => {
    const good = await begin(world)
    world.standIn.play(HANDLE, fault.scene)
    // The account is looked up once a day only, so a fault of that is met a day later.
    world.clock.advance(fault.scene.startsWith('lookup:') ? 23 * HOUR : 20 * MINUTE)
    const first = await ask(world)
    expect(first.document).toEqual(good)
    return behind(world, good, fault)
  },
  expired: async ({ world, ...fault }: Cell) => {
    await begin(world)
    world.standIn.play(HANDLE, fault.scene)
    world.clock.advance(24 * HOUR)
    return unavailable(await ask(world), fault)
  },
  restart: async ({ world, ...fault }: Cell) => {
    const good = await begin(world)
    await world.stop()
    world.standIn.play(HANDLE, fault.scene)
    world.clock.advance(23 * HOUR)
    await world.start()
    expect((await ask(world)).document).toEqual(good)
    return behind(world, good, fault)
  },
  'disk full': async ({ world, ...fault }: Cell) => {
    await world.start()
    blockFolder(world)
    const good = await learn(world)
    expect(world.log.filter(line => line.includes("feeds can't be written"))).toHaveLength(1)
    world.standIn.play(HANDLE, fault.scene)
    world.clock.advance(23 * HOUR)
    await ask(world)
    return behind(world, good, fault)
  },
  'disk torn': async ({ world, ...fault }: Cell) => {
    await begin(world)
    await world.stop()
    tearFiles(world)
    world.standIn.play(HANDLE, fault.scene)
    await world.start()
    expect(world.log.join('')).toContain('1 files in')
    return unavailable(await ask(world), fault)
  },
} satisfies Record<string, (cell: Cell) => Promise<string>>

type Fault = Pick<Cell, 'reason' | 'wait'>

async function begin(world: World): Promise<PostsDocument> {
  await world.start()
  return learn(world)
}

function unavailable(answer: Told, { reason, wait }: Fault): string {
  expect(answer.status).toBe(503)
  expect(answer.document).toMatchObject({ status: 'unavailable', reason, retryAfter: wait })
  expect(answer.retryAfter).toBe(String(wait))
  expect(answer.document).not.toHaveProperty('posts')
  return told(answer)
}

/** The refresh behind the stale answer has failed: the same posts, marked. */
async function behind(world: World, good: PostsDocument, { reason }: Fault): Promise<string> {
  const answer = await vi.waitFor(
    async () => {
      const next = await ask(world)
      expect(next.document).toHaveProperty('stale')
      return next
    },
    { timeout: 25_000 },
  )
  expect(answer.status).toBe(200)
  expect(answer.document).toEqual({ ...good, stale: { since: good.fetchedAt, reason } })
  expect(answer.cache).toContain('stale-error')
  return told(answer)
}

/** A file where the folder should be fails every write, for root as well. */
function blockFolder({ dataDir }: World): void {
  rmSync(join(dataDir, 'feeds'), { recursive: true })
  writeFileSync(join(dataDir, 'feeds'), '')
}

function tearFiles({ dataDir }: World): void {
  for (const name of readdirSync(join(dataDir, 'feeds'))) {
    const path = join(dataDir, 'feeds', name)
    writeFileSync(path, readFileSync(path).subarray(0, 400))
  }
}
