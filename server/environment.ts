/** Each variable by itself: its form, its default, and the sentence that names a mistake. */
import { z } from 'zod'
import { type Feed, formatFeed, parseFeed } from './feed.js'
import { SECRET_LENGTH } from './media-secret.js'
import { canonicalHandle } from './sources/handles.js'
import { parseWalls, type Wall } from './wall.js'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const whole = (least: number, most: number, otherwise: number) =>
  z.coerce
    .number(`must be a whole number from ${least} to ${most}`)
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`)
    .default(otherwise)

const address = z.url({ protocol: /^https?$/, error: 'must be an http: or https: address' })

const origin = address.refine(
  value => URL.canParse(value) && new URL(value).href === `${new URL(value).origin}/`,
  {
    error: 'must be origins such as https://www.example.org, without a path',
  },
)

export const ENVIRONMENT = z.object({
  PORT: whole(0, 65_535, 3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: address.optional(),
  ORIGINS: list()
    .pipe(
      z.union([z.tuple([z.literal('*')]), z.array(origin)], {
        error: 'must be * or origins such as https://www.example.org, separated by commas',
      }),
    )
    .default(['*']),
  FEEDS: list().transform(parseFeeds).default([]),
  WALLS: list().transform(wallsOf).default([]),
  MODERATION_FILE: z.string().optional(),
  WINDOW_POSTS: whole(5, 100, 20),
  X_BEARER_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be one line without spaces: the app-only bearer token')
    .optional(),
  X_BEARER_TOKEN_FILE: z.string().optional(),
  X_API_URL: address
    .refine(value => value.endsWith('/2/'), 'must end with /2/')
    .default('https://api.x.com/2/'),
  BLUESKY_APPVIEW: address.default('https://public.api.bsky.app'),
  ALLOW_PRIVATE_HOSTS: list()
    .pipe(z.array(z.string().regex(/^[^\s/@]+:\d{1,5}$/, 'must be hosts with ports, such as 10.0.0.5:8080')))
    .default([]),
  X_DAILY_BUDGET_USD: z.coerce
    .number('must be an amount in dollars, such as 1 or 0.50')
    .positive('must be more than 0')
    .max(10_000, 'must be at most 10000')
    .default(1),
  REFRESH_SECONDS: whole(1, 86_400, 900),
  DATA_DIR: z.string().default('./data'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis: or rediss: address' }).optional(),
  MEDIA_SECRET: z.string().min(SECRET_LENGTH, `must have at least ${SECRET_LENGTH} characters`).optional(),
  MEDIA_CACHE_MB: whole(0, 1_000_000, 512),
  REPLICAS: whole(1, 1000, 1),
  ADMIN_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  ALERT_WEBHOOK: address.optional(),
  TRUST_PROXY: whole(0, 10, 0),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

function list() {
  return z.string().transform(text =>
    text
      .split(',')
      .map(part => part.trim())
      .filter(part => part !== ''),
  )
}

function parseFeeds(parts: readonly string[], context: z.RefinementCtx): Feed[] {
  const feeds = new Map<string, Feed>()
  for (const part of parts) {
    const feed = parseFeed(part)
    const handle = feed && canonicalHandle(feed.network, feed.handle)
    if (feed && handle) feeds.set(formatFeed({ ...feed, handle, replies: false }), { ...feed, handle })
    else
      context.addIssue({
        code: 'custom',
        message: `names "${part}", which is no feed; write it like x/varindiamag or x/nasa?replies`,
      })
  }
  return [...feeds.values()]
}

function wallsOf(parts: readonly string[], context: z.RefinementCtx): readonly Wall[] {
  const { walls, mistakes } = parseWalls(parts)
  for (const message of mistakes) context.addIssue({ code: 'custom', message })
  return walls
}
