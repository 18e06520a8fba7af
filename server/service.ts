/** Every part put together: listening, as `main` and the tests start it, or to be mounted in another app. */
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createAdmin } from './admin.js'
import { createAlerts, createWebhook } from './alerts.js'
import { createApp } from './app.js'
import type { Config } from './config.js'
import { embedRoutes } from './embed-route.js'
import { feedRoute, wallRoute } from './feed-route.js'
import { createFeeds, type FeedLog } from './feeds.js'
import { createFiles } from './files.js'
import { createHotPath } from './hot.js'
import { createLedger } from './ledger.js'
import { listen } from './listen.js'
import { feedLog, type Log } from './log.js'
import { createMedia } from './media.js'
import { openMediaSecret } from './media-secret.js'
import { createMetrics } from './metrics.js'
import { openModeration } from './moderation-file.js'
import { createObserver } from './observe.js'
import { oembedRoute } from './oembed-route.js'
import { createSources } from './sources/index.js'
import { createStatus } from './status.js'
import { stoodIn } from './stood-in.js'
import { openStores } from './stores/index.js'
import { openLate } from './upstream-late.js'
import { version } from './version.js'
import { createWalls } from './walls.js'
import { createWriter } from './write.js'

/** Milliseconds that reads of a network may still take when everything else has ended. */
const PATIENCE = 1500

export interface Service {
  /** Where browsers reach it; ends with a slash. */
  readonly url: string
  /** Says so for `drain` milliseconds (0), then ends; see `listen`. */
  close(drain?: number): Promise<void>
}

export interface World {
  readonly now: () => number
  readonly random: () => number
  readonly log: Log
  /** Milliseconds one read of a network may take; see `FeedsOptions`. */
  readonly deadline?: number
  /** Milliseconds a slow member of a wall is waited for; see `WallsOptions`. */
  readonly patience?: number
  /** Milliseconds a visitor may wait for Redis in all; see `RedisLinkOptions`. */
  readonly redisPatience?: number
}

/** Invented posts cost nothing. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER

/** Rejects with a sentence for the owner when it can't listen. */
export async function startService(config: Config, world: World): Promise<Service> {
  const server = await listen(config.host, config.port)
  const url = config.publicUrl ?? server.url
  if (!config.publicUrl && !config.sample)
    world.log.warn(`PUBLIC_URL is not set: browsers will look for pictures under ${url}`)
  const parts = await assemble(config, world, { url, here: server.url, ready: server.ready }).catch(
    async error => {
      await server.close()
      throw error
    },
  )
  server.serve(parts.listener)
  return { url, close: drain => parts.close(server.close(drain)) }
}

export interface Place {
  /** Where browsers reach it; ends with a slash. */
  readonly url: string
  /** Where this machine reaches it; ends with a slash. */
  readonly here: string
  /** False while shutting down. */
  readonly ready: () => boolean
}

export interface Parts {
  readonly listener: RequestListener
  /** Ends what runs beside requests, once those have `ended`. */
  close(ended: Promise<void>): Promise<void>
}

export async function assemble(config: Config, world: World, { url, here, ready }: Place): Promise<Parts> {
  const { now, random, log, deadline, patience, redisPatience } = world
  const warn = (message: string) => log.warn(message)
  const sample = config.sample ? await (await import('../demo/sample.js')).startSample(here) : undefined
  const stores = await openStores(config, { now, warn, ...(redisPatience && { redisPatience }) })
  const budget = config.sample ? NO_LIMIT : Math.round(config.dailyBudget * 1e6)
  const ledger = createLedger({ store: stores.ledger, budget, now })
  const observer = createObserver([feedLog(log), alertsFor(config, log, now)])
  const allowPrivate = sample?.allowPrivate ?? config.allowPrivate
  const upstream = openLate({ allowPrivate, userAgent: `social-feed-embed/${version()}` })
  const dataDir = config.sample ? undefined : config.dataDir
  const media = createMedia({
    secret: await openMediaSecret(config.mediaSecret, dataDir, warn),
    publicUrl: url,
    upstream,
    allowPrivate,
    folder: dataDir && join(dataDir, 'media'),
    maxBytes: config.mediaCacheMb * 2 ** 20,
    now,
    warn,
  })
  const moderation = openModeration({ path: config.moderationFile, warn })
  const feeds = createFeeds({
    sources: createSources({
      x: sample?.x ?? config.x,
      ledger,
      blueskyAppView: sample?.blueskyAppView ?? config.blueskyAppView,
      upstream: sample ? stoodIn(upstream, sample.origins) : upstream,
      now,
      warn,
    }),
    window: config.window,
    refreshSeconds: config.refreshSeconds,
    sample: config.sample,
    store: stores.feeds,
    deletions: stores.deletions,
    moderation: moderation.current,
    media,
    ...(deadline && { deadline }),
    now,
    random,
    log: observer,
  })
  const allowed = config.sample ? undefined : config.feeds
  const known = sample?.walls ?? config.walls
  const walls = createWalls({
    feeds,
    window: config.window,
    refreshSeconds: config.refreshSeconds,
    sample: config.sample,
    moderation: moderation.current,
    media,
    ...(patience && { patience }),
    now,
  })
  const write = createWriter(config.origins, now)
  const hot = createHotPath(write, observer.served)
  const routes = { write, hot, served: observer.served }
  const app = createApp({
    config,
    feed: feedRoute(feeds, allowed, routes),
    wall: wallRoute(walls, known, routes),
    admin: config.adminToken
      ? createAdmin({
          token: config.adminToken,
          feeds,
          walls,
          allowed,
          status: createStatus({
            version: version(),
            feeds: config.feeds,
            observer,
            ledger,
            health: stores.health,
            now,
          }),
          metrics: createMetrics({ observer, ledger, health: stores.health, now }),
        })
      : undefined,
    media: media.route,
    embed: embedRoutes({ ...routes, feeds, allowed, walls, known, origins: config.origins, url, now }),
    oembed: oembedRoute({ allowed, walls: known, url }),
    files: createFiles({ ...config, feeds: sample?.feeds ?? config.feeds, walls: known }, url, version()),
    ready,
    fault: error => log.error({ cause: String(error) }, 'a request met a fault'),
  })
  return {
    listener: hot.around(sample ? sample.around(app) : app),
    close: async ended => {
      moderation.close()
      await Promise.all([ended, sample?.close()])
      // What is paid for should be kept; a network that hangs is not waited for.
      await Promise.race([feeds.idle(), delay(PATIENCE, undefined, { ref: false })])
      await Promise.all([stores.close(), upstream.close(), media.close()])
    },
  }
}

/** A feed that could be refreshed should be, within six intervals or an hour. */
function alertsFor({ refreshSeconds, alertWebhook }: Config, log: Log, now: () => number): FeedLog {
  const send = alertWebhook
    ? createWebhook({ url: alertWebhook, fetch, warn: text => log.warn(text) })
    : undefined
  return createAlerts({
    allowedAge: Math.max(6 * refreshSeconds, 3600) * 1000,
    raise: alert => {
      log.error({ incident: alert.incident }, alert.message)
      send?.(alert)
    },
    now,
  })
}
