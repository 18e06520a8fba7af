/** What owners are given to put in front of the server does what it says, with the real programs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Front, type FrontAnswer, has, startNginx, startVarnish } from './support/front.js'
import { type Served, serve } from './support/serve.js'

/** Seconds the server calls an answer fresh. */
const FRESH = 1

const FRONTS = [
  {
    name: 'nginx',
    program: 'nginx',
    packaged: 'nginx-light',
    start: startNginx,
    isOld: ({ cache }: FrontAnswer) => cache === 'STALE',
  },
  {
    name: 'Varnish',
    program: 'varnishd',
    packaged: 'varnish',
    start: startVarnish,
    isOld: ({ cache, age }: FrontAnswer) => cache === 'HIT' && age > 2 * FRESH,
  },
] as const

const FEED = '/feeds/x/northquaynews?limit=5'

for (const { name, program, packaged, start, isOld } of FRONTS) {
  const skipped = !has(program) && !process.env.CI
  const missing = `${name} (skipped: no ${program} on this machine; apt-get install ${packaged})`
  describe.skipIf(skipped)(skipped ? missing : `${name} in front`, () => {
    let served: Served
    let front: Front
    let away = false

    beforeAll(async () => {
      served = await serve('x/northquaynews', {
        ADMIN_TOKEN: 'a-long-enough-token',
        REFRESH_SECONDS: String(FRESH),
      })
      front = await start(Number(new URL(served.url).port))
    })
    afterAll(async () => {
      await front?.close()
      if (!away) await served?.close()
    })

    test('the second reader is served by the cache', async () => {
      const first = await front.get(FEED)
      expect([first.status, first.cache]).toEqual([200, 'MISS'])
      const second = await front.get(FEED)
      expect([second.cache, second.body]).toEqual(['HIT', first.body])
      expect(JSON.parse(second.body)).toMatchObject({ status: 'posts' })
    })

    test.each(['/readyz', '/status', '/metrics'])('%s is not kept', async path => {
      const answers = [await front.get(path), await front.get(path)]
      expect(answers.filter(({ cache }) => cache === 'HIT')).toEqual([])
    })

    test('readers see the last posts while the server is away', async () => {
      await front.get(FEED)
      away = true
      await served.close()
      let answer = await front.get(FEED)
      while (answer.status === 200 && !isOld(answer)) answer = await front.get(FEED)
      expect([answer.status, isOld(answer)]).toEqual([200, true])
      expect(JSON.parse(answer.body)).toMatchObject({ status: 'posts', handle: 'northquaynews' })
      // What was never asked for can't be shown.
      expect((await front.get('/feeds/x/northquaynews?limit=7')).status).toBeGreaterThanOrEqual(502)
    })
  })
}
