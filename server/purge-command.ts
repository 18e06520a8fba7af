/** Deletes through the running server, which holds memory as well; without one, in its stores directly. */
import { join } from 'node:path'
import type { KnownDocument } from '../wire/document.js'
import type { Config } from './config.js'
import { type Feed, formatFeed } from './feed.js'
import { createMediaCache } from './media-cache.js'
import { goneMedia } from './media-document.js'
import { withoutPosts } from './purge.js'
import { openStores } from './stores/index.js'

/** Says in a sentence what was done. Rejects with one that names what to change. */
export async function purge(config: Config, named: Feed, post: string | undefined): Promise<string> {
  const feed =
    config.feeds.find(({ network, handle }) => network === named.network && handle === named.handle) ?? named
  const what = post ? `post ${post} of ${feed.network}/${feed.handle}` : `${feed.network}/${feed.handle}`
  const known = (await askServer(config, feed, post)) ?? (await inStores(config, feed, post))
  return known ? `Deleted ${what}.` : `Nothing was known of ${what}.`
}

/** Undefined: no server runs there. */
async function askServer(
  { host, port, adminToken }: Config,
  feed: Feed,
  post: string | undefined,
): Promise<boolean | undefined> {
  const path = `feeds/${feed.network}/${encodeURIComponent(feed.handle)}${post ? `/posts/${encodeURIComponent(post)}` : ''}`
  const address = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  const response = await fetch(`http://${address}:${port}/${path}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${adminToken ?? ''}` },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined)
  if (!response) return undefined
  if (response.ok) return ((await response.json()) as { purged: boolean }).purged
  if (response.status === 401 || response.status === 405) {
    throw new Error(`The server at port ${port} did not accept ADMIN_TOKEN. Set the same one here and there.`)
  }
  throw new Error(`The server at port ${port} answered ${response.status}: ${await response.text()}`)
}

async function inStores(config: Config, feed: Feed, post: string | undefined): Promise<boolean> {
  const warn = (message: string) => void process.stderr.write(`${message}\n`)
  const { feeds, deletions } = await openStores(config, { now: Date.now, warn })
  try {
    const key = formatFeed(feed)
    await feeds.keepOut(key, await (post ? deletions.post(key, post) : deletions.feed(key)))
    const { entry } = await feeds.load(key)
    const left = entry && post ? withoutPosts(entry.value, [post]) : undefined
    if (entry && left) await feeds.replace(key, { ...entry, value: left })
    else if (!post) await feeds.remove(key)
    if (entry) await forgetPictures(config, entry.value.document, left?.document)
    return entry !== undefined
  } finally {
    await feeds.close()
  }
}

async function forgetPictures(
  { dataDir, mediaCacheMb }: Config,
  before: KnownDocument,
  after: KnownDocument | undefined,
): Promise<void> {
  const cache = createMediaCache({
    folder: join(dataDir, 'media'),
    maxBytes: mediaCacheMb * 2 ** 20,
    now: Date.now,
    warn: message => process.stderr.write(`${message}\n`),
  })
  await cache.remove(goneMedia(before, after))
  await cache.close()
}
