/**
 * The way to Redis, bounded on every side: nothing queues while it is away, one visitor waits for all of its
 * commands together 250 ms at most and for a single one 75 ms, and after one that failed Redis is left alone
 * for 5 s. Commands reach it in the order they were asked; that is what lets a save and the release behind it
 * be sent without waiting.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'
import { Redis, type RedisOptions } from 'ioredis'

export interface RedisLink {
  /**
   * One command's answer; undefined when Redis is away or refuses it. Never rejects. `undo` is sent behind a
   * command that got no answer: a Redis that merely hung still carries out both.
   */
  ask<R>(command: Command<R>, undo?: Command<unknown>): Promise<Answered<R> | undefined>
  /** What one visitor waits for: all that `work` asks here, however deep, draws on one patience. */
  patiently<R>(work: () => Promise<R>): Promise<R>
  /** Waits for something besides a command on the same patience. False: that ended first. */
  wait(something: Promise<unknown>): Promise<boolean>
  /** Sends a command that nobody waits for, also while Redis is left alone: a lease held must be given back. */
  tell(command: Command<unknown>): void
  /** Tells each message on a channel, and when listening begins, also after a gap. */
  listen(channel: string, heard: (message: string) => void, began?: () => void): void
  readonly counts: Readonly<Counts>
  /** Why Redis is left alone now; undefined while it answers. */
  trouble(): string | undefined
  /** Waits for what is on its way, at most as long as a command may take. */
  close(): Promise<void>
}

export interface RedisLinkOptions {
  readonly url: string
  /** Told once when Redis goes away, and once when it is back. */
  readonly warn: (message: string) => void
  /** Milliseconds one visitor may wait for Redis in all; three tenths of it for one command. */
  readonly patience?: number
  readonly connectTimeout?: number
  /** Milliseconds without Redis after a failure. */
  readonly skipFor?: number
}

export type Command<R> = (redis: Redis) => Promise<R>

export interface Answered<R> {
  readonly value: R
}

interface Visitor {
  /** Milliseconds. */
  left: number
}

interface Counts {
  answered: number
  failed: number
  /** Not even asked, because one failed lately. */
  skipped: number
}

/** Resolves when Redis is reached, or when that takes too long: then without it. */
export async function openRedis(options: RedisLinkOptions): Promise<RedisLink> {
  const { url, warn, patience = 250, connectTimeout = 500, skipFor = 5000 } = options
  const commandTimeout = patience * 0.3
  const settings = { ...BOUNDED, connectTimeout }
  // A socket that is silent this long is given up, so that a Redis that moved elsewhere is found again.
  const redis = quiet(new Redis(url, { ...settings, socketTimeout: 1000 }))
  const counts: Counts = { answered: 0, failed: 0, skipped: 0 }
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: skipFor, breaker: new ConsecutiveBreaker(1) })
  const visitors = new AsyncLocalStorage<Visitor>()
  const onTheirWay = new Set<Promise<unknown>>()
  let listener: Redis | undefined
  let away: string | undefined

  breaker.onBreak(reason => {
    const cause = whyAway(redis, 'error' in reason ? reason.error.message : 'no answer')
    if (!away) warn(`Redis is away (${cause}); this server goes on alone, with its own share of the budget`)
    away = cause
  })
  breaker.onReset(() => {
    if (away) warn('Redis is back')
    away = undefined
  })

  async function send<R>(command: Command<R>, undo?: Command<unknown>): Promise<Answered<R> | undefined> {
    const visitor = visitors.getStore()
    if (visitor && visitor.left < 1) {
      counts.skipped++
      return undefined
    }
    const longest = Math.min(commandTimeout, visitor?.left ?? commandTimeout)
    const began = performance.now()
    try {
      const value = await breaker.execute(() => within(longest, command(redis)))
      counts.answered++
      return { value }
    } catch (error) {
      if (error instanceof BrokenCircuitError) counts.skipped++
      else {
        counts.failed++
        void undo?.(redis).catch(() => {})
      }
      return undefined
    } finally {
      if (visitor) visitor.left -= performance.now() - began
    }
  }

  async function wait(something: Promise<unknown>): Promise<boolean> {
    const visitor = visitors.getStore()
    if (!visitor) return something.then(() => true)
    const began = performance.now()
    try {
      return await within(Math.max(0, visitor.left), something).then(
        () => true,
        () => false,
      )
    } finally {
      visitor.left -= performance.now() - began
    }
  }

  function track<R>(sent: Promise<R>): Promise<R> {
    onTheirWay.add(sent)
    return sent.finally(() => onTheirWay.delete(sent))
  }

  await reached(redis, connectTimeout)
  return {
    counts,
    trouble: () => away ?? whyAway(redis, undefined),
    ask: (command, undo) => track(send(command, undo)),
    patiently: work => visitors.run({ left: patience }, work),
    wait,
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

/** A command that can't be sent says so in the words of the client's settings. */
const whyAway = <C>({ status }: Redis, cause: C): C | string => (status === 'ready' ? cause : 'no connection')

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
