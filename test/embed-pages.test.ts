/** Rendered pages as bytes: how often one is written. */
import { describe, expect, it } from 'vitest'
import { createDeletions } from '../server/deletions.js'
import { createPages, type Sheet } from '../server/embed-pages.js'
import { createFeeds } from '../server/feeds.js'
import { noStore } from '../server/stores/store.js'
import type { KnownDocument } from '../wire/document.js'
import { documents } from './fixtures/documents.js'
import { createClock } from './support/clock.js'

const feed = { network: 'x', handle: 'tidewaterlib', replies: false } as const
const view = { limit: 20, replies: false, reposts: true }

/** Pages of a feed that shows what `known` is when it is asked; `written` counts. */
function open(known: { document: KnownDocument }) {
  const clock = createClock()
  const feeds = createFeeds({
    sources: {
      x: {
        network: 'x',
        profileUrl: handle => `https://x.com/${handle}`,
        load: async () => ({ document: known.document, dropped: 0 }),
      },
    },
    window: 20,
    refreshSeconds: 900,
    sample: false,
    store: noStore,
    deletions: createDeletions({ now: clock.now }),
    now: clock.now,
    random: () => 0,
    log: { learnt: () => {}, failed: () => {} },
  })
  const pages = createPages(clock.now)
  const seen: string[] = []
  const sheet = (key: string): Sheet => ({
    key,
    read: () => feeds.read(feed, view),
    peek: () => feeds.peek(feed, view),
    learn: async () => feeds.tell(feed, view, await feeds.learn(feed)),
    async write({ status }) {
      seen.push(`${key} ${status}`)
      return { html: `<p>${key} ${status}</p>`, policy: "default-src 'none'" }
    },
  })
  const read = async (key = 'page') => (await pages.read(sheet(key))).answer.body.identity.toString()
  return { clock, feeds, pages, sheet, read, seen }
}

describe('a page', () => {
  it('is written once, however many ask for it at a time and after', async () => {
    const { read, seen, pages, sheet } = open({ document: documents.posts })
    await Promise.all(Array.from({ length: 50 }, () => read()))
    await read()
    expect(pages.peek(sheet('page'))?.answer.body.identity.toString()).toBe('<p>page posts</p>')
    expect(seen).toEqual(['page posts'])
  })

  it('is another one for each look', async () => {
    const { read, seen } = open({ document: documents.posts })
    expect(await read('light')).toBe('<p>light posts</p>')
    expect(await read('dark')).toBe('<p>dark posts</p>')
    expect(seen).toEqual(['light posts', 'dark posts'])
  })

  it('is written anew a minute later, because it tells ages', async () => {
    const { read, seen, clock, pages, sheet } = open({ document: documents.posts })
    await read()
    clock.advance(60_000)
    expect(pages.peek(sheet('page'))).toBeUndefined()
    await read()
    expect(seen).toHaveLength(2)
  })

  it('is written anew as soon as the truth is another', async () => {
    const known: { document: KnownDocument } = { document: documents.posts }
    const { read, feeds } = open(known)
    expect(await read()).toBe('<p>page posts</p>')
    known.document = documents.suspended
    await feeds.purge(feed)
    expect(await read()).toBe('<p>page suspended</p>')
  })

  it('that could not be written is tried again by the next reader', async () => {
    const { pages, sheet, read } = open({ document: documents.posts })
    const broken = { ...sheet('page'), write: () => Promise.reject(new Error('no')) }
    await expect(pages.read(broken)).rejects.toThrow('no')
    expect(await read()).toBe('<p>page posts</p>')
  })
})
