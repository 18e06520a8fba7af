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
import { KEEP_FOR, MAX_POSTS } from '../deletions.js'
import type { Entry } from '../known.js'
import type { Command, RedisLink } from './redis-link.js'
import { CLAIM, KEEP_OUT, RELEASE, REMOVE, REPLACE, SAVE } from './redis-scripts.js'
import {
  openDeleted,
  openEntry,
  openFailure,
  sealDeleted,
  sealEntry,
  sealFailure,
  whyPassedOver,
} from './redis-values.js'
import { FREE, type Kept, type Store, toJson } from './store.js'
import type { Unreadable } from './store-health.js'

export interface RedisStoreOptions<T> {
  readonly link: RedisLink
  /** Does this parsed JSON hold a value of ours? */
  readonly isValue: (value: unknown) => value is T
  readonly now: () => number
  /** Milliseconds an owner's deletion waits for a Redis that is away. Longer than the link leaves it alone. */
  readonly patience?: number
}

export interface RedisStore<T> extends Store<T> {
  /** Values that are no entry or failure of this version: passed over. */
  readonly counts: Readonly<Record<Unreadable, number>>
}

interface Change {
  readonly script: string
  readonly names: readonly string[]
  /** What the script is given, under the revision the change was made from; `''` is any. */
  readonly values: (revision: string) => readonly (string | number)[]
}

const PREFIX = 'social-feed'
const CHANGED = `${PREFIX}:changed`
const CHANGES = `${PREFIX}:changes`
/** Keys whose revision is remembered between a load and its save. */
const MAX_REVISIONS = 10_000

export function createRedisStore<T>(options: RedisStoreOptions<T>): RedisStore<T> {
  const { link, isValue, now, patience = 6000 } = options
  const self = randomUUID()
  const counts = { torn: 0, foreign: 0, outdated: 0 }
  const revisions = new LRUCache<string, string>({ max: MAX_REVISIONS })
  /** Changes that Redis has not carried out: they go before anything is believed that it says of the key. */
  const owed = new Map<string, Change[]>()

  /** False: Redis is away, and still holds what was deleted. */
  async function pay(key: string): Promise<boolean> {
    for (const change of [...(owed.get(key) ?? [])]) {
      if ((await announce(key, change, '')) === undefined) return false
      owed.get(key)?.shift()
    }
    owed.delete(key)
    return true
  }

  /** Owners may wait a little, visitors may not; what still could not be told is owed. */
  async function change(key: string, change: Change, longest = patience): Promise<boolean> {
    for (const end = Date.now() + longest; ; await delay(250)) {
      const told = await announce(key, change, revisions.get(key) ?? '0')
      if (told !== undefined) return told
      if (Date.now() >= end) break
    }
    owed.set(key, [...(owed.get(key) ?? []), change])
    return true
  }

  /** False: another entry is there by now. */
  async function announce(
    key: string,
    { script, names, values }: Change,
    revision: string,
  ): Promise<boolean | undefined> {
    const message = JSON.stringify({ from: self, key })
    const reply = await link.ask(redis =>
      redis.eval(script, names.length, ...names, CHANGED, key, message, ...values(revision)),
    )
    if (typeof reply?.value === 'string') revisions.set(key, reply.value)
    return reply && reply.value !== null
  }

  function toKept(key: string, told: readonly unknown[]): Kept<T> {
    const [entryText, failureText, revision] = told
    revisions.set(key, typeof revision === 'string' ? revision : '0')
    const entry = read(entryText, text => openEntry(key, text, isValue))
    const failure = read(failureText, openFailure)
    return { ...(entry && now() < entry.hardUntil && { entry }), ...(failure && { failure }) }
  }

  /** A value of ours, or undefined; what is neither ours nor absent is counted. */
  function read<R>(text: unknown, open: (text: string) => R | undefined): R | undefined {
    const value = typeof text === 'string' ? open(text) : undefined
    if (typeof text === 'string' && value === undefined) counts[whyPassedOver(text)]++
    return value
  }

  const changing = (key: string): readonly string[] => [...namesOf(key), CHANGES]
  const untilHardEnd = (entry: Entry<T>): number => Math.max(1, Math.ceil(entry.hardUntil - now()))

  return {
    counts,
    patiently: link.patiently,
    async load(key) {
      if (!(await pay(key))) return {}
      const reply = await link.ask(redis => redis.mget(...namesOf(key)))
      return reply ? toKept(key, reply.value) : {}
    },
    async claim(key, milliseconds) {
      if (!(await pay(key))) return { lease: FREE }
      const lease = `${PREFIX}:lease:${key}`
      const token = randomUUID()
      const release: Command<unknown> = redis => redis.eval(RELEASE, 1, lease, token)
      const names = [lease, deletedOf(key), ...namesOf(key)]
      const reply = await link.ask(
        redis => redis.eval(CLAIM, names.length, ...names, token, milliseconds),
        release,
      )
      if (!Array.isArray(reply?.value)) return { lease: FREE }
      const [mine, deleted, told] = reply.value
      return {
        ...toKept(key, told),
        deleted: openDeleted(deleted),
        ...(mine === 1 && { lease: { release: async () => link.tell(release) } }),
      }
    },
    async save(key, entry) {
      const names = namesOf(key)
      const values = [sealEntry(key, entry), untilHardEnd(entry), entry.fetchedAt, revisions.get(key) ?? '0']
      link.tell(redis => redis.eval(SAVE, names.length, ...names, ...values))
    },
    replace: (key, entry) =>
      change(key, {
        script: REPLACE,
        names: changing(key),
        values: revision => [sealEntry(key, entry), untilHardEnd(entry), entry.fetchedAt, revision],
      }),
    async fail(key, failure) {
      const left = Math.max(1, Math.ceil(failure.retryAt - now()))
      link.tell(redis => redis.set(`${PREFIX}:failure:${key}`, sealFailure(failure), 'PX', left))
    },
    async remove(key) {
      await change(key, { script: REMOVE, names: changing(key), values: () => [] })
    },
    async keepOut(key, deleted) {
      const values = () => [now() - KEEP_FOR, MAX_POSTS, ...sealDeleted(deleted)]
      // Not waited for: the server that tells it keeps it in a file.
      await change(key, { script: KEEP_OUT, names: [...changing(key), deletedOf(key)], values }, 0)
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
          const lookUp = () =>
            link.ask(redis => redis.multi().time().zrange(CHANGES, since, '+inf', 'BYSCORE').exec())
          let reply = await lookUp()
          // Redis may still be left alone for a while, which is shorter than this.
          for (const end = Date.now() + patience; !reply && Date.now() < end; reply = await lookUp())
            await delay(250, undefined, { ref: false })
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
const namesOf = (key: string): readonly [string, string, string] => [
  `${PREFIX}:entry:${key}`,
  `${PREFIX}:failure:${key}`,
  `${PREFIX}:revision:${key}`,
]

const deletedOf = (key: string): string => `${PREFIX}:deleted:${key}`
