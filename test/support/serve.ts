/** The real service in front of the stand-in X, both on free ports of this machine. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type StandIn, startStandIn } from '../../demo/standin/index.js'
import { readConfig } from '../../server/config.js'
import { createLog } from '../../server/log.js'
import { startService, type World } from '../../server/service.js'

export interface Served {
  /** Ends with a slash. */
  readonly url: string
  readonly standIn: StandIn
  /** The answer for a feed, as a browser would ask for it. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

export const TOKEN = 'canary-4f9d2c71'

/** `feeds` as in FEEDS; `env` overrides any variable. */
export async function serve(
  feeds: string,
  env: Record<string, string> = {},
  now: () => number = Date.now,
  surroundings: Pick<World, 'redisPatience'> = {},
): Promise<Served> {
  const standIn = await startStandIn({ token: TOKEN, now })
  const dataDir = await mkdtemp(join(tmpdir(), 'social-feed-'))
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    FEEDS: feeds,
    X_BEARER_TOKEN: TOKEN,
    X_API_URL: standIn.url,
    REFRESH_SECONDS: '1',
    LOG_LEVEL: 'silent',
    ...env,
  })
  const service = await startService(config, {
    ...surroundings,
    now,
    random: () => 0,
    log: createLog(config.logLevel),
  })
  return {
    url: service.url,
    standIn,
    get: (path, headers = {}) => fetch(new URL(path, service.url), { headers }),
    close: async () => {
      await service.close()
      await standIn.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Sample mode, as `npm run demo` starts it, on a free port. */
export async function startSample(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent' })
  return startService(config, { now: Date.now, random: Math.random, log: createLog(config.logLevel) })
}
