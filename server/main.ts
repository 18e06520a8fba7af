/** The program: read the environment, start, say where, end cleanly. The only file with side effects. */
import { type Config, ConfigError, readConfig } from './config.js'
import { createLog } from './log.js'
import { startService } from './service.js'

/** Milliseconds in which a load balancer notices that no new visitors should come. */
const DRAIN = 2000

try {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const service = await startService(config, { now: Date.now, random: Math.random, log })
  process.stdout.write(welcome(service.url, config))
  let closing = false
  const close = async (drain: number): Promise<void> => {
    if (closing) process.exit(130) // asked twice: at once
    closing = true
    await service.close(drain)
    process.exit() // a network that hangs does not keep the process
  }
  process.on('SIGINT', () => close(0)).on('SIGTERM', () => close(DRAIN))
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}

function explain(error: unknown): string {
  if (!(error instanceof ConfigError)) return error instanceof Error ? error.message : String(error)
  return ['The configuration has mistakes:', ...error.mistakes.map(line => `  ${line}`)].join('\n')
}

function welcome(url: string, { sample, feeds, walls }: Config): string {
  const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
  const onWalls = walls.length > 0 ? `, and ${many(walls.length, 'wall')},` : ''
  if (!sample) return `social-feed serves ${many(feeds.length, 'feed')}${onWalls} at ${url}\n`
  return `social-feed is ready: ${url}
  Sample mode: invented posts from this machine, no key and no internet used.
  ${url}news.html    an empty feed, told honestly
  ${url}states.html  every state of the widget
  ${url}themes.html  the themes and their tokens
  ${url}wall.html    every network on one wall
  To go live, set FEEDS=bluesky/bsky.app, which needs no key, or X_BEARER_TOKEN and FEEDS. Ctrl-C ends.
`
}
