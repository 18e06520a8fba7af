/** Where this server keeps last known good, the ledger and the deletions: in Redis, on disk, or nowhere for invented posts. */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isFeedDocument } from '../../wire/guard.js'
import { type Config, ConfigError } from '../config.js'
import { createDeletions, type Deletions } from '../deletions.js'
import { codeOf, makeFolder } from '../folder.js'
import type { LedgerStore } from '../ledger.js'
import type { Truth } from '../sources/source.js'
import { createDeletionFile } from './deletion-file.js'
import { createDiskStore } from './disk.js'
import type { DiskFiles } from './disk-files.js'
import { createDiskLedger } from './disk-ledger.js'
import { memoryLedger } from './ledger-book.js'
import { noStore, type Store } from './store.js'
import type { StoreHealth } from './store-health.js'

export interface Stores {
  readonly feeds: Store<Truth>
  readonly ledger: LedgerStore
  readonly deletions: Deletions
  readonly health: readonly StoreHealth[]
  /** Resolves when what was learnt is kept. */
  close(): Promise<void>
}

type Where = Pick<Config, 'sample' | 'dataDir' | 'redisUrl' | 'replicas' | 'dailyBudget'>

export interface StoresOptions {
  readonly now: () => number
  readonly warn: (message: string) => void
  /** Milliseconds a visitor may wait for Redis; see `RedisLinkOptions`. */
  readonly redisPatience?: number
}

/** Throws a ConfigError when `DATA_DIR` can never be a folder. One that is full, read-only or silent is worked without. */
export async function openStores(where: Where, options: StoresOptions): Promise<Stores> {
  const { sample, dataDir, redisUrl } = where
  const { now, warn } = options
  if (sample) {
    const deletions = createDeletions({ now })
    return { feeds: noStore, ledger: memoryLedger(), deletions, health: [], close: noStore.close }
  }
  await checkFolder(dataDir)
  // Beside Redis as well: what an owner deletes while that is away must not be forgotten.
  const file = createDeletionFile({ path: join(dataDir, 'deletions.json'), now, warn })
  const deletions = createDeletions({ kept: await file.read(), keep: file.write, now })
  const { feeds, ledger, health } = redisUrl
    ? await openShared(redisUrl, where, options)
    : await openOwn(dataDir, options)
  return {
    feeds,
    ledger,
    deletions,
    health: health(file.files),
    close: async () => {
      await Promise.all([feeds.close(), deletions.idle()])
    },
  }
}

interface Opened {
  readonly feeds: Store<Truth>
  readonly ledger: LedgerStore
  readonly health: (deletions: DiskFiles) => readonly StoreHealth[]
}

async function openOwn(dataDir: string, { now, warn }: StoresOptions): Promise<Opened> {
  const feeds = createDiskStore({ folder: join(dataDir, 'feeds'), isValue: isTruth, now, warn })
  const { unreadable, leftovers } = await feeds.sweep()
  if (unreadable) warn(`${unreadable} files in ${dataDir} could not be read and were passed over`)
  if (leftovers) warn(`${leftovers} half-written files in ${dataDir} were removed`)
  const ledger = createDiskLedger(join(dataDir, 'ledger.json'), warn)
  return {
    feeds,
    ledger,
    health: deletions => [diskHealth([feeds.files, ledger.files, deletions], feeds.counts)],
  }
}

async function openShared(
  url: string,
  { dailyBudget, replicas }: Where,
  { now, warn, redisPatience }: StoresOptions,
): Promise<Opened> {
  // Loaded only where it is used: its client is a fifth of the time to start.
  const [{ openRedis }, { createRedisStore }, { createRedisLedger }] = await Promise.all([
    import('./redis-link.js'),
    import('./redis.js'),
    import('./redis-ledger.js'),
  ])
  const link = await openRedis({ url, warn, ...(redisPatience && { patience: redisPatience }) })
  const feeds = createRedisStore({ link, isValue: isTruth, now })
  const ledger = createRedisLedger({ link, budget: Math.round(dailyBudget * 1e6), replicas, now })
  const close = async (): Promise<void> => {
    await ledger.close()
    await feeds.close()
  }
  const counts = () => ({ ...link.counts, ...feeds.counts })
  const redis: StoreHealth = { name: 'redis', trouble: link.trouble, counts }
  return { feeds: { ...feeds, close }, ledger, health: deletions => [redis, diskHealth([deletions])] }
}

function diskHealth(files: readonly DiskFiles[], read: Readonly<Record<string, number>> = {}): StoreHealth {
  const sum = (what: 'written' | 'failed') => files.reduce((all, { counts }) => all + counts[what], 0)
  return {
    name: 'disk',
    trouble: () => files.map(each => each.trouble()).find(Boolean),
    counts: () => ({ written: sum('written'), failed: sum('failed'), ...read }),
  }
}

/** What says that the name is wrong, not the disk. */
const NO_FOLDER = ['ENOENT', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG']

async function checkFolder(dataDir: string): Promise<void> {
  try {
    await Promise.race([makeFolder(dataDir), delay(1000, undefined, { ref: false })])
  } catch (error) {
    if (!NO_FOLDER.includes(codeOf(error))) return // told by whoever writes there first
    throw new ConfigError([
      `DATA_DIR is ${dataDir}, which can't be a folder (${codeOf(error)}); name one that this server may write to`,
    ])
  }
}

function isTruth(value: unknown): value is Truth {
  const { document, dropped } = (value ?? {}) as Partial<Record<keyof Truth, unknown>>
  return isFeedDocument(document) && document.status !== 'unavailable' && Number.isInteger(dropped)
}
