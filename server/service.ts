/** Every part put together and listening: what `main` starts, and what the tests start on a free port. */
import { readFileSync } from 'node:fs'
import { createApp } from './app.js'
import type { Config } from './config.js'
import { createFeeds } from './feeds.js'
import { createFiles } from './files.js'
import { createHotPath } from './hot.js'
import { listen } from './listen.js'
import { feedLog, type Log } from './log.js'
import { createSources } from './sources/index.js'
import { noStore } from './stores/store.js'
import { createWriter } from './write.js'

export interface Service {
  /** Where browsers reach it; ends with a slash. */
  readonly url: string
  close(): Promise<void>
}

export interface World {
  readonly now: () => number
  readonly random: () => number
  readonly log: Log
}

/** Rejects with a sentence for the owner when it can't listen. */
export async function startService(config: Config, { now, random, log }: World): Promise<Service> {
  const server = await listen(config.host, config.port)
  const url = config.publicUrl ?? server.url
  const sample = config.sample ? await (await import('../demo/sample.js')).startSample(url) : undefined
  const feeds = createFeeds({
    sources: createSources({ x: sample?.x ?? config.x, now, warn: text => log.warn(text) }),
    window: config.window,
    refreshSeconds: config.refreshSeconds,
    sample: config.sample,
    store: noStore,
    now,
    random,
    log: feedLog(log),
  })
  const write = createWriter(config.origins, now)
  const hot = createHotPath(feeds, write, () => {})
  const app = createApp({
    config,
    feeds,
    write,
    hot,
    files: createFiles(config, version()),
    ready: server.ready,
    fault: error => log.error({ cause: String(error) }, 'a request met a fault'),
  })
  server.serve(hot.around(sample ? sample.around(app) : app))
  return {
    url,
    close: async () => {
      await Promise.all([server.close(), sample?.close()])
    },
  }
}

/** The package's own, read from beside the sources or the build. */
function version(): string {
  const up = import.meta.url.includes('/dist/server/') ? '../../' : '../'
  const file = readFileSync(new URL(`${up}package.json`, import.meta.url), 'utf8')
  return (JSON.parse(file) as { version: string }).version
}
