/** The ledger's file when the disk does not give it: what was spent is never taken for nothing in silence. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLedger, type Ledger, priceOf } from '../server/ledger.js'
import { createDiskLedger } from '../server/stores/disk-ledger.js'
import { createClock } from './support/clock.js'

const READ = { posts: 20, users: 1 }

let folder: string
let warnings: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  warnings = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = () => join(folder, 'ledger.json')
const { now } = createClock()
const open = (): Ledger =>
  createLedger({
    store: createDiskLedger(path(), text => warnings.push(text)),
    budget: priceOf(READ),
    now,
  })

it('lends nothing while its disk is silent, and knows what was spent when that answers', async () => {
  await open().reserve(READ)
  const kept = join(folder, 'kept')
  renameSync(path(), kept)
  execFileSync('mkfifo', [path()]) // opening it to read waits for a writer
  const ledger = open()
  await expect(ledger.reserve(READ)).rejects.toMatchObject({
    reason: 'outage',
    message: `${path()} can't be read (no answer), so what was spent today is not known; paid reads wait`,
  })
  expect(await ledger.totals()).toEqual([])

  await writeFile(path(), 'at last')
  renameSync(kept, path())
  const reasonNow = () => ledger.reserve(READ).catch(({ reason }) => reason)
  await expect.poll(reasonNow).toBe('budget')
  expect(warnings).toEqual([])
})

it('sets a file aside that can not be read, and says so', async () => {
  symlinkSync(path(), path())
  await open().reserve(READ)
  expect(warnings).toEqual([expect.stringContaining("ledger.json can't be read (ELOOP) and was renamed")])
  expect(readdirSync(folder).sort()).toEqual(['ledger.json', 'ledger.json.unreadable'])
})
