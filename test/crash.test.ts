/** `kill -9` at any moment: no file is ever torn, and nothing that was said to be safe is lost. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startStandIn } from '../demo/standin/index.js'
import { createDiskStore } from '../server/stores/disk.js'
import type { FeedDocument } from '../wire/document.js'
import { TOKEN } from './support/serve.js'
import { run, runService } from './support/spawn.js'

const ROUNDS = 40
const KEYS = ['x/a', 'x/b', 'x/c', 'x/d']

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crash-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Value {
  readonly turn: number
  readonly filling: string
}

/** Saves as fast as it can, and says each time what is safe now. Long files, each key in its own time: some write is always half done. */
const WRITER = `
import { createDiskStore } from './dist/server/stores/disk.js'
const [folder, start] = process.argv.slice(1)
let warned = false // a disk that is too slow is told, and what could not be saved is not called safe
const warn = text => { warned = !text.includes('again'); console.log(text) }
const store = createDiskStore({ folder, isValue: () => true, now: Date.now, warn })
await store.sweep()
const write = async (key, turn) => {
  const value = { turn, filling: 'x'.repeat(2 << 20) }
  await store.save(key, { value, fetchedAt: Date.now(), freshUntil: 0, hardUntil: Date.now() + 1e9 })
  if (!warned) process.stdout.write('safe ' + key + ' ' + turn + '\\n')
  void write(key, turn + 1)
}
for (const key of ${JSON.stringify(KEYS)}) void write(key, Number(start))
`

it(`${ROUNDS} rounds of kill -9 during writes leave nothing torn and lose nothing`, async () => {
  const safe = new Map<string, number>()
  let leftovers = 0
  for (let round = 0; round < ROUNDS; round++) {
    const writer = run({}, ['--input-type=module', '-e', WRITER, folder, String(round * 1000)])
    // Another moment of the next write each time: after so many lines, of which the last may be any.
    await writer.said(new RegExp(`(safe.*\\n){${1 + (round % 9)}}`))
    writer.child.kill('SIGKILL')
    const { output } = await writer.ended
    for (const [, key = '', turn] of output.matchAll(/safe (\S+) (\d+)\n/g)) safe.set(key, Number(turn))

    const store = createDiskStore<Value>({
      folder,
      isValue: (value): value is Value => Number.isInteger((value as Value | null)?.turn),
      now: Date.now,
      warn: text => expect.fail(text),
    })
    const swept = await store.sweep()
    leftovers += swept.leftovers
    expect(swept).toMatchObject({ unreadable: 0, expired: 0 })
    for (const [key, turn] of safe) {
      expect((await store.load(key)).entry?.value.turn, `${key} in round ${round}`).toBeGreaterThanOrEqual(
        turn,
      )
    }
  }
  expect(safe.size).toBe(KEYS.length)
  // Writes were really hit half-way, and what they left is gone.

  console.log(`${leftovers} of ${ROUNDS} kills hit a write half-way`)
  expect(leftovers).toBeGreaterThan(0)
  expect(readdirSync(folder).filter(name => !/^[0-9a-f]{64}\.json$/.test(name))).toEqual([])
}, 150_000)

it('the first visitor after kill -9 sees the last good posts, though the network is down', async () => {
  const standIn = await startStandIn({ token: TOKEN })
  const env = {
    DATA_DIR: folder,
    FEEDS: 'x/northquaynews',
    X_BEARER_TOKEN: TOKEN,
    X_API_URL: standIn.url,
    REFRESH_SECONDS: '1',
  }
  const ask = async (url: string) => {
    const response = await fetch(`${url}feeds/x/northquaynews`)
    return { status: response.status, document: (await response.json()) as FeedDocument }
  }
  for (let round = 0; round < 2; round++) {
    standIn.play('northquaynews', 'posts')
    const text = `Round ${round} of the storm`
    standIn.publish('northquaynews', text)
    const first = await runService(env)
    const saved = /"status":"posts".*feed read/
    await ask(first.url)
    await first.said(saved)
    await expect
      .poll(async () => JSON.stringify((await ask(first.url)).document), { timeout: 10_000 })
      .toContain(text)
    // Whoever waits for a read is answered once it is safe: the next one is.
    const reads = () => first.output().match(/feed read/g)?.length ?? 0
    const before = reads()
    await expect
      .poll(
        async () => {
          await ask(first.url)
          return reads()
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(before + 1)
    first.child.kill('SIGKILL')
    await first.ended

    standIn.play('*', 'reset')
    const second = await runService(env)
    const { status, document } = await ask(second.url)
    expect([status, document.status]).toEqual([200, 'posts'])
    expect(JSON.stringify(document)).toContain(text)
    await expect
      .poll(async () => (await ask(second.url)).document)
      .toMatchObject({ stale: { reason: 'outage' } })
    second.child.kill('SIGKILL')
    expect((await second.ended).output).not.toMatch(/could not be read and were passed over|unhandled/i)
  }
  await standIn.close()
}, 150_000)
