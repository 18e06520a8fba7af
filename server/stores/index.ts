/** Where this server keeps last known good and the ledger: in Redis, on disk, or nowhere for invented posts. */
import { join } from 'node:path'
import { isFeedDocument } from '../../wire/guard.js'
import type { Config } from '../config.js'
import type { LedgerStore } from '../ledger.js'
import type { Truth } from '../sources/source.js'
import { createDiskStore } from './disk.js'
import { createDiskLedger } from './disk-ledger.js'
import { memoryLedger } from './ledger-book.js'
import { noStore, type Store } from './store.js'

export interface Stores {
  readonly feeds: Store<Truth>
  readonly ledger: LedgerStore
}

type Where = Pick<Config, 'sample' | 'dataDir' | 'redisUrl' | 'replicas' | 'dailyBudget'>

export async function openStores(
  where: Where,
  now: () => number,
  warn: (message: string) => void,
  redisTimeout?: number,
): Promise<Stores> {
  const { sample, dataDir, redisUrl } = where
  if (sample) return { feeds: noStore, ledger: memoryLedger() }
  if (redisUrl) return openShared(redisUrl, where, now, warn, redisTimeout)
  const feeds = createDiskStore({ folder: join(dataDir, 'feeds'), isValue: isTruth, now, warn })
  const { unreadable, leftovers } = await feeds.sweep()
  if (unreadable) warn(`${unreadable} files in ${dataDir} could not be read and were passed over`)
  if (leftovers) warn(`${leftovers} half-written files in ${dataDir} were removed`)
  return { feeds, ledger: createDiskLedger(join(dataDir, 'ledger.json'), warn) }
}

async function openShared(
  url: string,
  { dailyBudget, replicas }: Where,
  now: () => number,
  warn: (message: string) => void,
  commandTimeout: number | undefined,
): Promise<Stores> {
  // Loaded only where it is used: its client is a fifth of the time to start.
  const [{ openRedis }, { createRedisStore }, { createRedisLedger }] = await Promise.all([
    import('./redis-link.js'),
    import('./redis.js'),
    import('./redis-ledger.js'),
  ])
  const link = await openRedis({ url, warn, ...(commandTimeout && { commandTimeout }) })
  const feeds = createRedisStore({ link, isValue: isTruth, now })
  const ledger = createRedisLedger({ link, budget: Math.round(dailyBudget * 1e6), replicas, now })
  const close = async (): Promise<void> => {
    await ledger.close()
    await feeds.close()
  }
  return { feeds: { ...feeds, close }, ledger }
}

function isTruth(value: unknown): value is Truth {
  const { document, dropped } = (value ?? {}) as Partial<Record<keyof Truth, unknown>>
  return isFeedDocument(document) && document.status !== 'unavailable' && Number.isInteger(dropped)
}
