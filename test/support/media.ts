/** The real service with pictures and films on a local server that answers as a test tells it to. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type StandIn, startStandIn } from '../../demo/standin/index.js'
import { type Config, readConfig } from '../../server/config.js'
import { createLog } from '../../server/log.js'
import { createMediaAddresses, type MediaAddresses, type Width } from '../../server/media-address.js'
import { startService } from '../../server/service.js'
import { startUpstream, type Upstream } from '../fixtures/x/upstream.js'
import { TOKEN } from './serve.js'

export interface MediaWorld {
  /** Of the service; ends with a slash. */
  readonly url: string
  readonly config: Config
  /** Where the pictures are. */
  readonly network: Upstream
  readonly standIn: StandIn
  readonly addresses: MediaAddresses
  /** The address of a file of the network. */
  at(path: string): string
  picture(path: string, width?: Width, init?: RequestInit): Promise<Response>
  film(path: string, init?: RequestInit): Promise<Response>
  captions(path: string, init?: RequestInit): Promise<Response>
  /** Names of the pictures that are on disk. */
  kept(): Promise<readonly string[]>
  /** Ends the service only. */
  stop(): Promise<void>
  close(): Promise<void>
}

export const SECRET = 'a-secret-of-this-test-that-is-long-enough'
export const ADMIN = 'an-admin-token-of-24-chars'

export async function openMedia(env: Record<string, string> = {}): Promise<MediaWorld> {
  const network = await startUpstream()
  const standIn = await startStandIn({ token: TOKEN, mediaBase: network.url })
  const dataDir = await mkdtemp(join(tmpdir(), 'social-feed-'))
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    FEEDS: 'x/northquaynews',
    X_BEARER_TOKEN: TOKEN,
    X_API_URL: standIn.url,
    REFRESH_SECONDS: '1',
    LOG_LEVEL: 'silent',
    MEDIA_SECRET: SECRET,
    ADMIN_TOKEN: ADMIN,
    ALLOW_PRIVATE_HOSTS: new URL(network.url).host,
    ...env,
  })
  const service = await startService(config, {
    now: Date.now,
    random: () => 0,
    log: createLog(config.logLevel),
  })
  const addresses = createMediaAddresses(SECRET, service.url)
  const at = (path: string): string => new URL(path, network.url).href
  return {
    url: service.url,
    config,
    network,
    standIn,
    addresses,
    at,
    picture: (path, width, init) => fetch(addresses.sign({ kind: 'picture', url: at(path) }, width), init),
    film: (path, init) => fetch(addresses.sign({ kind: 'film', url: at(path) }), init),
    captions: (path, init) => fetch(addresses.sign({ kind: 'captions', url: at(path) }), init),
    kept: () => readdir(join(dataDir, 'media')).catch(() => []),
    stop: () => service.close(),
    close: async () => {
      await service.close()
      await standIn.close()
      await network.close()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}
