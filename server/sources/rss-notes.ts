/** What the source for feeds keeps between two reads. */
import { absolute } from './address.js'
import { compact, countAt, stringAt, valueAt } from './json.js'
import type { Ask, Truth } from './source.js'

/** Beside the document. */
export interface Notes {
  readonly v: 1
  /** The feed's own address: the handle, or what its page named. */
  readonly feed: string
  /** Posts that were kept at most: "not modified" says nothing of those beyond. */
  readonly window: number
  readonly etag?: string
  readonly modified?: string
}

/** Notes come from a disk: read with care. Validators only where there is a document to keep. */
export function recall({ previous, window }: Ask): Notes | undefined {
  const memory = previous?.memory
  const feed = absolute(stringAt(memory, 'feed'))
  const kept = countAt(memory, 'window') ?? 0
  if (!previous || !feed || valueAt(memory, 'v') !== 1) return undefined
  const { status } = previous.document
  const usable = kept >= window && (status === 'posts' || status === 'empty')
  return compact<Notes>({
    v: 1,
    feed,
    window: kept,
    etag: usable ? stringAt(memory, 'etag') : undefined,
    modified: usable ? stringAt(memory, 'modified') : undefined,
  })
}

/** The same question, without what was noted; the dates of posts stay known. */
export function asked(ask: Ask): Ask {
  return ask.previous ? { ...ask, previous: { ...ask.previous, memory: undefined } } : ask
}

/** Undated posts keep the date they were given first. */
export function datesOf(previous: Truth | undefined): Readonly<Record<string, string>> {
  const document = previous?.document
  if (document?.status !== 'posts') return {}
  return Object.fromEntries(document.posts.map(({ id, createdAt }) => [id, createdAt]))
}
