/** What can be wrong with a disk: with the file of a feed, with folders, with the other files, with every write. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { StoreFault } from './store-faults.js'

export interface DiskFault extends StoreFault {
  /** `text` is a good file of a feed. */
  readonly spoil: (folder: string, feeds: readonly string[], text: string) => void
}

const eachFile =
  (spoil: (path: string, text: string) => unknown): DiskFault['spoil'] =>
  (folder, feeds, text) => {
    mkdirSync(join(folder, 'feeds'), { recursive: true })
    for (const feed of feeds) {
      const name = createHash('sha256').update(`x/${feed}`).digest('hex')
      const path = join(folder, 'feeds', `${name}.json`)
      if (lstatSync(path, { throwIfNoEntry: false })?.isFIFO()) letGo(path)
      rmSync(path, { force: true, recursive: true })
      spoil(path, text)
    }
  }
/** Whoever waits for the pipe to answer holds a thread: it ends when somebody else has opened and closed it. */
const letGo = (pipe: string): void => closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK))

export const mend: DiskFault['spoil'] = eachFile(() => {})

const holding = (change: (text: string) => string | Buffer): DiskFault['spoil'] =>
  eachFile((path, text) => writeFileSync(path, change(text)))

/** The same with a sum that is right. */
const resealed = (change: (entry: string) => string): DiskFault['spoil'] =>
  holding(text => {
    const { entry, ...rest } = JSON.parse(text) as { entry: unknown }
    const changed = change(JSON.stringify(entry))
    return JSON.stringify({
      ...rest,
      sum: createHash('sha256').update(changed).digest('hex'),
      entry: JSON.parse(changed),
    })
  })

/** In place of a file or folder of ours. */
const inPlaceOf =
  (name: string, make: (path: string) => unknown): DiskFault['spoil'] =>
  folder => {
    rmSync(join(folder, name), { recursive: true, force: true })
    make(join(folder, name))
  }

export const FILE_FAULTS: readonly DiskFault[] = [
  { name: 'a file torn in half', spoil: holding(text => text.slice(0, text.length / 2)) },
  { name: 'an empty file', spoil: holding(() => '') },
  {
    name: 'a file of zeros',
    spoil: eachFile((path, text) => {
      writeFileSync(path, '')
      truncateSync(path, text.length)
    }),
  },
  { name: 'one letter changed', spoil: holding(text => text.replace('"posts"', '"p0sts"')) },
  { name: 'bytes that are no text', spoil: holding(() => createHash('sha512').update('noise').digest()) },
  { name: 'a file of another program', spoil: holding(() => '{"name":"else"}') },
  { name: 'JSON null', spoil: holding(() => 'null') },
  { name: 'a file of an older version', spoil: holding(text => text.replace('"v":1', '"v":0')) },
  { name: 'a file of a newer version', spoil: holding(text => text.replace('"v":1', '"v":2')) },
  { name: 'a file of another feed', spoil: holding(text => text.replace(/"key":"[^"]*"/, '"key":"x/else"')) },
  { name: 'an entry without its times', spoil: resealed(entry => entry.replace('"hardUntil"', '"hard"')) },
  {
    name: 'an entry without a document',
    spoil: resealed(entry => entry.replace('"document":', '"dokument":')),
  },
  { name: 'a file that is gone', spoil: eachFile(() => {}) },
  { name: 'a folder in place of a file', spoil: eachFile(path => mkdirSync(path)) },
  { name: 'a link to nowhere', spoil: eachFile(path => symlinkSync('/nowhere/at/all', path)) },
  { name: 'a link to itself', spoil: eachFile(path => symlinkSync(path, path)) },
  { name: 'a pipe, which never answers', spoil: eachFile(path => execFileSync('mkfifo', [path])) },
  { name: 'no folder', spoil: inPlaceOf('feeds', () => {}) },
  { name: 'a file in place of the folder', spoil: inPlaceOf('feeds', path => writeFileSync(path, '')) },
  {
    name: 'a folder that is a link to nowhere',
    spoil: inPlaceOf('feeds', path => symlinkSync('/nowhere/at/all', path)),
  },
  { name: 'a folder that is a link to itself', spoil: inPlaceOf('feeds', path => symlinkSync(path, path)) },
  {
    name: 'a folder where nothing can be made',
    spoil: inPlaceOf('feeds', path => symlinkSync('/dev/null', path)),
  },
  {
    name: 'a torn ledger',
    spoil: inPlaceOf('ledger.json', path => writeFileSync(path, '{"v":1,"totals":{')),
  },
  { name: 'a folder in place of the ledger', spoil: inPlaceOf('ledger.json', path => mkdirSync(path)) },
  {
    name: 'torn deletions',
    spoil: inPlaceOf('deletions.json', path => writeFileSync(path, '{"v":1,"feeds":')),
  },
]

/** What the operating system answers to every write. */
export const WRITE_FAULTS = ['ENOSPC', 'EROFS', 'EIO', 'EDQUOT', 'EMFILE', 'EACCES'] as const
