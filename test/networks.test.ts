/** The truth table and the fault table through the whole service, for every network that is free to read. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../server/config.js'
import { createLog } from '../server/log.js'
import { startService } from '../server/service.js'
import type { FeedDocument } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'
import { createClock } from './support/clock.js'
import { NETWORKS } from './support/networks/all.js'
import type { Station } from './support/networks/network.js'

const MINUTE = 60_000
/** What is waited for in vain, is not waited for long. */
const SILENT = new Set(['hang', 'drip'])

const free = NETWORKS.filter(({ module }) => module.network !== 'x')

describe.each(free.map(network => [network.module.network, network] as const))('%s', (name, network) => {
  const { start, truths, hidden, good, faults } = network
  const clock = createClock()
  let station: Station

  beforeAll(async () => {
    station = await start(clock.now)
  })
  afterAll(() => station.close())

  /** A service that knows nothing yet. */
  async function withService<T>(scene: string, work: (read: () => Promise<Told>) => Promise<T>): Promise<T> {
    const dataDir = await mkdtemp(join(tmpdir(), 'social-feed-'))
    const config = readConfig({
      PORT: '0',
      DATA_DIR: dataDir,
      FEEDS: `${name}/${station.handle}`,
      ALLOW_PRIVATE_HOSTS: station.hosts.join(','),
      ...(station.needs.blueskyAppView && { BLUESKY_APPVIEW: station.needs.blueskyAppView }),
    })
    const world = {
      now: clock.now,
      random: () => 0,
      log: createLog('silent'),
      ...(SILENT.has(scene) && { deadline: 2500 }),
    }
    const service = await startService(config, world)
    try {
      return await work(() => read(`${service.url}feeds/${name}/${encodeURIComponent(station.handle)}`))
    } finally {
      await service.close()
      await rm(dataDir, { recursive: true, force: true })
    }
  }

  function cold(scene: string): Promise<Told> {
    station.play(station.handle, scene)
    return withService(scene, read => read())
  }

  /** Good posts are known, then the scene is played; `check` passes once the refresh behind them has ended. */
  function warm(scene: string, check: (next: FeedDocument, known: FeedDocument) => void): Promise<void> {
    return withService(scene, async read => {
      station.play(station.handle, 'posts')
      const { document: known } = await read()
      expect(known.status).toBe('posts')
      station.play(station.handle, scene)
      clock.advance(20 * MINUTE)
      expect((await read()).document).toEqual(known)
      await vi.waitFor(async () => check((await read()).document, known), { timeout: 10_000 })
    })
  }

  it.each(truths)('%s is told as %s, and replaces what was known', async (scene, status) => {
    expect(await cold(scene)).toMatchObject({ status: 200, document: { status } })
    await warm(scene, next => {
      expect(next.status).toBe(status)
      expect(next).not.toHaveProperty('posts')
    })
  })

  it.each(hidden)('%s is told as filtered, and replaces nothing', async scene => {
    expect(await cold(scene)).toMatchObject({ status: 200, document: { status: 'filtered' } })
    await warm(scene, (next, known) =>
      expect(next).toEqual({ ...known, stale: { since: known.fetchedAt, reason: 'unreadable' } }),
    )
  })

  it.each(good)('%s is told as posts', async scene => {
    expect(await cold(scene)).toMatchObject({ status: 200, document: { status: 'posts' } })
  })

  it.each(faults)('%s is told as %s, and replaces nothing', async (scene, reason) => {
    const { status, document } = await cold(scene)
    expect([status, document]).toMatchObject([503, { status: 'unavailable', reason, network: name }])
    // Some handles are addresses themselves.
    expect(JSON.stringify({ ...document, handle: '', profileUrl: '' })).not.toMatch(/127\.0\.0\.1|\n\s+at /)
    await warm(scene, (next, known) =>
      expect(next).toEqual({ ...known, stale: { since: known.fetchedAt, reason } }),
    )
  })
})

interface Told {
  readonly status: number
  readonly document: FeedDocument
}

async function read(address: string): Promise<Told> {
  const response = await fetch(address)
  const document: unknown = await response.json()
  if (!isFeedDocument(document)) throw new Error(`no document: ${JSON.stringify(document)}`)
  return { status: response.status, document }
}
