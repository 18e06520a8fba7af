/**
 * Last known good on disk: one file per feed, written whole or not at all, checked when read.
 * A file that is torn, foreign, of another version or too old is passed over and counted, never fatal.
 */
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../folder.js'
import type { Entry } from '../known.js'
import { createDiskFiles, type DiskFiles } from './disk-files.js'
import { FREE, type Kept, noStore, type Store, toEntry, toJson } from './store.js'
import { type Unreadable, whyUnreadable } from './store-health.js'

/** Another number and older files are passed over: raise it when the shape of an entry changes. */
const VERSION = 1

interface Envelope {
  readonly v: typeof VERSION
  readonly key: string
  /** SHA-256 over the entry's JSON. */
  readonly sum: string
  readonly entry: unknown
}

export interface DiskOptions<T> {
  /** A folder of this store's own; made when missing. */
  readonly folder: string
  /** Does this parsed JSON hold a value of ours? */
  readonly isValue: (value: unknown) => value is T
  readonly now: () => number
  /** Told once when writing starts to fail, and once when it works again. */
  readonly warn: (message: string) => void
}

/** Files found at the start: kept, and passed over by reason. */
export interface Sweep {
  readonly kept: number
  readonly unreadable: number
  readonly expired: number
  readonly leftovers: number
}

export interface DiskStore<T> extends Store<T> {
  sweep(): Promise<Sweep>
  readonly files: DiskFiles
  /** Files read, and files passed over by reason. */
  readonly counts: Readonly<Record<'read' | Unreadable, number>>
}

export function createDiskStore<T>({ folder, isValue, now, warn }: DiskOptions<T>): DiskStore<T> {
  /** Keys that this process wrote: what it says of their freshness it still knows. */
  const ours = new Set<string>()
  const counts = { read: 0, torn: 0, foreign: 0, outdated: 0 }
  const files = createDiskFiles({
    path: folder,
    meanwhile: 'feeds are kept in memory only until it can',
    warn,
  })
  /** The write that runs for a key: the next one waits for it, so that a removal is never overtaken. */
  const running = new Map<string, Promise<void>>()

  const fileOf = (key: string): string => join(folder, `${sha256(key)}.json`)

  async function inTurn(key: string, work: () => Promise<void>): Promise<void> {
    const turn = (running.get(key) ?? Promise.resolve()).then(work)
    running.set(key, turn)
    await turn
    if (running.get(key) === turn) running.delete(key)
  }

  async function sweep(): Promise<Sweep> {
    await files.attempt('making it', () => makeFolder(folder))
    const found = { kept: 0, unreadable: 0, expired: 0, leftovers: 0 }
    for (const name of await files.list(folder)) {
      const path = join(folder, name)
      if (/^[0-9a-f]{64}\.json\.\d+$/.test(name)) {
        found.leftovers++ // half a write of a process that was killed
        await files.attempt('sweeping', () => rm(path, { force: true }))
      } else if (/^[0-9a-f]{64}\.json$/.test(name)) {
        const entry = await read(path)
        if (!entry) found.unreadable++
        else if (now() < entry.hardUntil) found.kept++
        else {
          found.expired++
          await files.attempt('sweeping', () => rm(path, { force: true }))
        }
      }
    }
    return found
  }

  /** The entry in a file, if the file is whole and ours. */
  async function read(path: string, key?: string): Promise<Entry<T> | undefined> {
    const text = await files.read(path)
    if (text === undefined) return undefined
    const json = toJson(text)
    const envelope = (json ?? {}) as Partial<Envelope>
    const isOurs = envelope.v === VERSION && (key === undefined || envelope.key === key)
    const isWhole = isOurs && sha256(JSON.stringify(envelope.entry)) === envelope.sum
    const entry = isWhole ? toEntry(envelope.entry, isValue) : undefined
    counts[entry ? 'read' : isOurs && !isWhole ? 'torn' : whyUnreadable(json, VERSION)]++
    return entry
  }

  async function load(key: string): Promise<Kept<T>> {
    await running.get(key)
    const entry = await read(fileOf(key), key)
    if (!entry || now() >= entry.hardUntil) return {}
    // Not fresh from another process: it may have missed what happened while nobody was running.
    return { entry: ours.has(key) ? entry : { ...entry, freshUntil: 0 } }
  }

  async function save(key: string, entry: Entry<T>): Promise<void> {
    ours.add(key)
    const envelope: Envelope = { v: VERSION, key, sum: sha256(JSON.stringify(entry)), entry }
    await inTurn(key, () => files.write(fileOf(key), JSON.stringify(envelope)))
  }

  return {
    ...noStore,
    sweep,
    files,
    counts,
    load,
    claim: async key => ({ ...(await load(key)), lease: FREE }),
    save,
    async replace(key, entry) {
      await save(key, entry)
      return true
    },
    remove: key => inTurn(key, () => files.attempt('removing', () => rm(fileOf(key), { force: true }))),
    async close() {
      await Promise.all(running.values())
    },
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
