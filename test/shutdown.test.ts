/** What SIGTERM does to a busy service, in a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type StandIn, startStandIn } from '../demo/standin/index.js'
import { TOKEN } from './support/serve.js'
import { type Program, runService } from './support/spawn.js'

const FEEDS = 'x/northquaynews,x/varindiamag'

let standIn: StandIn
let env: Record<string, string>
let agent: Agent
const running: Program[] = []

beforeEach(async () => {
  standIn = await startStandIn({ token: TOKEN })
  agent = new Agent({ keepAlive: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'social-feed-'))
  env = { FEEDS, X_BEARER_TOKEN: TOKEN, X_API_URL: standIn.url, DATA_DIR: dataDir }
})
afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL')
  agent.destroy()
  await standIn.close()
  rmSync(env.DATA_DIR!, { recursive: true, force: true })
})

async function start() {
  const program = await runService(env)
  running.push(program)
  return program
}

function get(url: string, keep?: Agent): Promise<{ status: number; connection: string; body: string }> {
  return new Promise((resolve, reject) => {
    request(url, keep ? { agent: keep } : {}, response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection ?? '', body }),
      )
    })
      .on('error', reject)
      .end()
  })
}

it('not ready first, running answers finish, kept connections close, and it ends with 0 in time', async () => {
  const { url, child, ended } = await start()
  // An idle connection that its client would keep for ever.
  expect((await get(`${url}feeds/x/northquaynews`, agent)).connection).toBe('keep-alive')
  standIn.play('varindiamag', 'slow:2500')
  const running = get(`${url}feeds/x/varindiamag`, new Agent({ keepAlive: true }))
  await expect.poll(() => standIn.calls.filter(call => call.handle === 'varindiamag').length).toBe(2)

  const asked = Date.now()
  child.kill('SIGTERM')
  await expect.poll(async () => (await get(`${url}readyz`)).status).toBe(503)
  // Visitors who are still sent here are answered, and told not to keep the connection.
  expect(await get(`${url}feeds/x/northquaynews`, agent)).toMatchObject({ status: 200, connection: 'close' })
  expect((await get(`${url}livez`)).status).toBe(200)

  expect(await running).toMatchObject({ status: 200, body: expect.stringContaining('"status"') })
  const { code, signal, output } = await ended
  expect([code, signal]).toEqual([0, null])
  expect(Date.now() - asked).toBeLessThan(10_000)
  expect(output).not.toMatch(/error|unhandled/i)
})

it('ends in time although the network hangs and a visitor waits for it', async () => {
  const { url, child, ended } = await start()
  standIn.play('northquaynews', 'lookup:slow:6000')
  const visitor = get(`${url}feeds/x/northquaynews`).catch(() => 'cut')
  await expect.poll(() => standIn.calls.length).toBe(1)
  // The look-up takes six seconds, and what follows it never ends.
  standIn.play('northquaynews', 'hang')
  const asked = Date.now()
  child.kill('SIGTERM')
  expect((await ended).code).toBe(0)
  expect(Date.now() - asked).toBeLessThan(10_000)
  await visitor
})

it('what was learnt is there for the next process, whatever the network does', async () => {
  const first = await start()
  const { body } = await get(`${first.url}feeds/x/northquaynews`)
  first.child.kill('SIGTERM')
  await first.ended
  standIn.play('*', 'unavailable-503')
  const second = await start()
  const next = await get(`${second.url}feeds/x/northquaynews`)
  expect(next).toMatchObject({ status: 200, body })
})

it('asked twice, it ends at once', async () => {
  const { url, child, ended } = await start()
  standIn.play('northquaynews', 'hang')
  const visitor = get(`${url}feeds/x/northquaynews`).catch(() => 'cut')
  await expect.poll(() => standIn.calls.length).toBeGreaterThan(0)
  child.kill('SIGTERM')
  await expect.poll(async () => (await get(`${url}readyz`)).status).toBe(503)
  child.kill('SIGTERM')
  expect((await ended).code).toBe(130)
  expect(await visitor).toBe('cut')
})
