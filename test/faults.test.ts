/** Every fault of the network, met in every state a feed can be in: what one visitor is answered. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import type { Scene } from '../demo/standin/scenes.js'
import type { FeedDocument, PostsDocument, Reason } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'
import { TOKEN } from './support/serve.js'
import { HANDLE, openWorld, type World } from './support/world.js'

const PATH = `feeds/x/${HANDLE}`
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Seconds to wait are the network's own where it names them, else the first step of our back-off. */
const FAULTS: readonly (readonly [Scene, Reason, number])[] = [
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

interface Cell {
  readonly world: World
  readonly scene: Scene
  readonly reason: Reason
  readonly wait: number
}

/** What a visitor is told in each state; each throws when any part of the answer is wrong. */
const STATES = {
  cold: async ({ world, ...fault }: Cell) => {
    await world.start()
    world.standIn.play(HANDLE, fault.scene)
    return unavailable(await ask(world), fault)
  },
  fresh: async ({ world, scene }: Cell) => {
    const good = await learn(world)
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
    const good = await learn(world)
    world.standIn.play(HANDLE, fault.scene)
    // The account is looked up once a day only, so a fault of that is met a day later.
    world.clock.advance(fault.scene.startsWith('lookup:') ? 23 * HOUR : 20 * MINUTE)
    const first = await ask(world)
    expect(first.document).toEqual(good)
    return behind(world, good, fault)
  },
  expired: async ({ world, ...fault }: Cell) => {
    await learn(world)
    world.standIn.play(HANDLE, fault.scene)
    world.clock.advance(24 * HOUR)
    return unavailable(await ask(world), fault)
  },
  restart: async ({ world, ...fault }: Cell) => {
    const good = await learn(world)
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
    const good = await learn(world, false)
    expect(world.log.filter(line => line.includes("feeds can't be written"))).toHaveLength(1)
    world.standIn.play(HANDLE, fault.scene)
    world.clock.advance(23 * HOUR)
    await ask(world)
    return behind(world, good, fault)
  },
  'disk torn': async ({ world, ...fault }: Cell) => {
    await learn(world)
    await world.stop()
    tearFiles(world)
    world.standIn.play(HANDLE, fault.scene)
    await world.start()
    expect(world.log.join('')).toContain('1 files in')
    return unavailable(await ask(world), fault)
  },
} satisfies Record<string, (cell: Cell) => Promise<string>>

const table = Object.fromEntries(
  FAULTS.map(([scene]) => [scene, Object.fromEntries(Object.keys(STATES).map(state => [state, 'WRONG']))]),
)
afterAll(() => console.table(table))

it.concurrent.each(FAULTS.map(([scene, reason, wait]) => ({ scene, reason, wait })))(
  '$scene is answered truly in every state',
  async ({ scene, ...fault }) => {
    const cells = Object.entries(STATES).map(async ([state, play]) => {
      const world = await openWorld()
      // Late in its day: 23 hours on, the whole read of the next day is due, whatever the handle's time for it.
      world.clock.advance(14 * HOUR)
      try {
        const outcome = await play({ world, scene, ...fault })
        expect(leaks(world.log.join(''))).toBe(false)
        table[scene]![state] = outcome
      } catch (cause) {
        throw new Error(`${scene} met ${state}: ${cause}`, { cause })
      } finally {
        await world.close()
      }
    })
    const failed = (await Promise.allSettled(cells)).filter(cell => cell.status === 'rejected')
    if (failed.length > 0)
      throw new AggregateError(
        failed.map(cell => cell.reason),
        failed.map(cell => cell.reason).join('\n'),
      )
  },
)

interface Told {
  readonly status: number
  readonly cache: string
  readonly retryAfter: string | null
  readonly document: FeedDocument
}

async function ask(world: World): Promise<Told> {
  const response = await world.get(PATH)
  const text = await response.text()
  const document: unknown = JSON.parse(text)
  if (!isFeedDocument(document)) throw new Error(`no document: ${text}`)
  const headers = JSON.stringify([...response.headers])
  expect(leaks(text + headers)).toBe(false)
  // Posts may hold any words; a document without them holds none of the network's.
  if (document.status === 'unavailable') expect(text).not.toMatch(/error|http \d|"(4\d\d|5\d\d)|\b2\/users/i)
  return {
    status: response.status,
    cache: response.headers.get('Cache-Status') ?? '',
    retryAfter: response.headers.get('Retry-After'),
    document,
  }
}

/** Keys, addresses of the API, stacks. */
const leaks = (text: string): boolean =>
  text.includes(TOKEN) || /api\.x\.com|127\.0\.0\.1:\d+\/2\/|\n\s+at |\.[jt]s:\d+/.test(text)

async function learn(world: World, start = true): Promise<PostsDocument> {
  if (start) await world.start()
  const { status, document } = await ask(world)
  if (document.status !== 'posts') throw new Error(document.status)
  expect([status, document.stale]).toEqual([200, undefined])
  return document
}

type Fault = Pick<Cell, 'reason' | 'wait'>

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

function told({ status, document }: Told): string {
  if (document.status === 'unavailable') return `${status} ${document.reason}, ${document.retryAfter} s`
  return `${status} posts${document.stale ? `, behind: ${document.stale.reason}` : ''}`
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
