/** The page of ten old snippets, and the script they share, as the real server serves them. */
import type { Browser } from 'playwright-core'
import { request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from './support/browser.js'
import { startSample } from './support/serve.js'

let sample: Awaited<ReturnType<typeof startSample>>
let browser: Browser

beforeAll(async () => {
  sample = await startSample()
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await sample?.close()
})

test('all ten snippets show their feeds, and no other site is asked', async () => {
  await using page = await browser.newPage()
  const elsewhere: string[] = []
  page.on('request', request => {
    if (!request.url().startsWith(sample.url) && !request.url().startsWith('data:'))
      elsewhere.push(request.url())
  })
  await page.goto(`${sample.url}legacy.html`)
  await page.waitForFunction('document.querySelectorAll("social-feed").length === 12')
  const states: string[] = []
  for (const snippet of await page.locator('.snippet').all()) {
    for (const feed of await snippet.locator('social-feed').all()) {
      await feed.scrollIntoViewIfNeeded()
      await feed.and(page.locator(':not(:state(loading))')).waitFor()
      states.push(await feed.evaluate(feed => (feed as HTMLElement & { state: string }).state))
    }
  }
  expect(await page.locator('.snippet:has(social-feed)').count()).toBe(10)
  expect(new Set(states)).toEqual(new Set(['posts', 'empty']))
  expect(await page.locator('.snippet .shown a.twitter-timeline').filter({ visible: true }).count()).toBe(0)
  expect(elsewhere).toEqual([])
})

test('the script is a classic one for any site, kept for ten minutes, and not sent twice', async () => {
  const encoding = { 'Accept-Encoding': 'br' }
  const first = await fetch(`${sample.url}widgets.js`, { headers: encoding })
  expect(await first.text()).not.toMatch(/^\s*(?:import|export)\b/m)
  expect(first.headers.get('content-type')).toMatch(/^text\/javascript/)
  expect(first.headers.get('cache-control')).toContain('max-age=600')
  expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  // Not `fetch`, which asks for a new copy whenever it is given a tag.
  const headers = { ...encoding, 'If-None-Match': first.headers.get('etag') ?? '' }
  const again = await request(`${sample.url}widgets.js`, { headers })
  expect(again.statusCode).toBe(304)
  await again.body.dump()
})
