/** What every source must do, whatever network it reads. A new network joins in `support/networks/all.ts`. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FeedError } from '../server/errors.js'
import { moduleOf } from '../server/sources/index.js'
import type { Ask, Truth } from '../server/sources/source.js'
import { seenThrough } from '../server/view.js'
import type { Reason, Status } from '../wire/document.js'
import { isFeedDocument, isPost } from '../wire/guard.js'
import type { Post } from '../wire/post.js'
import { STRINGS } from './fixtures/hostile.js'
import { createClock } from './support/clock.js'
import { NETWORKS } from './support/networks/all.js'
import { type Opened, open } from './support/networks/network.js'

/** Some sources ask for news only on the same day, and read all again on the next. */
const DAY = 86_400_000

describe.each(NETWORKS.map(network => [network.module.network, network] as const))('%s', (name, network) => {
  const { module, handles, noHandles, truths, hidden, good, faults, threads, shown = text => text } = network
  const clock = createClock()
  let station: Opened

  beforeAll(async () => {
    station = await open(network, clock.now)
  })
  afterAll(() => station.close())
  beforeEach(() => station.play(station.handle, 'posts'))

  async function load(ask: Partial<Ask> = {}): Promise<Truth> {
    const signal = AbortSignal.timeout(1500)
    const asked = { handle: station.handle, window: 20, replies: false, signal, ...ask }
    const truth = await station.source.load(asked)
    expect(isFeedDocument(truth.document)).toBe(true)
    return truth
  }

  const postsOf = ({ document }: Truth): readonly Post[] =>
    document.status === 'posts' ? document.posts : []

  /** The status, or why there is none. */
  const outcome = (ask?: Partial<Ask>): Promise<Status | Reason> =>
    load(ask).then(
      ({ document }) => document.status,
      (error: unknown) => {
        if (error instanceof FeedError) return error.reason
        throw error
      },
    )

  it('is on the server’s list', () => {
    expect(moduleOf(name)).toBe(module)
    expect(station.source.network).toBe(name)
  })

  describe('a handle', () => {
    it.each(Object.entries(handles))('typed as "%s" is %s', (typed, canonical) => {
      expect(module.canonical(typed)).toBe(canonical)
      expect(module.canonical(canonical)).toBe(canonical)
      expect(URL.canParse(module.profileUrl(canonical))).toBe(true)
    })

    it.each(noHandles)('is never "%.40s"', typed => {
      expect(module.canonical(typed)).toBeUndefined()
    })
  })

  describe('the truth', () => {
    it('is posts, and says whose', async () => {
      const { document, dropped } = await load()
      const { handle, url } = station.account ?? {
        handle: station.handle,
        url: module.profileUrl(station.handle),
      }
      expect(document).toMatchObject({
        v: 1,
        status: 'posts',
        network: name,
        handle: station.handle,
        profileUrl: url,
        author: { handle, url },
      })
      expect(document.fetchedAt).toBe(new Date(clock.now()).toISOString())
      expect(dropped).toBe(0)
    })

    it.each(truths)('of %s is %s, cold and a day after good posts', async (scene, status) => {
      const previous = await load()
      station.play(station.handle, scene)
      expect(await outcome()).toBe(status)
      clock.advance(DAY)
      expect(await outcome({ previous })).toBe(status)
    })

    it.each(hidden)('of %s is filtered when cold, and unproved beside posts known good', async scene => {
      const previous = await load()
      station.play(station.handle, scene)
      expect(await outcome()).toBe('filtered')
      clock.advance(DAY)
      expect(await outcome({ previous })).toBe('unreadable')
    })

    it.each(good)('of %s is posts', async scene => {
      station.play(station.handle, scene)
      expect(await outcome()).toBe('posts')
    })

    it.each(faults)('is not known after %s: %s, cold and a day after good posts', async (scene, reason) => {
      const previous = await load()
      station.play(station.handle, scene)
      expect(await outcome()).toBe(reason)
      clock.advance(DAY)
      expect(await outcome({ previous })).toBe(reason)
    })
  })

  describe('posts', () => {
    const TEXTS = [
      'Grüße 👩‍👩‍👧‍👦 & <b>no</b> markup: 漢字 &amp; "tea" #Tide',
      'Line one\nLine two\n\n  – indented é',
      STRINGS.MARKUP,
      '\u202etxet\u2066 javascript:alert(1) data:text/html,hi',
      `${STRINGS.PROTOTYPE} ${STRINGS.CONSTRUCTOR}`,
      STRINGS.ODD,
    ]

    it.each(TEXTS)('read as they were written: %.30j', async text => {
      const id = station.publish(station.handle, text)
      const post = postsOf(await load()).find(one => one.id === id)
      expect(post?.text.map(segment => segment.text).join('')).toBe(
        shown(text.replace(/\p{Surrogate}/gu, '\uFFFD')),
      )
      for (const segment of post?.text ?? []) {
        if ('href' in segment) expect(segment.href).toMatch(/^https?:\/\//)
      }
      if (text.includes('#Tide'))
        expect(post?.text).toContainEqual(expect.objectContaining({ type: 'hashtag', text: '#Tide' }))
    })

    it('are all well formed, each once, newest first', async () => {
      for (let turn = 0; turn < 30; turn++) station.publish(station.handle, `Tide table ${turn}`)
      const posts = postsOf(await load({ window: 25 }))
      expect(posts.map(post => post.text[0]?.text)).toEqual(
        Array.from({ length: 25 }, (_, index) => `Tide table ${29 - index}`),
      )
      expect(posts.every(post => isPost(post) && post.network === name)).toBe(true)
      expect(new Set(posts.map(post => post.id)).size).toBe(25)
      expect(new Set(posts.map(post => post.url)).size).toBe(25)
    })

    // Where nobody can answer there is nothing to show.
    if (threads) {
      it('that answer their own account are shown where replies are not', async () => {
        const first = station.publish(station.handle, 'The lamp is lit')
        const second = station.publish(station.handle, 'and burns well', first)
        const third = station.publish(station.handle, 'until morning', second)
        const { document } = await load({ replies: threads === 'with replies' })
        const seen = seenThrough({ limit: 100, replies: false, reposts: true }, document)
        const posts = seen.status === 'posts' ? seen.posts : []
        expect(posts.slice(0, 3).map(post => post.id)).toEqual([third, second, first])
        expect(posts[0]?.replyTo).toEqual({ handle: posts[1]?.author.handle, url: posts[1]?.url })
        expect(posts.filter(({ replyTo, author }) => replyTo && replyTo.handle !== author.handle)).toEqual([])
      })
    }

    it('are gone when they are deleted', async () => {
      const id = station.publish(station.handle, 'Said too much')
      expect(postsOf(await load()).map(post => post.id)).toContain(id)
      station.remove(station.handle, id)
      expect(postsOf(await load()).map(post => post.id)).not.toContain(id)
    })

    it('never cost the others when one is odd', async () => {
      const whole = postsOf(await load())
      station.play(station.handle, 'odd-post')
      const { document, dropped } = await load()
      expect(dropped).toBe(1)
      expect(document.status === 'posts' && document.posts).toEqual(whole)
    })
  })

  it('remembers nothing that JSON can’t hold, and reads on from it', async () => {
    const truth = await load()
    const previous = JSON.parse(JSON.stringify(truth))
    expect(previous).toEqual(truth)
    const next = await load({ previous })
    expect(postsOf(next)).toEqual(postsOf(truth))
  })

  it('reads on from notes that are junk', async () => {
    const { document } = await load()
    for (const memory of [null, 7, 'x', [], { v: 9 }, { v: 1, id: '../x' }])
      expect(await outcome({ previous: { document, dropped: 0, memory } })).toBe('posts')
  })

  it('stops when it is told to', async () => {
    station.play(station.handle, 'hang')
    expect(await outcome({ signal: AbortSignal.timeout(100) })).toBe('timeout')
    const before = station.calls.length
    expect(await outcome({ signal: AbortSignal.abort() })).toBe('timeout')
    expect(station.calls.length).toBe(before)
  })
})
