/** What one visitor is answered, looked at from every side: nothing in it may tell what only the owner should know. */
import { expect } from 'vitest'
import type { FeedDocument, PostsDocument } from '../../wire/document.js'
import { isFeedDocument } from '../../wire/guard.js'
import { TOKEN } from './serve.js'
import { HANDLE, type World } from './world.js'

export interface Told {
  readonly status: number
  readonly cache: string
  readonly retryAfter: string | null
  readonly document: FeedDocument
}

export async function ask(world: World, handle = HANDLE): Promise<Told> {
  const response = await world.get(`feeds/x/${handle}`)
  const text = await response.text()
  const document: unknown = JSON.parse(text)
  if (!isFeedDocument(document)) throw new Error(`no document: ${text}`)
  const headers = JSON.stringify([...response.headers])
  expect(leaks(text + headers)).toBe(false)
  // Posts may hold any words; a document without them holds none of the network's.
  if (document.status === 'unavailable') expect(text).not.toMatch(/error|http \d|"(4\d\d|5\d\d)|\b2\/users/i)
  return {
    status: response.status,
    cache: response.headers.get('Cache-Status') ?? '',
    retryAfter: response.headers.get('Retry-After'),
    document,
  }
}

/** Keys, addresses of the API, stacks. */
export const leaks = (text: string): boolean =>
  text.includes(TOKEN) || /api\.x\.com|127\.0\.0\.1:\d+\/2\/|\n\s+at |\.[jt]s:\d+/.test(text)

/** A good read of a feed. */
export async function learn(world: World, handle = HANDLE): Promise<PostsDocument> {
  const { status, document } = await ask(world, handle)
  if (document.status !== 'posts') throw new Error(JSON.stringify(document))
  expect([status, document.stale]).toEqual([200, undefined])
  return document
}

/** The answer in a few words, for the table. */
export function told({ status, document }: Told): string {
  if (document.status === 'unavailable') return `${status} ${document.reason}, ${document.retryAfter} s`
  return `${status} posts${document.stale ? `, behind: ${document.stale.reason}` : ''}`
}
