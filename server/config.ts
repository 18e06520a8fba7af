/** The environment as one frozen, checked value. Every mistake is named at once, so that one restart mends all. */
import { readFileSync } from 'node:fs'
import { ENVIRONMENT, type LogLevel } from './environment.js'
import type { Feed } from './feed.js'
import { priceOf } from './ledger.js'
import { SECRET_LENGTH } from './media-secret.js'
import { loadModeration, ModerationError } from './moderation-file.js'
import { worstRead } from './sources/x-calls.js'
import { joinFeeds, type Wall } from './wall.js'

export interface Config {
  readonly port: number
  readonly host: string
  /** Where browsers reach this server; ends with a slash. Absent: the address it listens on. */
  readonly publicUrl: string | undefined
  /** The sites that may show the feeds, or every site. */
  readonly origins: readonly string[] | '*'
  /** Those of `FEEDS` and of every wall. */
  readonly feeds: readonly Feed[]
  readonly walls: readonly Wall[]
  /** The owner's rules on single posts. */
  readonly moderationFile: string | undefined
  readonly window: number
  /** Absent in sample mode: then the stand-in is asked instead of X. */
  readonly x: { readonly token: string; readonly url: string } | undefined
  /** Where Bluesky's public API answers. */
  readonly blueskyAppView: string
  /** Hosts with ports that may be called although they are private or without TLS. */
  readonly allowPrivate: readonly string[]
  /** Dollars per UTC day. */
  readonly dailyBudget: number
  readonly refreshSeconds: number
  readonly dataDir: string
  readonly redisUrl: string | undefined
  /** Signs the addresses of pictures and films. Absent: one is made and kept in `dataDir`. */
  readonly mediaSecret: string | undefined
  /** Megabytes of pictures on disk; 0 keeps them in memory only. */
  readonly mediaCacheMb: number
  /** Servers that share one Redis: each may spend its share of the budget while Redis is away. */
  readonly replicas: number
  /** Opens the owner's routes; without it they don't exist. */
  readonly adminToken: string | undefined
  readonly alertWebhook: string | undefined
  /** Proxies of the operator's own in front of this server. */
  readonly trustProxy: number
  readonly logLevel: LogLevel
  /** Neither a key nor feeds were given: invented accounts are served from this machine. */
  readonly sample: boolean
}

/** Thrown by `readConfig`: one line per mistake, each naming what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is how many tools say "not set".
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()))
  const parsed = ENVIRONMENT.safeParse(set)
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map(issue => `${issue.path[0]?.toString()} ${issue.message}`)
  const token = readToken(set.X_BEARER_TOKEN, set.X_BEARER_TOKEN_FILE, mistakes)
  const { feeds, walls } = parsed.success
    ? joinFeeds(parsed.data.FEEDS, parsed.data.WALLS)
    : { feeds: [], walls: [] }
  if (parsed.success) mistakes.push(...contradictions({ ...parsed.data, feeds }, token))
  mistakes.push(...moderationMistakes(set.MODERATION_FILE))
  if (!parsed.success || mistakes.length > 0) throw new ConfigError([...new Set(mistakes)])
  const env = parsed.data
  const sample = !token && feeds.length === 0
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL?.replace(/\/*$/, '/'),
    origins: env.ORIGINS[0] === '*' ? '*' : env.ORIGINS.map(value => new URL(value).origin),
    feeds,
    walls,
    moderationFile: env.MODERATION_FILE,
    window: env.WINDOW_POSTS,
    x: token ? { token, url: env.X_API_URL } : undefined,
    blueskyAppView: env.BLUESKY_APPVIEW.replace(/\/*$/, ''),
    allowPrivate: env.ALLOW_PRIVATE_HOSTS,
    dailyBudget: env.X_DAILY_BUDGET_USD,
    // Invented posts are free, and the sample that goes stale should be seen to.
    refreshSeconds: sample && !set.REFRESH_SECONDS ? 5 : env.REFRESH_SECONDS,
    dataDir: env.DATA_DIR,
    redisUrl: env.REDIS_URL,
    mediaSecret: env.MEDIA_SECRET,
    mediaCacheMb: env.MEDIA_CACHE_MB,
    replicas: env.REPLICAS,
    adminToken: env.ADMIN_TOKEN,
    alertWebhook: env.ALERT_WEBHOOK,
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
    sample,
  })
}

/** Read here only to name its mistakes with the others; the service reads it again whenever it changes. */
function moderationMistakes(path: string | undefined): readonly string[] {
  try {
    if (path) loadModeration(path)
    return []
  } catch (error) {
    if (!(error instanceof ModerationError)) throw error
    return error.mistakes.map(mistake => `MODERATION_FILE ${mistake}`)
  }
}

function readToken(
  inline: string | undefined,
  file: string | undefined,
  mistakes: string[],
): string | undefined {
  if (inline && file) mistakes.push('X_BEARER_TOKEN and X_BEARER_TOKEN_FILE are both set; keep one')
  if (!file) return inline
  try {
    const token = readFileSync(file, 'utf8').trim()
    // Where no feed of X is shown, a container is given an empty one.
    if (token === '') return undefined
    if (/^[\x21-\x7e]+$/.test(token)) return token
    mistakes.push(`X_BEARER_TOKEN_FILE names ${file}, which holds no single-line token`)
  } catch {
    mistakes.push(`X_BEARER_TOKEN_FILE names ${file}, which can't be read`)
  }
  return undefined
}

interface Given {
  readonly feeds: readonly Feed[]
  readonly WINDOW_POSTS: number
  readonly X_DAILY_BUDGET_USD: number
  readonly REDIS_URL?: string | undefined
  readonly MEDIA_SECRET?: string | undefined
}

function contradictions({ feeds, ...given }: Given, token: string | undefined): string[] {
  const ofX = feeds.filter(feed => feed.network === 'x')
  if (token && feeds.length === 0) {
    return [
      'FEEDS must list the feeds to serve, such as x/varindiamag: with a token, strangers could spend your money otherwise',
    ]
  }
  if (ofX.length > 0 && !token) {
    return ['X_BEARER_TOKEN (or X_BEARER_TOKEN_FILE) must be set: FEEDS or WALLS lists feeds of x']
  }
  if (given.REDIS_URL && !given.MEDIA_SECRET) {
    return [
      `MEDIA_SECRET must be set beside REDIS_URL, the same for every server: ${SECRET_LENGTH} characters or more that nobody can guess`,
    ]
  }
  const { WINDOW_POSTS: size, X_DAILY_BUDGET_USD: budget } = given
  const least = Math.max(0, ...ofX.map(({ replies }) => priceOf(worstRead({ size, replies }))))
  return Math.round(budget * 1e6) < least
    ? [
        `X_DAILY_BUDGET_USD must be at least ${least / 1e6}: so much may one read of ${size} posts cost, with the posts they refer to`,
      ]
    : []
}
