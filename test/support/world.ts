/** A service that can be stopped and started again over the same stand-in X, clock and folder. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { type StandIn, startStandIn } from '../../demo/standin/index.js'
import { readConfig } from '../../server/config.js'
import { type Service, type World as Surroundings, startService } from '../../server/service.js'
import { type Clock, createClock } from './clock.js'
import { TOKEN } from './serve.js'

export interface World {
  readonly standIn: StandIn
  readonly clock: Clock
  readonly dataDir: string
  /** Every line the services logged. */
  readonly log: readonly string[]
  /** Ends the one that runs, if any, and starts another. `env` overrides any variable. */
  start(env?: Record<string, string>): Promise<Service>
  /** Of the service started last. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  send(method: string, path: string, headers?: Record<string, string>): Promise<Response>
  stop(): Promise<void>
  close(): Promise<void>
}

export const HANDLE = 'northquaynews'

export async function openWorld(
  env: Record<string, string> = {},
  surroundings: Pick<Surroundings, 'redisPatience'> = {},
): Promise<World> {
  const clock = createClock()
  const standIn = await startStandIn({ token: TOKEN, now: clock.now })
  const dataDir = await mkdtemp(join(tmpdir(), 'social-feed-'))
  const log: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk))
      done()
    },
  })
  let service: Service | undefined

  const stop = async (): Promise<void> => {
    await service?.close()
    service = undefined
  }
  const send: World['send'] = (method, path, headers = {}) => {
    if (!service) throw new Error('no service was started')
    return fetch(new URL(path, service.url), { method, headers })
  }
  return {
    standIn,
    clock,
    dataDir,
    log,
    start: async (more = {}) => {
      await stop()
      const config = readConfig({
        PORT: '0',
        DATA_DIR: dataDir,
        FEEDS: `x/${HANDLE}`,
        X_BEARER_TOKEN: TOKEN,
        X_API_URL: standIn.url,
        ...env,
        ...more,
      })
      service = await startService(config, {
        ...surroundings,
        now: clock.now,
        random: () => 0,
        log: pino({ level: 'trace', base: null }, stream),
      })
      return service
    },
    get: (path, headers) => send('GET', path, headers),
    send,
    stop,
    close: async () => {
      await stop()
      await standIn.close()
      // A read that hung may still settle its account there.
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}

/** With a service already running. */
export async function withWorld(
  env: Record<string, string>,
  work: (world: World) => Promise<void>,
): Promise<void> {
  const world = await openWorld(env)
  try {
    await world.start()
    await work(world)
  } finally {
    await world.close()
  }
}
