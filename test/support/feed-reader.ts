/** The real RSS source, with its upstream and its parsing thread, in front of the stand-in server of feeds. */
import { expect } from 'vitest'
import { type FeedStandIn, startFeeds } from '../../demo/standin-rss/index.js'
import type { FeedScene } from '../../demo/standin-rss/scenes.js'
import { createRssSource } from '../../server/sources/rss.js'
import { createFeedParser, type FeedParser } from '../../server/sources/rss-parser.js'
import type { Truth } from '../../server/sources/source.js'
import { createUpstream, type Upstream } from '../../server/upstream.js'
import { isFeedDocument } from '../../wire/guard.js'
import type { Post } from '../../wire/post.js'

export const NOW = Date.UTC(2026, 10, 23, 9)

export interface Choice {
  readonly previous?: Truth
  readonly window?: number
  /** Milliseconds. */
  readonly patience?: number
  readonly now?: number
}

export interface FeedReader {
  readonly standIn: FeedStandIn
  readonly upstream: Upstream
  readonly parser: FeedParser
  load(handle: string, choice?: Choice): Promise<Truth>
  /** The posts of the site that plays this scene and is named after it. */
  postsOf(scene: FeedScene): Promise<readonly Post[]>
  close(): Promise<void>
}

export async function openFeedReader(): Promise<FeedReader> {
  const standIn = await startFeeds({ now: () => NOW })
  const upstream = createUpstream({ allowPrivate: [standIn.host], userAgent: 'test' })
  const parser = createFeedParser({ deadline: 2500 })

  async function load(handle: string, choice: Choice = {}): Promise<Truth> {
    const { previous, window = 20, patience = 20_000, now = NOW } = choice
    const source = createRssSource({ upstream, parser, now: () => now })
    const signal = AbortSignal.timeout(patience)
    const truth = await source.load({ handle, window, replies: false, signal, ...(previous && { previous }) })
    expect(isFeedDocument(truth.document)).toBe(true)
    return truth
  }

  return {
    standIn,
    upstream,
    parser,
    load,
    async postsOf(scene) {
      standIn.play(scene, scene)
      return postsIn(await load(standIn.feedUrl(scene)))
    },
    close: async () => {
      await Promise.all([standIn.close(), upstream.close(), parser.close()])
    },
  }
}

export function postsIn({ document }: Truth): readonly Post[] {
  if (document.status !== 'posts') throw new Error(`no posts, but ${document.status}`)
  return document.posts
}

export const textOf = (post: Post | undefined): string | undefined =>
  post?.text.map(({ text }) => text).join('')
