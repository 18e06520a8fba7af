/**
 * What servers share through Redis: entries, failures, leases, and word of what was deleted. An entry from
 * here is as fresh as it says, for another server has just learnt it.
 *
 * Each deletion or revision raises the key's revision. A save that began under an older one is refused, so a
 * read that was on its way can't bring a deleted post back.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { REASONS, type Reason } from '../../wire/document.js'
import type { Entry, Failure } from '../cache.js'
import { FeedError } from '../errors.js'
import type { Command, RedisLink } from './redis-link.js'
import { RELEASE, REMOVE, REPLACE, SAVE } from './redis-scripts.js'
import { type Kept, type Store, toEntry } from './store.js'

export interface RedisStoreOptions<T> {
  readonly link: RedisLink
  /** Does this parsed JSON hold a value of ours? */
  readonly isValue: (value: unknown) => value is T
  readonly now: () => number
  /** Milliseconds an owner's deletion waits for a Redis that is away. Longer than the link leaves it alone. */
  readonly patience?: number
}

/** What a script is given beside the names, under the revision the change was made from; `''` is any. */
type Values = (revision: string) => readonly (string | number)[]

/** Another number and older values are passed over: raise it when the shape of an entry changes. */
const VERSION = 1
const PREFIX = 'social-feed'
const CHANGED = `${PREFIX}:changed`
const CHANGES = `${PREFIX}:changes`
/** Keys whose revision is remembered between a load and its save. */
const MAX_REVISIONS = 10_000

export function createRedisStore<T>(
  options: RedisStoreOptions<T>,
): Store<T> & { readonly counts: { readonly corrupt: number } } {
  const { link, isValue, now, patience = 6000 } = options
  const self = randomUUID()
  const counts = { corrupt: 0 }
  const revisions = new LRUCache<string, string>({ max: MAX_REVISIONS })
  /** Deletions that Redis has not carried out: they go before anything is believed that it says of the key. */
  const owed = new Map<string, () => Promise<void>>()

  /** A value of ours, or undefined; what is neither ours nor absent is counted. */
  function read<R>(text: string | null | undefined, check: (json: unknown) => R | undefined): R | undefined {
    if (text === null || text === undefined) return undefined
    const value = check(toJson(text))
    if (value === undefined) counts.corrupt++
    return value
  }

  function toKept(key: string, entryText?: string | null, failureText?: string | null): Kept<T> {
    const entry = read(entryText?.slice(entryText.indexOf(' ')), json => openEnvelope(key, json, isValue))
    const failure = read(failureText, openFailure)
    return { ...(entry && now() < entry.hardUntil && { entry }), ...(failure && { failure }) }
  }

  const untilHardEnd = (entry: Entry<T>): number => Math.max(1, Math.ceil(entry.hardUntil - now()))
  const seal = (key: string, entry: Entry<T>): string =>
    `${entry.fetchedAt} ${JSON.stringify({ v: VERSION, key, entry })}`

  /** Owners may wait a little, visitors may not; what still could not be told is owed. */
  async function change(key: string, script: string, values: Values = () => []): Promise<boolean> {
    for (const end = Date.now() + patience; ; await delay(250)) {
      const told = await announce(key, script, values(revisions.get(key) ?? '0'))
      if (told !== undefined) return told
      if (Date.now() >= end) break
    }
    owed.set(key, async () => {
      if ((await announce(key, script, values(''))) !== undefined) owed.delete(key)
    })
    return true
  }

  async function announce(
    key: string,
    script: string,
    values: readonly (string | number)[],
  ): Promise<boolean | undefined> {
    const names = [...namesOf(key), CHANGES]
    const message = JSON.stringify({ from: self, key })
    const reply = await link.ask(redis =>
      redis.eval(script, names.length, ...names, CHANGED, key, message, ...values),
    )
    if (typeof reply?.value === 'string') revisions.set(key, reply.value)
    return reply && reply.value !== null
  }

  return {
    counts,
    async load(key) {
      await owed.get(key)?.()
      if (owed.has(key)) return {}
      const reply = await link.ask(redis => redis.mget(...namesOf(key)))
      if (!reply) return {}
      const [entry, failure, revision] = reply.value
      revisions.set(key, revision ?? '0')
      return toKept(key, entry, failure)
    },
    async save(key, entry) {
      const revision = revisions.get(key) ?? '0'
      const names = namesOf(key)
      const value = seal(key, entry)
      link.tell(redis =>
        redis.eval(
          SAVE,
          names.length,
          ...names,
          value,
          untilHardEnd(entry),
          String(entry.fetchedAt),
          revision,
        ),
      )
    },
    replace: (key, entry) =>
      change(key, REPLACE, revision => [
        seal(key, entry),
        untilHardEnd(entry),
        String(entry.fetchedAt),
        revision,
      ]),
    async fail(key, { error, attempts, failedAt, retryAt }) {
      const { reason, message, retryAfter } = error
      const value = JSON.stringify({ reason, message, retryAfter, attempts, failedAt, retryAt })
      const left = Math.max(1, Math.ceil(retryAt - now()))
      link.tell(redis => redis.set(`${PREFIX}:failure:${key}`, value, 'PX', left))
    },
    async remove(key) {
      await change(key, REMOVE)
    },
    async lease(key, milliseconds) {
      const name = `${PREFIX}:lease:${key}`
      const token = randomUUID()
      const release: Command<unknown> = redis => redis.eval(RELEASE, 1, name, token)
      const reply = await link.ask(redis => redis.set(name, token, 'PX', milliseconds, 'NX'), release)
      if (!reply) return { release: async () => {} }
      return reply.value === 'OK' ? { release: async () => link.tell(release) } : undefined
    },
    onChange(forget) {
      let since = 0
      link.listen(
        CHANGED,
        message => {
          const { from, key } = (toJson(message) ?? {}) as { from?: unknown; key?: unknown }
          if (from !== self && typeof key === 'string') forget(key)
        },
        // Messages are told once: what was missed in a gap is looked up.
        async () => {
          const reply = await link.ask(redis =>
            redis.multi().time().zrange(CHANGES, since, '+inf', 'BYSCORE').exec(),
          )
          const [time, changes] = reply?.value?.map(([, value]) => value) ?? []
          if (since && Array.isArray(changes)) for (const key of changes) forget(String(key))
          if (Array.isArray(time)) since = Number(time[0])
        },
      )
    },
    close: () => link.close(),
  }
}

/** Entry, failure, revision: what one load asks for. */
const namesOf = (key: string): [string, string, string] => [
  `${PREFIX}:entry:${key}`,
  `${PREFIX}:failure:${key}`,
  `${PREFIX}:revision:${key}`,
]

function openEnvelope<T>(
  key: string,
  json: unknown,
  isValue: (value: unknown) => value is T,
): Entry<T> | undefined {
  const envelope = (json ?? {}) as { readonly v?: unknown; readonly key?: unknown; readonly entry?: unknown }
  return envelope.v === VERSION && envelope.key === key ? toEntry(envelope.entry, isValue) : undefined
}

function openFailure(json: unknown): Failure | undefined {
  const { reason, message, retryAfter, attempts, failedAt, retryAt } = (json ?? {}) as Record<string, unknown>
  const numbers = [attempts, failedAt, retryAt].every(Number.isFinite)
  if (!isReason(reason) || typeof message !== 'string' || !numbers) return undefined
  const error = new FeedError(reason, message, typeof retryAfter === 'number' ? { retryAfter } : {})
  return { error, attempts: Number(attempts), failedAt: Number(failedAt), retryAt: Number(retryAt) }
}

const isReason = (value: unknown): value is Reason => REASONS.some(reason => reason === value)

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
