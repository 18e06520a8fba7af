/**
 * Parses feeds in a thread of its own: one at a time, under a deadline and a bound of memory. A document
 * that breaks either ends its thread, and the next one starts a new one.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { FeedError, toFeedError } from '../errors.js'
import type { FeedBytes, FeedReading } from './rss-read.js'

export interface ParserOptions {
  /** Milliseconds for one document. Default 3000. */
  readonly deadline?: number
  /** MiB of the thread's heap. Default 192. */
  readonly memory?: number
}

export interface FeedParser {
  /** Throws FeedError `unreadable` when the deadline or the memory is used up. */
  parse(bytes: FeedBytes, signal: AbortSignal): Promise<FeedReading>
  close(): Promise<void>
}

/** For loading its modules, on a machine that is busy. */
const START_DEADLINE = 10_000

export function createFeedParser({ deadline = 3000, memory = 192 }: ParserOptions = {}): FeedParser {
  let running: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function start(): Promise<Worker> {
    const worker = new Worker(FILE, { resourceLimits: { maxOldGenerationSizeMb: memory } })
    // Heard here always: without a listener a thread that dies takes the process along.
    worker.on('error', () => {})
    worker.on('exit', () => {
      if (running === worker) running = undefined
    })
    running = worker
    await answerOf(worker, START_DEADLINE, 'the thread for feeds did not start')
    return worker
  }

  async function parseNow(bytes: FeedBytes, signal: AbortSignal): Promise<FeedReading> {
    if (signal.aborted) throw new FeedError('timeout', 'given up before its turn to be parsed')
    const worker = running ?? (await start())
    // A thread that waits for work does not keep the process.
    worker.ref()
    try {
      worker.postMessage(bytes)
      return (await answerOf(
        worker,
        deadline,
        `a feed that took longer than ${deadline} ms to parse`,
      )) as FeedReading
    } catch (error) {
      running = undefined
      await worker.terminate()
      throw toFeedError(error)
    } finally {
      worker.unref()
    }
  }

  return {
    parse(bytes, signal) {
      const turn = last.then(() => parseNow(bytes, signal))
      last = turn.catch(() => {})
      return turn
    },
    async close() {
      await running?.terminate()
    },
  }
}

/** The build's: run from the sources, node can't load it. */
const FILE = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/server/sources/rss-worker.js', import.meta.url)
  : new URL('./rss-worker.js', import.meta.url)

/** Its next message. Throws FeedError when it ends, or is too late. */
async function answerOf(worker: Worker, milliseconds: number, tooLate: string): Promise<unknown> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), milliseconds)
  try {
    const [message] = await once(worker, 'message', { signal: over.signal })
    return message
  } catch (error) {
    throw new FeedError(
      'unreadable',
      over.signal.aborted ? tooLate : `a feed that ended its thread (${codeOf(error)})`,
    )
  } finally {
    clearTimeout(timer)
  }
}

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  return typeof code === 'string' ? code : 'unknown'
}
