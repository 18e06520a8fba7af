/**
 * The way to Redis, bounded on every side: nothing queues while it is away, no command is waited for longer
 * than 75 ms, and after one that failed Redis is left alone for 5 s. Commands reach it in the order they
 * were asked; that is what lets a save and the release behind it be sent without waiting.
 */
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'
import { Redis, type RedisOptions } from 'ioredis'

export interface RedisLink {
  /**
   * One command's answer; undefined when Redis is away or refuses it. Never rejects. `undo` is sent behind a
   * command that got no answer: a Redis that merely hung still carries out both.
   */
  ask<R>(command: Command<R>, undo?: Command<unknown>): Promise<Answered<R> | undefined>
  /** Sends a command that nobody waits for, also while Redis is left alone: a lease held must be given back. */
  tell(command: Command<unknown>): void
  /** Tells each message on a channel, and when listening begins, also after a gap. */
  listen(channel: string, heard: (message: string) => void, began?: () => void): void
  readonly counts: Readonly<Counts>
  /** Waits for what is on its way, at most as long as a command may take. */
  close(): Promise<void>
}

export interface RedisLinkOptions {
  readonly url: string
  /** Told once when Redis goes away, and once when it is back. */
  readonly warn: (message: string) => void
  /** Milliseconds. A cold read asks three times in a row, look, lease, look, and may lose 250 in all. */
  readonly commandTimeout?: number
  readonly connectTimeout?: number
  /** Milliseconds without Redis after a failure. */
  readonly skipFor?: number
}

export type Command<R> = (redis: Redis) => Promise<R>

export interface Answered<R> {
  readonly value: R
}

interface Counts {
  answered: number
  failed: number
  /** Not even asked, because one failed lately. */
  skipped: number
}

/** Resolves when Redis is reached, or when that takes too long: then without it. */
export async function openRedis(options: RedisLinkOptions): Promise<RedisLink> {
  const { url, warn, commandTimeout = 75, connectTimeout = 500, skipFor = 5000 } = options
  const settings = { ...BOUNDED, connectTimeout }
  // A socket that is silent this long is given up, so that a Redis that moved elsewhere is found again.
  const redis = quiet(new Redis(url, { ...settings, socketTimeout: 1000 }))
  const counts: Counts = { answered: 0, failed: 0, skipped: 0 }
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: skipFor, breaker: new ConsecutiveBreaker(1) })
  const onTheirWay = new Set<Promise<unknown>>()
  let listener: Redis | undefined
  let away = false

  breaker.onBreak(reason => {
    const cause = 'error' in reason ? reason.error.message : 'no answer'
    if (!away) warn(`Redis is away (${cause}); this server goes on alone, with its own share of the budget`)
    away = true
  })
  breaker.onReset(() => {
    if (away) warn('Redis is back')
    away = false
  })

  async function send<R>(command: Command<R>, undo?: Command<unknown>): Promise<Answered<R> | undefined> {
    try {
      const value = await breaker.execute(() => within(commandTimeout, command(redis)))
      counts.answered++
      return { value }
    } catch (error) {
      if (error instanceof BrokenCircuitError) counts.skipped++
      else {
        counts.failed++
        void undo?.(redis).catch(() => {})
      }
      return undefined
    }
  }

  function track<R>(sent: Promise<R>): Promise<R> {
    onTheirWay.add(sent)
    return sent.finally(() => onTheirWay.delete(sent))
  }

  await reached(redis, connectTimeout)
  return {
    counts,
    ask: (command, undo) => track(send(command, undo)),
    tell: command => void track(within(commandTimeout, command(redis)).catch(() => counts.failed++)),
    listen(channel, heard, began) {
      listener ??= quiet(new Redis(url, { ...settings, keepAlive: 10_000, autoResubscribe: false }))
      const connection = listener
      const begin = (): void => {
        connection.subscribe(channel).then(began, () => connection.disconnect(true))
      }
      connection.on('ready', begin).on('message', (on, message) => on === channel && heard(message))
      if (connection.status === 'ready') begin()
    },
    async close() {
      await Promise.all(onTheirWay)
      redis.disconnect()
      listener?.disconnect()
    },
  }
}

const BOUNDED: RedisOptions = {
  enableOfflineQueue: false,
  enableReadyCheck: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 1,
  retryStrategy: attempts => Math.min(attempts * 100, 1000),
}

/** A connection's own errors say nothing that its commands don't; unheard, they would end the process. */
const quiet = (redis: Redis): Redis => redis.on('error', () => {})

function reached(redis: Redis, milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds)
    redis.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** When time is up, what has arrived meanwhile still counts: it may be this process that was busy, not Redis. */
async function within<R>(milliseconds: number, command: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    const late = () => reject(new Error(`no answer within ${milliseconds} ms`))
    timer = setTimeout(() => setImmediate(late), milliseconds)
  })
  try {
    return await Promise.race([command, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
