/** The proxy inside an Express app of one's own, or behind anything else that takes a node request listener. */
import type { RequestListener } from 'node:http'
import { readConfig } from './config.js'
import { createLog, type Log } from './log.js'
import { assemble } from './service.js'

/** The variables of the environment in camel case. What is left out has the same default as there. */
export interface FeedAppOptions {
  /** Where browsers reach it, with the path it is mounted under: `https://www.example.org/social/`. */
  readonly publicUrl: string
  /** The feeds it may show: `['x/varindiamag', 'bluesky/bsky.app']`. Without any it shows samples. */
  readonly feeds?: readonly string[]
  /** `['newsroom:x/varindiamag+bluesky/bsky.app']` */
  readonly walls?: readonly string[]
  /** The sites whose pages may read the answers; every site by default. */
  readonly origins?: readonly string[]
  readonly xBearerToken?: string
  readonly xBearerTokenFile?: string
  readonly xApiUrl?: string
  readonly xDailyBudgetUsd?: number
  readonly windowPosts?: number
  readonly refreshSeconds?: number
  readonly dataDir?: string
  readonly redisUrl?: string
  readonly replicas?: number
  readonly blueskyAppview?: string
  readonly moderationFile?: string
  readonly mediaSecret?: string
  readonly mediaCacheMb?: number
  readonly allowPrivateHosts?: readonly string[]
  readonly adminToken?: string
  readonly alertWebhook?: string
  readonly trustProxy?: number
  readonly logLevel?: string
  /** Settings by their names in the environment, such as `process.env`; an option above wins over them. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** A pino logger; by default one of its own that writes lines of JSON to standard output. */
  readonly log?: Log
}

export interface FeedApp {
  /** Answers every request it is given: `app.use('/social', feedApp.app)`. */
  readonly app: RequestListener
  /** Keeps what was paid for and lets go of stores and networks. Call it when the server has closed. */
  close(): Promise<void>
}

/** Rejects with an error that names every mistake in the options, one a line. */
export async function createFeedApp({ env = {}, log, ...options }: FeedAppOptions): Promise<FeedApp> {
  const config = readConfig({ ...env, ...toVariables(options) })
  const url = config.publicUrl ?? options.publicUrl
  let open = true
  const parts = await assemble(
    config,
    { now: Date.now, random: Math.random, log: log ?? createLog(config.logLevel) },
    { url, here: url, ready: () => open },
  )
  return {
    app: parts.listener,
    close: () => {
      open = false
      return parts.close(Promise.resolve())
    },
  }
}

/** `xBearerToken` is `X_BEARER_TOKEN`. */
function toVariables(options: Omit<FeedAppOptions, 'env' | 'log'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name.replace(/[A-Z]/g, capital => `_${capital}`).toUpperCase(), String(value)]],
    ),
  )
}
