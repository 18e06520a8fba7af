/** A thousand readers arrive before anything is known, over real connections from one address. */
import { Agent, request } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import type { Scene } from '../demo/standin/scenes.js'
import { HANDLE, openWorld, type World } from './support/world.js'

const READERS = 1000

let world: World
afterEach(() => world.close())

interface Answer {
  readonly status: number
  readonly body: string
}

/** Every reader on a connection of its own, none answered before the network has been asked. */
async function storm(scene: Scene): Promise<readonly Answer[]> {
  world = await openWorld()
  const { url } = await world.start()
  world.standIn.play(HANDLE, scene)
  const agent = new Agent({ maxSockets: READERS })
  try {
    return await Promise.all(Array.from({ length: READERS }, () => read(`${url}feeds/x/${HANDLE}`, agent)))
  } finally {
    agent.destroy()
  }
}

function read(url: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      )
    })
      .on('error', reject)
      .end()
  })
}

const calls = (path: RegExp): number => world.standIn.calls.filter(call => path.test(call.path)).length

it('buys one window for all of them, and none is refused', async () => {
  const answers = await storm('slow:500')
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  expect([calls(/by\/username/), calls(/tweets$/)]).toEqual([1, 1])
})

it.each<Scene>(['lookup:unavailable-503', 'rate-limit-429', 'truncated-json'])(
  'asks once when the network answers %s, and tells all of them the same',
  async scene => {
    const answers = await storm(scene)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect([calls(/by\/username/), calls(/tweets$/)]).toEqual([1, scene.startsWith('lookup:') ? 0 : 1])
  },
)

it('asks once more, not a thousand times, when all of them come back after the wait', async () => {
  const [first] = await storm('lookup:unavailable-503')
  const { retryAfter } = JSON.parse(first?.body ?? '') as { retryAfter: number }
  world.clock.advance(retryAfter * 1000)
  const again = await Promise.all(Array.from({ length: 200 }, () => world.get(`feeds/x/${HANDLE}`)))
  expect(again.every(({ status }) => status === 503)).toBe(true)
  expect(world.standIn.calls).toHaveLength(2)
})
