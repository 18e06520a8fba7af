/** Work that must end in time. */
import { FeedError } from './errors.js'

const SECOND = 1000

export interface Deadline {
  /** Aborts with the outer one, and when the time is over. */
  readonly signal: AbortSignal
  /** The work is done: nothing is left behind. */
  clear(): void
}

/** Not AbortSignal.any with .timeout: in Node 20 the garbage collector takes those away before they fire. */
export function startDeadline(outer: AbortSignal, milliseconds: number): Deadline {
  const controller = new AbortController()
  const end = () => controller.abort()
  const timer = setTimeout(end, milliseconds)
  if (outer.aborted) end()
  outer.addEventListener('abort', end, { once: true })
  const clear = () => {
    clearTimeout(timer)
    outer.removeEventListener('abort', end)
  }
  return { signal: controller.signal, clear }
}

/**
 * Ends `work` after `milliseconds`, even when it ignores its signal: one hung read must not hold a feed
 * for ever.
 */
export async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new FeedError('timeout', `no answer within ${milliseconds / SECOND} s`))
      controller.abort()
    }, milliseconds)
  })
  try {
    return await Promise.race([work(controller.signal), tooLate])
  } finally {
    clearTimeout(timer)
  }
}
