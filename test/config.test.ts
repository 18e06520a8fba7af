import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ConfigError, readConfig } from '../server/config.js'

function mistakesOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables)
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
  return []
}

it('starts in sample mode with the documented defaults when nothing is set', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: undefined,
    origins: '*',
    feeds: [],
    walls: [],
    moderationFile: undefined,
    window: 20,
    x: undefined,
    blueskyAppView: 'https://public.api.bsky.app',
    allowPrivate: [],
    dailyBudget: 1,
    refreshSeconds: 5,
    dataDir: './data',
    redisUrl: undefined,
    mediaSecret: undefined,
    mediaCacheMb: 512,
    replicas: 1,
    adminToken: undefined,
    alertWebhook: undefined,
    trustProxy: 0,
    logLevel: 'info',
    sample: true,
  })
})

it('reads feeds in any case, with or without @, once each', () => {
  const { feeds, sample } = readConfig({
    X_BEARER_TOKEN: 't',
    FEEDS: ' x/@VarIndiaMag, x/nasa?replies,x/nasa?replies,',
  })
  expect(feeds).toEqual([
    { network: 'x', handle: 'varindiamag', replies: false },
    { network: 'x', handle: 'nasa', replies: true },
  ])
  expect(sample).toBe(false)
})

it('names every mistake at once, each with its variable', () => {
  const mistakes = mistakesOf({
    PORT: 'web',
    WINDOW_POSTS: '4',
    FEEDS: 'x/ok,y/nope,x/much_too_long_a_name',
    LOG_LEVEL: 'loud',
    X_API_URL: 'https://api.x.com/',
    ORIGINS: 'https://a.example/path',
  })
  for (const name of [
    'PORT',
    'WINDOW_POSTS',
    'FEEDS names "y/nope"',
    'FEEDS names "x/much_too_long_a_name"',
    'LOG_LEVEL',
    'X_API_URL',
    'ORIGINS',
  ]) {
    expect(
      mistakes.some(line => line.startsWith(name)),
      `${name} in ${mistakes.join(' | ')}`,
    ).toBe(true)
  }
})

it.each([
  ['a token without feeds', { X_BEARER_TOKEN: 't' }, /^FEEDS must list/],
  ['feeds of x without a token', { FEEDS: 'x/nasa' }, /^X_BEARER_TOKEN .* must be set/],
  [
    'a budget too small for one read',
    { X_BEARER_TOKEN: 't', FEEDS: 'x/nasa', X_DAILY_BUDGET_USD: '0.20' },
    /^X_DAILY_BUDGET_USD must be at least 0.21:/,
  ],
  [
    'a budget too small for one read with replies',
    { X_BEARER_TOKEN: 't', FEEDS: 'x/nasa?replies', X_DAILY_BUDGET_USD: '0.30' },
    /^X_DAILY_BUDGET_USD must be at least 0.31:/,
  ],
  ['two tokens', { X_BEARER_TOKEN: 't', X_BEARER_TOKEN_FILE: '/none', FEEDS: 'x/nasa' }, /both set/],
  [
    'a token file that is missing',
    { X_BEARER_TOKEN_FILE: '/no/such/file', FEEDS: 'x/nasa' },
    /can't be read/,
  ],
  [
    'several servers that would each sign in their own way',
    { FEEDS: 'bluesky/bsky.app', REDIS_URL: 'redis://127.0.0.1' },
    /^MEDIA_SECRET must be set beside REDIS_URL/,
  ],
  ['a secret that could be guessed', { MEDIA_SECRET: 'secret' }, /^MEDIA_SECRET must have at least 32/],
  ['a token with a line break', { X_BEARER_TOKEN: 'a\nb', FEEDS: 'x/nasa' }, /one line/],
])('refuses %s', (_name, variables, message) => {
  expect(mistakesOf(variables as Record<string, string>)).toContainEqual(expect.stringMatching(message))
})

it('never repeats the token in a mistake', () => {
  expect(mistakesOf({ X_BEARER_TOKEN: 'canary secret', FEEDS: 'x/nasa' }).join()).not.toContain('canary')
})

it('reads the token from a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'token')
  writeFileSync(file, 'secret\n')
  expect(readConfig({ X_BEARER_TOKEN_FILE: file, FEEDS: 'x/nasa' }).x).toEqual({
    token: 'secret',
    url: 'https://api.x.com/2/',
  })
})

it('takes an empty file for no token, which only feeds of X need', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'token')
  writeFileSync(file, '\n')
  expect(readConfig({ X_BEARER_TOKEN_FILE: file, FEEDS: 'bluesky/bsky.app' }).x).toBeUndefined()
  expect(mistakesOf({ X_BEARER_TOKEN_FILE: file, FEEDS: 'x/nasa' })).toEqual([
    expect.stringMatching(/^X_BEARER_TOKEN .* must be set/),
  ])
})

it('refreshes every quarter of an hour when live', () => {
  expect(readConfig({ X_BEARER_TOKEN: 't', FEEDS: 'x/nasa' }).refreshSeconds).toBe(900)
})

it('treats an empty variable as not set', () => {
  expect(readConfig({ PORT: '', FEEDS: ' ' }).port).toBe(3000)
})

it('keeps origins as browsers send them and ends the public address with a slash', () => {
  const { origins, publicUrl } = readConfig({
    ORIGINS: 'https://A.example/,http://localhost:8080',
    PUBLIC_URL: 'https://feeds.example.org',
  })
  expect(origins).toEqual(['https://a.example', 'http://localhost:8080'])
  expect(publicUrl).toBe('https://feeds.example.org/')
})

it('reads walls, and serves each of their feeds once, with replies where either place asks for them', () => {
  const { feeds, walls, sample } = readConfig({
    FEEDS: 'bluesky/bsky.app',
    WALLS:
      'newsroom:bluesky/@Bsky.app?replies+rss/https://example.org/feed%2Ball.xml, second:mastodon/mo@slipway.example',
  })
  const app = { network: 'bluesky', handle: 'bsky.app', replies: true }
  const all = { network: 'rss', handle: 'https://example.org/feed%2Ball.xml', replies: false }
  const mo = { network: 'mastodon', handle: 'mo@slipway.example', replies: false }
  expect(feeds).toEqual([app, all, mo])
  expect(walls).toEqual([
    { name: 'newsroom', feeds: [app, all] },
    { name: 'second', feeds: [mo] },
  ])
  expect(sample).toBe(false)
})

it('names every mistake in walls and in the moderation file at once', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'social-feed-')), 'moderation.json')
  writeFileSync(file, '{ "word": [], "hidden": [1] }')
  const mistakes = mistakesOf({
    WALLS:
      'News Room:bluesky/a.example,quay:bluesky/nope+y/a,quay:rss/https://a.example+rss/https://a.example/,bare:,x/nasa',
    MODERATION_FILE: file,
  })
  expect(mistakes).toEqual([
    expect.stringContaining('WALLS names "News Room:bluesky/a.example", which is no wall'),
    expect.stringContaining('WALLS names "bluesky/nope" in the wall "quay", which is no feed'),
    expect.stringContaining('WALLS names "y/a" in the wall "quay", which is no feed'),
    'WALLS names the wall "quay" twice',
    'WALLS names rss/https://a.example/ twice in the wall "quay"',
    expect.stringContaining('WALLS names "" in the wall "bare"'),
    expect.stringContaining('WALLS names "x/nasa", which is no wall'),
    expect.stringContaining('MODERATION_FILE hidden.0'),
    expect.stringContaining('MODERATION_FILE the file: '),
  ])
})

it('asks for the key of X when only a wall names a feed of X', () => {
  expect(mistakesOf({ WALLS: 'quay:x/nasa' })).toEqual([expect.stringContaining('X_BEARER_TOKEN')])
})
