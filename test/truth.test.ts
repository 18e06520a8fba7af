/** The truth table, from the wire of the stand-in X to the text in the shadow DOM of a real browser. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Scene } from '../demo/standin/scenes.js'
import type { Reason, Status } from '../wire/document.js'
import { launch, openHostPage, tag } from './support/browser.js'
import { createClock } from './support/clock.js'
import { type Served, serve } from './support/serve.js'

const HANDLE = 'northquaynews'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const POST = 'Good evening from the quay.'

/** What a visitor reads for each truth, word for word. */
const WORDS: Record<Exclude<Status, 'posts' | 'unavailable'>, string> = {
  empty: 'Nothing to see here – yet\nWhen they post, their posts will show up here.',
  filtered: 'No posts to show here',
  protected: 'These posts are protected\nOnly approved followers can see them.',
  suspended: 'This account is suspended',
  'not-found': "This account doesn't exist",
  withheld: "These posts can't be shown here",
}

/** Truths: they hold cold, and they replace good posts. */
const TRUTHS: readonly (readonly [Scene, keyof typeof WORDS])[] = [
  ['empty', 'empty'],
  ['empty-array', 'empty'],
  ['protected', 'protected'],
  ['suspended', 'suspended'],
  ['not-found', 'not-found'],
  ['withheld-account', 'withheld'],
  ['withheld-all', 'withheld'],
]

/** Nothing to show although there are posts. Beside posts known good it is no proof, and they stay. */
const HIDDEN: readonly Scene[] = ['count-mismatch', 'only-replies']

/** Good answers that look odd: posts all the same. */
const GOOD: readonly Scene[] = [
  'posts',
  'empty-with-next-token',
  'partial-errors',
  'odd-post',
  'fields-400',
  'fields-ignored',
  'slow:50',
]

/** Faults: nothing is said of the account. */
const FAULTS: readonly (readonly [Scene, Reason])[] = [
  ['errors-only', 'unreadable'],
  ['html-200', 'unreadable'],
  ['redirect-302', 'unreadable'],
  ['no-content-204', 'unreadable'],
  ['null-body', 'unreadable'],
  ['empty-body', 'unreadable'],
  ['truncated-json', 'unreadable'],
  ['brotli-garbage', 'unreadable'],
  ['gzip-garbage', 'unreadable'],
  ['huge', 'unreadable'],
  ['bad-parameter-400', 'unreadable'],
  ['not-found-404-empty', 'unreadable'],
  ['unauthorized-401', 'key'],
  ['forbidden-403', 'key'],
  ['credits-402', 'credit'],
  ['usage-capped-429', 'credit'],
  ['rate-limit-429', 'rate-limit'],
  ['rate-limit-429-retry-after', 'rate-limit'],
  ['rate-limit-plain-text', 'rate-limit'],
  ['server-error-500', 'outage'],
  ['bad-gateway-html-502', 'outage'],
  ['unavailable-503', 'outage'],
  ['reset', 'outage'],
  ['hang', 'timeout'],
  ['drip', 'timeout'],
  ['lookup:html-200', 'unreadable'],
  ['lookup:null-body', 'unreadable'],
  ['lookup:server-error-500', 'outage'],
]

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** What a visitor reads in the element, and the state it is in. */
async function look({ url }: Served): Promise<{ state: string; text: string }> {
  const page = await openHostPage(browser, tag(url, HANDLE))
  try {
    await page.waitForFunction(
      () =>
        !['loading', undefined].includes(
          (document.querySelector('social-feed') as { state?: string } | null)?.state,
        ),
      undefined,
      { timeout: 25_000 },
    )
    return await page.evaluate(() => {
      const element = document.querySelector('social-feed') as HTMLElement & { state: string }
      const main = element.shadowRoot?.querySelector('[part~=base]') as HTMLElement
      return { state: element.state, text: main.innerText.replace(/\n+/g, '\n') }
    })
  } finally {
    await page.close()
  }
}

async function withServer<T>(
  work: (served: Served, clock: ReturnType<typeof createClock>) => Promise<T>,
): Promise<T> {
  const today = Date.now() - (Date.now() % DAY)
  // A good read late in one UTC day is followed by a whole one late in the next, whatever the handle's time.
  const clock = createClock(today - HOUR)
  const served = await serve(`x/${HANDLE}`, { REFRESH_SECONDS: '60' }, clock.now)
  try {
    return await work(served, clock)
  } finally {
    await served.close()
  }
}

/** A good read of yesterday's UTC day, then the scene, then the refresh it meets. */
async function afterGoodRead(scene: Scene, work: (served: Served) => Promise<void>): Promise<void> {
  await withServer(async (served, clock) => {
    expect(await (await served.get(`feeds/x/${HANDLE}`)).json()).toMatchObject({ status: 'posts' })
    served.standIn.play(HANDLE, scene)
    const before = (await served.get(`feeds/x/${HANDLE}`)).headers.get('ETag')
    clock.advance(23 * HOUR)
    await served.get(`feeds/x/${HANDLE}`)
    // Not `expect.poll`: it belongs to the test that began last, and here several run at once.
    await vi.waitFor(
      async () => expect((await served.get(`feeds/x/${HANDLE}`)).headers.get('ETag')).not.toBe(before),
      { timeout: 25_000, interval: 50 },
    )
    await work(served)
  })
}

describe.concurrent('cold', () => {
  it.each(TRUTHS.map(([scene, status]) => ({ scene, status })))(
    '$scene is told as $status',
    async ({ scene, status }) => {
      await withServer(async served => {
        served.standIn.play(HANDLE, scene)
        const { state, text } = await look(served)
        expect(state).toBe(status)
        expect(text).toContain(WORDS[status])
      })
    },
  )

  it.each(HIDDEN)('%s is told as filtered, without "yet"', async scene => {
    await withServer(async served => {
      served.standIn.play(HANDLE, scene)
      const { state, text } = await look(served)
      expect([state, text.includes(WORDS.filtered), /yet/i.test(text)]).toEqual(['filtered', true, false])
    })
  })

  it.each(GOOD)('%s shows the posts', async scene => {
    await withServer(async served => {
      served.standIn.play(HANDLE, scene)
      const { state, text } = await look(served)
      expect(state).toBe('posts')
      expect(text).toContain(POST)
    })
  })

  it.each(FAULTS.map(([scene, reason]) => ({ scene, reason })))(
    '$scene is told as unavailable ($reason), never as nothing',
    async ({ scene, reason }) => {
      await withServer(async served => {
        served.standIn.play(HANDLE, scene)
        const { state, text } = await look(served)
        expect(state).toBe('unavailable')
        expect(text).toContain("Posts can't be loaded right now")
        expect(text).toContain('Try again')
        expect(text).not.toMatch(/nothing|yet|http|error|\d{3}|canary/i)
        const response = await served.get(`feeds/x/${HANDLE}`)
        expect(response.status).toBe(503)
        expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
        expect(await response.json()).toMatchObject({ status: 'unavailable', reason })
      })
    },
  )
})

describe.concurrent('after a good read', () => {
  it.each(TRUTHS.map(([scene, status]) => ({ scene, status })))(
    '$scene replaces the posts and is told as $status',
    async ({ scene, status }) => {
      await afterGoodRead(scene, async served => {
        const { state, text } = await look(served)
        expect([state, text.includes(WORDS[status]), text.includes(POST)]).toEqual([status, true, false])
        expect(await (await served.get(`feeds/x/${HANDLE}`)).text()).not.toContain(POST)
      })
    },
  )

  it.each(
    [...FAULTS, ...HIDDEN.map(scene => [scene, 'unreadable'] as const)].map(([scene, reason]) => ({
      scene,
      reason,
    })),
  )('$scene keeps the posts and one quiet line with their age ($reason)', async ({ scene, reason }) => {
    await afterGoodRead(scene, async served => {
      const { state, text } = await look(served)
      expect(state).toBe('posts')
      expect(text).toContain(POST)
      expect(text).toMatch(/Updated /)
      expect(await (await served.get(`feeds/x/${HANDLE}`)).json()).toMatchObject({
        status: 'posts',
        stale: { reason },
      })
    })
  })
})
