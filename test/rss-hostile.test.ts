/** Feeds made to hurt: they end in their thread, within their time, and the next feed is read. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FeedStandIn } from '../demo/standin-rss/index.js'
import { HOSTILE_SCENES } from '../demo/standin-rss/scenes.js'
import { FeedError } from '../server/errors.js'
import { createFeedParser } from '../server/sources/rss-parser.js'
import type { Truth } from '../server/sources/source.js'
import { type FeedReader, NOW, openFeedReader } from './support/feed-reader.js'

let reader: FeedReader
let standIn: FeedStandIn

beforeAll(async () => {
  reader = await openFeedReader()
  standIn = reader.standIn
})
afterAll(() => reader.close())

describe('hostile feeds', () => {
  it.each(HOSTILE_SCENES)('%s ends in time, and the next feed is read', async scene => {
    standIn.play(scene, scene)
    standIn.play('calm', 'rss2')
    await reader.load(standIn.feedUrl('calm')) // the thread runs
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const start = performance.now()
    const told = await reader.load(standIn.feedUrl(scene)).catch((error: unknown) => error)
    const took = performance.now() - start
    delay.disable()
    console.log(`${scene}: ${Math.round(took)} ms, event loop held ${Math.round(delay.max / 1e6)} ms at most`)
    if (told instanceof FeedError) expect(told.reason).toBe('unreadable')
    else expect((told as Truth).document.status).toBe('posts')
    expect(JSON.stringify(told)).not.toMatch(/javascript:|data:image|boom|etc\/host|<script|onerror/)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect((await reader.load(standIn.feedUrl('calm'))).document.status).toBe('posts')
  })

  it('that take for ever are ended at the deadline', async () => {
    const hasty = createFeedParser({ deadline: 50 })
    const items = '<item><title>Fog</title></item>'.repeat(60_000)
    const slow = {
      body: Buffer.from(`<rss version="2.0"><channel><title>Fog</title>${items}</channel></rss>`),
      contentType: undefined,
      url: 'https://e.example/',
      window: 20,
      now: NOW,
      dates: {},
    }
    const small = { ...slow, body: Buffer.from('<rss><channel><title>Fog</title></channel></rss>') }
    const signal = AbortSignal.timeout(30_000)
    await expect(hasty.parse(slow, signal)).rejects.toMatchObject({
      reason: 'unreadable',
      message: expect.stringMatching(/longer than 50 ms/),
    })
    await expect.poll(() => hasty.parse(small, signal)).toMatchObject({ type: 'feed', posts: [] })
    await hasty.close()
  })

  it('that take all memory end their thread only', async () => {
    const narrow = createFeedParser({ deadline: 20_000, memory: 24 })
    const body = Buffer.from(
      `<rss><channel>${'<item><title>Fog</title><description>Rain</description></item>'.repeat(100_000)}</channel></rss>`,
    )
    const bytes = { body, contentType: undefined, url: 'https://e.example/', window: 20, now: NOW, dates: {} }
    await expect(narrow.parse(bytes, AbortSignal.timeout(30_000))).rejects.toThrow(/OUT_OF_MEMORY/)
    const small = { ...bytes, body: Buffer.from('<rss><channel><title>Fog</title></channel></rss>') }
    expect(await narrow.parse(small, AbortSignal.timeout(30_000))).toMatchObject({ type: 'feed' })
    await narrow.close()
  })
})
