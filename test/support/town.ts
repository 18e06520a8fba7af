/** A service over three networks that need no key, each with one account that plays scenes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { readConfig } from '../../server/config.js'
import { startService } from '../../server/service.js'
import type { WallDocument } from '../../wire/wall.js'
import { isWallDocument } from '../../wire/wall-guard.js'
import { type Clock, createClock } from './clock.js'
import { bluesky } from './networks/bluesky.js'
import { mastodon } from './networks/mastodon.js'
import type { Station } from './networks/network.js'
import { rss } from './networks/rss.js'

/** The town's own. */
export const ADMIN = 'an-admin-token-of-24-chars'

export interface Town {
  readonly url: string
  /** Where the service keeps what it knows. */
  readonly dataDir: string
  readonly clock: Clock
  readonly bluesky: Station
  readonly mastodon: Station
  readonly rss: Station
  /** Every line the service logged. */
  readonly log: readonly string[]
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** The wall `quay` of all three, in that order. */
  wall(query?: string): Promise<WallDocument>
  /** Writes MODERATION_FILE; text as it is. */
  moderate(rules: unknown): Promise<void>
  close(): Promise<void>
}

/** `rules` are the first of MODERATION_FILE; without them there is no such file. */
export async function openTown({
  rules,
  patience = 20_000,
}: {
  readonly rules?: unknown
  /** Milliseconds a wall waits for a slow member. */
  readonly patience?: number
} = {}): Promise<Town> {
  const clock = createClock()
  const stations = await Promise.all([
    bluesky.start(clock.now),
    mastodon.start(clock.now),
    rss.start(clock.now),
  ])
  const [sky, tusk, site] = stations
  for (const station of stations) station.play(station.handle, 'posts')
  const dataDir = await mkdtemp(join(tmpdir(), 'social-feed-'))
  const file = join(dataDir, 'moderation.json')
  const moderate = (next: unknown) => writeFile(file, typeof next === 'string' ? next : JSON.stringify(next))
  if (rules) await moderate(rules)
  const log: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk))
      done()
    },
  })
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    ADMIN_TOKEN: ADMIN,
    WALLS: `quay:bluesky/${sky.handle}+mastodon/${tusk.handle}+rss/${site.handle}`,
    ALLOW_PRIVATE_HOSTS: stations.flatMap(({ hosts }) => hosts).join(','),
    ...(sky.needs.blueskyAppView && { BLUESKY_APPVIEW: sky.needs.blueskyAppView }),
    ...(rules !== undefined && { MODERATION_FILE: file }),
  })
  const service = await startService(config, {
    now: clock.now,
    random: () => 0,
    log: pino({}, stream),
    deadline: 20_000,
    patience,
  })
  const get: Town['get'] = (path, headers = {}) => fetch(new URL(path, service.url), { headers })
  return {
    url: service.url,
    dataDir,
    clock,
    bluesky: sky,
    mastodon: tusk,
    rss: site,
    log,
    get,
    moderate,
    wall: async (query = '') => {
      const document: unknown = await (await get(`walls/quay${query}`)).json()
      if (!isWallDocument(document)) throw new Error(`no wall: ${JSON.stringify(document).slice(0, 500)}`)
      return document
    },
    close: async () => {
      await service.close()
      await Promise.all(stations.map(station => station.close()))
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}
