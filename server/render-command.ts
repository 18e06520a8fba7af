/** Writes a feed or a wall as markup for pages that nobody serves: from the running server, or without one from the network. */
import type { FeedDocument } from '../wire/document.js'
import type { TagAttributes } from '../wire/render.js'
import type { WallDocument } from '../wire/wall.js'
import type { Config } from './config.js'
import type { Shown } from './embed.js'
import { createLog } from './log.js'
import { renderFeed } from './renderer.js'
import { startService } from './service.js'

/** Rejects with a sentence that names what to change, and when the posts can't be loaded now. */
export async function renderTag(config: Config, shown: Shown, attributes: TagAttributes): Promise<string> {
  const here = `http://${config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host}:${config.port}/`
  const publicUrl = config.publicUrl ?? here
  const document =
    (await ask(here, shown, attributes)) ??
    (await askAlone({ ...config, publicUrl }, here, shown, attributes))
  if (document.status === 'unavailable')
    throw new Error(`The posts of ${nameOf(shown)} can't be loaded now: ${document.reason}.`)
  const server = publicUrl.replace(/\/$/, '')
  return (await renderFeed(document, { ...attributes, server }, Date.now())).tag
}

const nameOf = (shown: Shown): string =>
  'wall' in shown ? `the wall ${shown.wall}` : `${shown.network}/${shown.handle}`

/** Undefined: no server runs there. */
async function ask(
  server: string,
  shown: Shown,
  attributes: TagAttributes,
): Promise<FeedDocument | WallDocument | undefined> {
  const { limit = 20, replies = false } = attributes
  const reposts = !attributes['no-reposts']
  const path =
    'wall' in shown
      ? `walls/${encodeURIComponent(shown.wall)}`
      : `feeds/${shown.network}/${encodeURIComponent(shown.handle)}`
  const response = await fetch(`${server}${path}?limit=${limit}&replies=${replies}&reposts=${reposts}`, {
    signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined)
  if (!response) return undefined
  const body: unknown = await response.json().catch(() => undefined)
  if (typeof body === 'object' && body && 'v' in body) return body as FeedDocument | WallDocument
  const detail = typeof body === 'object' && body && 'detail' in body ? `: ${body.detail}` : ''
  throw new Error(`The server at ${server} answered ${response.status}${detail}`)
}

/** The whole service, for this one question and where it would be: stores, budget and ledger are minded as ever. */
async function askAlone(
  config: Config,
  here: string,
  shown: Shown,
  attributes: TagAttributes,
): Promise<FeedDocument | WallDocument> {
  const service = await startService(config, {
    now: Date.now,
    random: Math.random,
    log: createLog('silent'),
  })
  try {
    const document = await ask(here, shown, attributes)
    if (!document) throw new Error(`Nobody answers at ${here}; check HOST and PORT.`)
    return document
  } finally {
    await service.close()
  }
}
