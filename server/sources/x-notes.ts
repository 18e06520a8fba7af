/** What the source for X keeps of a feed with posts between two reads, beside its document. */
import type { PostsDocument } from '../../wire/document.js'
import { countAt, stringAt, valueAt } from './json.js'
import type { Truth } from './source.js'
import type { Account } from './x-post.js'
import { idOf } from './x-raw.js'

export interface Notes {
  readonly v: 1
  /** The account's number on X, which outlives its handle. */
  readonly id: string
  /** When the profile and the whole window were last read, in milliseconds. */
  readonly reconciled: number
  /** What the window was then; another one is read whole. */
  readonly window: number
  /** The newest post ever bought, shown or not. The post may be gone: X takes it as a mere number. */
  readonly newest: string
}

/** A feed that can be polled. */
export interface Known {
  readonly account: Account
  readonly document: PostsDocument
  readonly dropped: number
  readonly notes: Notes
}

/** Undefined when the feed has to be read whole. Notes come from a disk: they are read with care. */
export function recall(previous: Truth | undefined, window: number): Known | undefined {
  if (previous?.document.status !== 'posts') return undefined
  const { document, dropped, memory } = previous
  const id = idOf(memory)
  const newest = idOf({ id: stringAt(memory, 'newest') })
  const reconciled = countAt(memory, 'reconciled')
  if (valueAt(memory, 'v') !== 1 || valueAt(memory, 'window') !== window) return undefined
  if (!id || !newest || reconciled === undefined) return undefined
  return {
    account: { id, author: document.author },
    document,
    dropped,
    notes: { v: 1, id, reconciled, window, newest },
  }
}
