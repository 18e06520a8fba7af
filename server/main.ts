/** The composition root, and the only file with side effects: read the configuration, build, listen, end cleanly. */
import { readFileSync } from 'node:fs'
import { createApp } from './app.js'
import { type Config, ConfigError, readConfig } from './config.js'
import { createFeeds } from './feeds.js'
import { createFiles } from './files.js'
import { listen } from './listen.js'
import { createLog, feedLog } from './log.js'
import { createSources } from './sources/index.js'

try {
  await start(readConfig(process.env))
} catch (error) {
  const lines =
    error instanceof ConfigError
      ? ['The configuration has mistakes:', ...error.mistakes.map(line => `  ${line}`)]
      : [message(error)]
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(1)
}

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  const server = await listen(config.host, config.port)
  const publicUrl = config.publicUrl ?? server.url
  const sample = config.sample ? await (await import('../demo/sample.js')).startSample(publicUrl) : undefined
  const feeds = createFeeds({
    sources: createSources({ x: sample?.x ?? config.x, now: Date.now, warn: text => log.warn(text) }),
    window: config.window,
    refreshSeconds: config.refreshSeconds,
    sample: config.sample,
    now: Date.now,
    random: Math.random,
    log: feedLog(log),
  })
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const app = createApp({
    config,
    feeds,
    files: createFiles(config, version),
    ready: server.ready,
    fault: error => log.error({ cause: message(error) }, 'a request met a fault'),
  })
  server.serve(sample ? sample.around(app) : app)
  process.stdout.write(welcome(publicUrl, config))

  let closing = false
  const close = async (): Promise<void> => {
    if (closing) return process.exit(130) // asked twice: at once
    closing = true
    await Promise.all([server.close(), sample?.close()])
  }
  process.on('SIGINT', close).on('SIGTERM', close)
}

function welcome(url: string, { sample, feeds }: Config): string {
  if (!sample) return `social-feed serves ${feeds.length} feeds at ${url}\n`
  return [
    `social-feed is ready: ${url}`,
    '  Sample mode: invented posts from this machine, no key and no internet used.',
    `  ${url}news.html    an empty feed, told honestly`,
    `  ${url}states.html  every state of the widget`,
    '  To go live, set X_BEARER_TOKEN and FEEDS. Ctrl-C ends.',
    '',
  ].join('\n')
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
