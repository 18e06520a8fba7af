/** The key is in no byte that leaves the service: answers, log lines, figures, files, errors. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Scene } from '../demo/standin/scenes.js'
import { SCENES } from '../demo/standin/scenes.js'
import { TOKEN } from './support/serve.js'
import { run } from './support/spawn.js'
import { HANDLE, openWorld, type World } from './support/world.js'

const ADMIN = 'an-admin-token-of-24-chars'
/** In any of the spellings it could leave in. */
const CANARIES = [
  TOKEN,
  encodeURIComponent(TOKEN),
  Buffer.from(TOKEN).toString('base64'),
  Buffer.from(TOKEN).toString('hex'),
]

const ROUTES: readonly (readonly [string, string, Record<string, string>?])[] = [
  ['GET', `feeds/x/${HANDLE}`],
  ['GET', `feeds/x/${HANDLE}?limit=3`],
  ['HEAD', `feeds/x/${HANDLE}`],
  ['OPTIONS', `feeds/x/${HANDLE}`],
  ['POST', `feeds/x/${HANDLE}`],
  ['GET', `feeds/x/${HANDLE}?limit=0`],
  ['GET', 'feeds/x/%E0%A4%A'],
  ['GET', 'feeds/x/somebody_else'],
  ['GET', 'feeds/myspace/tom'],
  ['GET', ''],
  ['GET', 'livez'],
  ['GET', 'readyz'],
  ['GET', 'nowhere'],
  ['GET', 'status'],
  ['GET', 'metrics'],
  ['GET', 'status', { Authorization: `Bearer ${ADMIN}` }],
  ['GET', 'status', { Authorization: `Bearer ${ADMIN}`, Accept: 'text/html' }],
  ['GET', 'metrics', { Authorization: `Bearer ${ADMIN}` }],
  ['DELETE', `feeds/x/${HANDLE}/posts/1`, { Authorization: `Bearer ${ADMIN}` }],
]

const holdsKey = (text: string): boolean => CANARIES.some(canary => text.includes(canary))

async function everyAnswer(world: World): Promise<string> {
  const answers = ROUTES.map(async ([method, path, headers]) => {
    const response = await world.send(method, path, headers)
    return `${method} ${path} ${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`
  })
  return (await Promise.all(answers)).join('\n')
}

function everyFile(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .map(path => (statSync(path).isFile() ? path + readFileSync(path, 'utf8') : path))
    .join('\n')
}

/** Scenes that only wait are left to others. */
const scenes = SCENES.filter(scene => scene !== 'hang' && scene !== 'drip')

it.concurrent.each<Scene>(scenes)('%s brings it nowhere, cold or known', async scene => {
  const world = await openWorld({ ADMIN_TOKEN: ADMIN })
  try {
    await world.start()
    world.standIn.play(HANDLE, scene)
    const cold = await everyAnswer(world)
    world.standIn.play(HANDLE, 'posts')
    world.clock.advance(24 * 3_600_000)
    const good = await everyAnswer(world)
    world.standIn.play(HANDLE, scene)
    world.clock.advance(23 * 3_600_000)
    const stale = await everyAnswer(world)
    await world.stop()
    const files = everyFile(world.dataDir)
    // What is looked through is really there: an answer each, log lines, and the feed on disk.
    expect([cold, good, stale].every(text => text.split('\n').length >= ROUTES.length)).toBe(true)
    expect(world.log.join('')).toContain(HANDLE)
    expect(files).toContain('feeds')
    expect([cold, good, stale, world.log.join(''), files].map(holdsKey)).toEqual(Array(5).fill(false))
  } finally {
    await world.close()
  }
})

it('a network that echoes the key in headers and bodies does not get it out', async () => {
  const { createServer } = await import('node:http')
  const mirror = createServer(({ headers }, response) => {
    const said = `bad token ${headers.authorization}`
    response.writeHead(401, { 'content-type': 'application/json', 'x-echo': said })
    response.end(
      JSON.stringify({
        title: said,
        detail: said,
        errors: [{ message: said, parameters: { [said]: [said] } }],
      }),
    )
  })
  await new Promise<void>(resolve => mirror.listen(0, '127.0.0.1', resolve))
  const { port } = mirror.address() as { port: number }
  const world = await openWorld({ ADMIN_TOKEN: ADMIN, X_API_URL: `http://127.0.0.1:${port}/2/` })
  await world.start()
  await world.get(`feeds/x/${HANDLE}`) // so that there is a failure to tell about
  const answers = await everyAnswer(world)
  expect(answers).toContain('bad token')
  expect(holdsKey(answers + world.log.join(''))).toBe(false)
  await world.close()
  mirror.close()
})

it('mistakes in the environment are told without it', async () => {
  const { output, code } = await run({ PORT: 'x', X_BEARER_TOKEN: TOKEN, FEEDS: `x/${TOKEN}x` }).ended
  expect(code).toBe(1)
  expect(output).toContain('PORT')
  expect(output.replace(`x/${TOKEN}x`, '')).not.toContain(TOKEN)
})
