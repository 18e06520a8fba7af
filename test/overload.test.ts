/** More than can be asked at once: what fits waits its turn, the rest is told when to come back, hits go on. */
import { afterEach, expect, it } from 'vitest'
import { HANDLE, openWorld, type World } from './support/world.js'

/** Four reads at once and sixty-four that wait; see `resilience`. */
const FITS = 68
const cold = Array.from({ length: FITS + 12 }, (_, index) => `busy_${index}`)

let world: World
afterEach(() => world.close())

const from = (visitor: number) => ({ 'X-Forwarded-For': `198.51.100.${visitor % 250}` })

it('refuses what can not be queued with 503 and Retry-After, and goes on answering what is known', async () => {
  world = await openWorld({ FEEDS: [HANDLE, ...cold].map(handle => `x/${handle}`).join(), TRUST_PROXY: '1' })
  await world.start()
  await world.get(`feeds/x/${HANDLE}`)
  world.standIn.play('*', 'lookup:slow:150')

  const answered: number[] = []
  const visitors = cold.map(async (handle, index) => {
    const response = await world.get(`feeds/x/${handle}`, from(index))
    answered.push(response.status)
    return { status: response.status, wait: response.headers.get('Retry-After') }
  })
  await expect.poll(() => answered.length).toBeGreaterThanOrEqual(12)
  expect(answered.slice(0, 12)).toEqual(Array(12).fill(503))
  const known = await world.get(`feeds/x/${HANDLE}`)
  expect([known.status, known.headers.get('Cache-Status')]).toEqual([200, expect.stringContaining('hit')])

  const all = await Promise.all(visitors)
  const refused = all.filter(({ status }) => status === 503)
  expect(refused).toEqual(Array(12).fill({ status: 503, wait: '5' }))
  // Nobody has such an account, which is a truth and no failure.
  expect(all.filter(({ status }) => status === 200)).toHaveLength(FITS)
})

it('nobody waits in the queue for longer than one read may take, and what was given up is never asked', async () => {
  world = await openWorld({ FEEDS: cold.map(handle => `x/${handle}`).join(), TRUST_PROXY: '1' })
  await world.start()
  world.standIn.play('*', 'lookup:hang')
  const answers = await Promise.all(
    cold.slice(0, 20).map(async (handle, index) => world.get(`feeds/x/${handle}`, from(index))),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
  // Four at once for eight seconds each, and four more until the deadline of twelve.
  expect(world.standIn.calls).toHaveLength(8)
})

it('one address may start sixty reads a minute; what memory knows is never counted', async () => {
  world = await openWorld({ FEEDS: [HANDLE, ...cold].map(handle => `x/${handle}`).join() })
  await world.start()
  for (const handle of cold.slice(0, 60)) await world.get(`feeds/x/${handle}`)
  const refused = await world.get(`feeds/x/${cold[60]}`)
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60'])
  expect(refused.headers.get('Content-Type')).toContain('application/problem+json')
  for (let index = 0; index < 100; index++) expect((await world.get(`feeds/x/${cold[0]}`)).status).toBe(200)
  expect(world.standIn.calls).toHaveLength(60)
})

it('a handle that is not served costs nothing, however often it is asked', async () => {
  world = await openWorld()
  await world.start()
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, index) => world.get(`feeds/x/junk_${index}`)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]))
  expect(world.standIn.calls).toHaveLength(0)
})
