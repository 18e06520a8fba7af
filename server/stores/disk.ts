/**
 * Last known good on disk: one file per feed, written whole or not at all, checked when read.
 * A file that is torn, foreign, of another version or too old is passed over and counted, never fatal.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Entry } from '../cache.js'
import { noStore, type Store, toEntry } from './store.js'

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

export function createDiskStore<T>({
  folder,
  isValue,
  now,
  warn,
}: DiskOptions<T>): Store<T> & { sweep(): Promise<Sweep> } {
  /** This process is the only writer, so a file is read once. */
  const looked = new Set<string>()
  let failing = false
  /** The write that runs for a key: the next one waits for it, so that a removal is never overtaken. */
  const running = new Map<string, Promise<void>>()

  const fileOf = (key: string): string => join(folder, `${sha256(key)}.json`)

  async function attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
      if (failing) warn(`${folder} can be written again`)
      failing = false
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? String(error)
      if (!failing)
        warn(`${folder} can't be written (${what}: ${code}); feeds are kept in memory only until it can`)
      failing = true
    }
  }

  async function inTurn(key: string, what: string, work: () => Promise<unknown>): Promise<void> {
    const turn = (running.get(key) ?? Promise.resolve()).then(() => attempt(what, work))
    running.set(key, turn)
    await turn
    if (running.get(key) === turn) running.delete(key)
  }

  async function sweep(): Promise<Sweep> {
    await attempt('making it', () => mkdir(folder, { recursive: true }))
    const counts = { kept: 0, unreadable: 0, expired: 0, leftovers: 0 }
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name)
      if (/^[0-9a-f]{64}\.json\.\d+$/.test(name)) {
        counts.leftovers++ // half a write of a process that was killed
        await attempt('sweeping', () => rm(path, { force: true }))
      } else if (/^[0-9a-f]{64}\.json$/.test(name)) {
        const envelope = await open(path)
        const entry = envelope && toEntry(envelope.entry, isValue)
        if (!entry) counts.unreadable++
        else if (now() < entry.hardUntil) counts.kept++
        else {
          counts.expired++
          await attempt('sweeping', () => rm(path, { force: true }))
        }
      }
    }
    return counts
  }

  async function save(key: string, entry: Entry<T>): Promise<void> {
    looked.add(key)
    const envelope: Envelope = { v: VERSION, key, sum: sha256(JSON.stringify(entry)), entry }
    await inTurn(key, 'saving', () => writeFileAtomic(fileOf(key), JSON.stringify(envelope)))
  }

  return {
    ...noStore,
    sweep,
    async load(key) {
      if (looked.has(key)) return {}
      looked.add(key)
      const envelope = await open(fileOf(key))
      const entry = envelope?.key === key ? toEntry(envelope.entry, isValue) : undefined
      // Never fresh: it may have missed what happened while nobody was running.
      return entry && now() < entry.hardUntil ? { entry: { ...entry, freshUntil: 0 } } : {}
    },
    save,
    async replace(key, entry) {
      await save(key, entry)
      return true
    },
    async remove(key) {
      looked.add(key)
      await inTurn(key, 'removing', () => rm(fileOf(key), { force: true }))
    },
    async close() {
      await Promise.all(running.values())
    },
  }
}

/** The envelope in a file, if the file is whole and ours. */
async function open(path: string): Promise<Envelope | undefined> {
  try {
    const envelope = JSON.parse(await readFile(path, 'utf8')) as Partial<Envelope> | null
    if (envelope?.v !== VERSION || typeof envelope.key !== 'string') return undefined
    return sha256(JSON.stringify(envelope.entry)) === envelope.sum ? (envelope as Envelope) : undefined
  } catch {
    return undefined // missing, torn or not JSON: all the same to us
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
