/** The proxy mounted in somebody's own Express app, under a path of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStandIn } from '../demo/standin/index.js'
import { createFeedApp, type FeedApp } from '../server/feed-app.js'
import { launch, openHostPage } from './support/browser.js'

const KEY = 'key-of-the-mounted-app'

let standIn: Awaited<ReturnType<typeof startStandIn>>
let server: Server
let mounted: FeedApp
let dataDir: string
let origin: string
let browser: Browser

beforeAll(async () => {
  standIn = await startStandIn({ token: KEY, mediaBase: 'https://pbs.twimg.com/samples/' })
  dataDir = await mkdtemp(join(tmpdir(), 'social-feed-'))
  const site = express()
  server = createServer(site)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  mounted = await createFeedApp({
    publicUrl: `${origin}/social/`,
    feeds: ['x/northquaynews', 'x/varindiamag'],
    xBearerToken: KEY,
    xApiUrl: standIn.url,
    xDailyBudgetUsd: 2,
    dataDir,
    adminToken: 'a-long-enough-token',
    logLevel: 'silent',
  })
  site.get('/', (_request, response) => void response.send('the site'))
  site.use('/social', mounted.app)
  site.get('/after', (_request, response) => void response.send('still the site'))
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await mounted?.close()
  await standIn?.close()
  await rm(dataDir, { recursive: true, force: true })
})

const get = (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init)

describe('under a path of somebody else’s app', () => {
  test('feeds are answered, and the second reader has what the first one fetched', async () => {
    const first = await get('/social/feeds/x/northquaynews?limit=3')
    expect([first.status, ((await first.json()) as { status: string }).status]).toEqual([200, 'posts'])
    const calls = standIn.calls.length
    const etag = first.headers.get('etag') ?? ''
    const second = await get('/social/feeds/x/northquaynews?limit=3', { headers: { 'If-None-Match': etag } })
    expect(second.status).toBe(304)
    expect(standIn.calls.length).toBe(calls)
  })

  test('the other routes stay the site’s own', async () => {
    expect(await (await get('/')).text()).toBe('the site')
    expect(await (await get('/after')).text()).toBe('still the site')
    expect((await get('/feeds/x/northquaynews')).status).toBe(404)
    expect((await get('/social/nothing')).headers.get('content-type')).toContain('application/problem+json')
    expect((await get('/social/readyz')).status).toBe(200)
  })

  test('pictures and films are addressed under that path', async () => {
    const text = await (await get('/social/feeds/x/northquaynews')).text()
    const media = [...text.matchAll(/"(http[^"]*\/media\/[^"]*)"/g)].map(([, address]) => address)
    expect(media.length).toBeGreaterThan(0)
    expect(media.filter(address => !address?.startsWith(`${origin}/social/media/`))).toEqual([])
  })

  test('the builder works there, and its tag shows the feed on another site', async () => {
    expect((await get('/social', { redirect: 'manual' })).headers.get('location')).toBe('/social/')
    await using page = await browser.newPage()
    const errors: string[] = []
    // Where the stand-in's pictures are nobody answers.
    const isPicture = (url: string) => url.startsWith(`${origin}/social/media/`)
    page.on('console', message => {
      if (message.type() === 'error' && !isPicture(message.location().url)) errors.push(message.text())
    })
    await page.goto(`${origin}/social/`)
    await page.locator('social-feed').getByRole('heading', { name: 'Posts from @northquaynews' }).waitFor()
    const tag = await page.locator('#snippet').inputValue()
    expect(tag).toContain(`server="${origin}/social"`)
    expect(errors).toEqual([])
    await using host = await openHostPage(browser, tag)
    await host.locator('social-feed').getByRole('article').first().waitFor()
  })
})

test('the owner’s status page finds its styles there', async () => {
  const status = await get('/social/status', {
    headers: { Authorization: 'Bearer a-long-enough-token', Accept: 'text/html' },
  })
  const sheets = [...(await status.text()).matchAll(/rel="stylesheet" href="([^"]+)"/g)]
  expect(sheets).toHaveLength(2)
  for (const [, sheet = ''] of sheets) {
    const address = new URL(sheet, `${origin}/social/status`)
    expect([address.pathname, (await fetch(address)).status]).toEqual([address.pathname, 200])
  }
})

test('options are checked like the environment, and every mistake is named', async () => {
  const options = { publicUrl: 'https://example.org/', feeds: ['x/nasa'], windowPosts: 3 }
  await expect(createFeedApp(options)).rejects.toThrow('WINDOW_POSTS must be at least 5')
  await expect(createFeedApp({ publicUrl: 'nowhere', env: { FEEDS: 'x' } })).rejects.toThrow(
    /PUBLIC_URL must.*FEEDS/s,
  )
})
