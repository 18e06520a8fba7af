/** Fetches the chunks that an answer needs to be understood and shown, and puts their styles on. */
import type { CSSResult } from 'lit'
import { isPlain, isPlainFeed, plainPart } from '../wire/plain-guard.js'
import type { Post } from '../wire/post.js'
import type { Failure, FeedState, Known } from './feed-state.js'
import { isLong } from './templates/body.js'
import type { Chunks } from './view.js'

/** Written out, so that every bundler finds them. */
const CHUNKS = {
  attachments: () => import('./templates/attachments.js'),
  fresh: () => import('./fresh.js'),
  later: () => import('./alive.js'),
  layouts: () => import('./templates/layouts.js'),
  marks: () => import('./marks.js'),
  panel: () => import('./templates/panel.js'),
  wall: () => import('./templates/wall.js'),
} as const satisfies {
  readonly [Name in keyof Chunks]: () => Promise<{ readonly styles: readonly CSSResult[] }>
}

type Name = keyof typeof CHUNKS
type Chunk<Which extends Name> = Awaited<ReturnType<(typeof CHUNKS)[Which]>>

export class Fetcher {
  /** What has come. */
  chunks: Chunks = {}
  /** Those of the shadow root. */
  sheets: CSSStyleSheet[] = []
  readonly #changed: () => unknown

  /** `changed` is called when something has come. */
  constructor(changed: () => unknown) {
    this.#changed = changed
  }

  /** Never rejects: where a chunk can't be had, the state is shown in plain words without it. */
  prepare(state: FeedState, layout: string): Promise<unknown> {
    const posts = state.status === 'posts' && state
    const needed = [
      'wall' in state && 'wall',
      !('network' in state && state.network === 'x') && 'marks',
      'fetchedAt' in state && (state.stale || state.sample) && 'later',
      !posts && 'panel',
      posts && layout !== 'list' && 'layouts',
      posts && (posts.more || posts.posts.some(needsMore)) && 'attachments',
    ] as const
    return Promise.all(needed.map(name => name && this.get(name)))
  }

  /** What does this answer say? Nothing in it was checked yet. Never rejects. */
  async judge(address: string, status: number, body: unknown): Promise<Known | Failure> {
    if (isPlainFeed(body)) {
      if (body.posts.every(isPlain)) return body
      const attachments = await this.get('attachments')
      if (!attachments) return { ...body, posts: body.posts.map(plainPart) }
      if (attachments.isFeedDocument(body)) return body
    }
    const panel = await this.get('panel')
    return panel?.judge(address, status, body) ?? { status: 'unavailable', reason: 'unreadable' }
  }

  /** Undefined when it can't be had. */
  async get<Which extends Name>(name: Which): Promise<Chunk<Which> | undefined> {
    const chunk = await CHUNKS[name]().catch(() => undefined)
    if (!chunk) return undefined
    this.chunks = { ...this.chunks, [name]: chunk }
    for (const { styleSheet } of chunk.styles)
      if (styleSheet && !this.sheets.includes(styleSheet)) this.sheets.push(styleSheet)
    this.#changed()
    return chunk as Chunk<Which>
  }
}

function needsMore(post: Post): boolean {
  const { author, text } = post
  const isMarked = author.verified || author.affiliation
  return !isPlain(post) || !!isMarked || isLong(text) || text.some(({ type }) => type === 'emoji')
}
