/** The owner's routes: who gets in, what is told, deletion, and the alert. */
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { default as express } from 'express'
import { Registry } from 'prom-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAdmin } from '../server/admin.js'
import type { Alert } from '../server/alerts.js'
import type { Feeds } from '../server/feeds.js'
import type { StatusReport } from '../server/status.js'
import type { PostsDocument } from '../wire/document.js'
import { HANDLE, openWorld, type World } from './support/world.js'

const TOKEN = 'an-admin-token-of-24-chars'
const BEARER = { Authorization: `Bearer ${TOKEN}` }
const basic = (user: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
})
const PATH = `feeds/x/${HANDLE}`
const REFRESH = 900_000

let world: World
beforeEach(async () => {
  world = await openWorld({ ADMIN_TOKEN: TOKEN })
  await world.start()
})
afterEach(() => world.close())

/** Asks for the feeds, and waits until a read that this began has been told of. */
async function settled(...handles: string[]): Promise<void> {
  const reads = async () => {
    const metrics = await (await world.get('metrics', BEARER)).text()
    return [...metrics.matchAll(/^social_feed_reads_total{.*} (\d+)$/gm)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    )
  }
  const before = await reads()
  for (const handle of handles) await world.get(`feeds/x/${handle}`)
  await expect.poll(reads).toBeGreaterThan(before)
}

describe('the token', () => {
  it.each([
    ['as a bearer', BEARER],
    ['as a bearer, in other letters', { Authorization: `bEARER ${TOKEN}` }],
    ['as the password of any user', basic('owner', TOKEN)],
    ['as the password of nobody', basic('', TOKEN)],
  ])('opens %s', async (_how, headers) => {
    for (const path of ['status', 'metrics']) {
      const response = await world.get(path, headers)
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    }
  })

  it.each<readonly [string, Record<string, string>]>([
    ['none', {}],
    ['an empty one', { Authorization: 'Bearer ' }],
    ['a wrong one of the same length', { Authorization: `Bearer ${'x'.repeat(TOKEN.length)}` }],
    ['a shorter one', { Authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['a longer one', { Authorization: `Bearer ${TOKEN}x` }],
    ['the right one in another scheme', { Authorization: `Token ${TOKEN}` }],
    ['the right one as the user', basic(TOKEN, '')],
    ['a password that is no base64', { Authorization: 'Basic %%%' }],
  ])('%s opens nothing', async (_what, headers) => {
    for (const [method, path] of [
      ['GET', 'status'],
      ['GET', 'metrics'],
      ['DELETE', PATH],
      ['DELETE', `${PATH}/posts/1`],
    ] as const) {
      const response = await world.send(method, path, headers)
      expect([response.status, response.headers.get('WWW-Authenticate')]).toEqual([
        401,
        'Basic realm="social-feed", charset="UTF-8"',
      ])
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(await response.text()).not.toContain(TOKEN)
    }
  })

  it('not being set, there is nothing to open', async () => {
    await world.start({ ADMIN_TOKEN: '' })
    for (const path of ['status', 'metrics']) expect((await world.get(path, BEARER)).status).toBe(404)
    expect((await world.send('DELETE', PATH, BEARER)).status).toBe(405)
  })
})

describe('the status', () => {
  it('tells of a good feed its age and its next read', async () => {
    await world.get(PATH)
    world.clock.advance(60_000)
    const report = (await (await world.get('status', BEARER)).json()) as StatusReport
    expect(report.feeds).toEqual([
      {
        feed: `x/${HANDLE}`,
        status: 'posts',
        ageSeconds: 60,
        nextRefresh: new Date(world.clock.now() + REFRESH - 60_000).toISOString(),
        dropped: 0,
        error: null,
      },
    ])
    expect(report.upSeconds).toBe(60)
    expect(report.money).toMatchObject({ budgetDollars: 1 })
  })

  it('tells of a feed in trouble what is wrong, and what to do', async () => {
    world.standIn.play(HANDLE, 'unauthorized-401')
    await world.get(PATH)
    const report = (await (await world.get('status', BEARER)).json()) as StatusReport
    expect(report.feeds[0]?.error).toMatchObject({
      reason: 'key',
      message: expect.stringContaining('401'),
      advice: expect.stringContaining('X_BEARER_TOKEN'),
    })
  })

  it('is a page for a browser, and lists what was not asked yet', async () => {
    const response = await world.get('status', { ...BEARER, Accept: 'text/html,*/*;q=0.8' })
    expect(response.headers.get('Content-Type')).toContain('text/html')
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain('not asked yet')
  })

  it('escapes whatever a network said', async () => {
    const evil = `<script>alert(1)</script>"'&`
    const report: StatusReport = {
      version: evil,
      upSeconds: 1,
      feeds: [
        {
          feed: evil,
          status: evil,
          ageSeconds: 1,
          nextRefresh: null,
          dropped: 1,
          error: { reason: evil, message: evil, since: evil, advice: evil },
        },
      ],
      stores: [{ store: 'redis', counts: {}, trouble: { message: evil, advice: evil } }],
      money: null,
    }
    const router = createAdmin({
      token: TOKEN,
      feeds: {} as Feeds,
      walls: { forget: () => {} },
      allowed: [],
      status: async () => report,
      metrics: async () => new Registry(),
    })
    const server = createServer(express().use(router)).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const page = await fetch(`http://127.0.0.1:${port}/status`, {
      headers: { ...BEARER, Accept: 'text/html' },
    })
    const text = await page.text()
    server.close()
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;')
    expect(text).not.toContain('<script')
  })
})

it('tells of a disk that can not be written what that means, and of one that can what was done', async () => {
  await world.get(PATH)
  const stores = async () => ((await (await world.get('status', BEARER)).json()) as StatusReport).stores
  const up = async () => (await (await world.get('metrics', BEARER)).text()).split('\n')
  expect(await stores()).toMatchObject([{ store: 'disk', counts: { failed: 0, torn: 0 }, trouble: null }])
  expect((await stores())[0]?.counts.written).toBeGreaterThan(0)
  expect(await up()).toContain('social_feed_store_up{store="disk"} 1')

  await rm(join(world.dataDir, 'feeds'), { recursive: true })
  await writeFile(join(world.dataDir, 'feeds'), 'a file where the folder was')
  world.clock.advance(REFRESH)
  await settled(HANDLE)
  const trouble = {
    message: expect.stringContaining("can't be written (E"),
    advice: expect.stringContaining('DATA_DIR'),
  }
  await expect.poll(stores).toMatchObject([{ trouble }])
  expect(await up()).toContain('social_feed_store_up{store="disk"} 0')
  expect((await up()).join('\n')).toMatch(/^social_feed_store_total{store="disk",outcome="failed"} [1-9]/m)
  const page = await world.get('status', { ...BEARER, Accept: 'text/html' })
  expect(await page.text()).toMatch(/Disk<td>.*\d failed[\s\S]*<strong>away<\/strong>/)
})

it('the figures count answers by what the cache did, and reads by outcome', async () => {
  await world.get(PATH)
  await world.get(PATH)
  await world.get(PATH)
  const text = await (await world.get('metrics', BEARER)).text()
  const lines = text.split('\n')
  expect(lines).toContain('social_feed_answers_total{result="miss"} 1')
  expect(lines).toContain('social_feed_answers_total{result="hit"} 2')
  expect(lines).toContain('social_feed_reads_total{network="x",outcome="ok"} 1')
  expect(lines).toContain(`social_feed_age_seconds{feed="x/${HANDLE}"} 0`)
  expect(lines).toContain('social_feed_budget_dollars 1')
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
  expect(names).toContain('social_feed_nodejs_eventloop_lag_p99_seconds')
  expect(names.every(name => name?.startsWith('social_feed_'))).toBe(true)
})

describe('deleting', () => {
  const posts = async (query = ''): Promise<PostsDocument> =>
    (await (await world.get(`${PATH}${query}`)).json()) as PostsDocument
  const ids = async (query?: string) => (await posts(query)).posts.map(({ id }) => id)

  it('a post takes it out of every view at once, and keeps it out of every later read', async () => {
    const views = ['', '?limit=3', '?replies=true', '?reposts=false']
    const [gone = ''] = await ids()
    for (const view of views) expect(await ids(view)).toContain(gone)
    const deleted = await world.send('DELETE', `${PATH}/posts/${gone}`, BEARER)
    expect(await deleted.json()).toEqual({ purged: true })
    for (const view of views) expect(await ids(view)).not.toContain(gone)

    const { fetchedAt } = await posts()
    world.clock.advance(REFRESH)
    await expect.poll(async () => (await posts()).fetchedAt).not.toBe(fetchedAt)
    for (const view of views) expect(await ids(view)).not.toContain(gone)

    await world.start()
    expect(await ids()).not.toContain(gone)
  })

  it('a post keeps it out when nobody reads for so long that all else is forgotten', async () => {
    const [gone = ''] = await ids()
    await world.send('DELETE', `${PATH}/posts/${gone}`, BEARER)
    world.clock.advance(25 * 3_600_000)
    expect(await ids()).not.toContain(gone)
    world.clock.advance(25 * 3_600_000)
    await world.start()
    expect(await ids()).not.toContain(gone)
  })

  it('a feed forgets all of it, on disk too; the next reader asks anew', async () => {
    await posts()
    expect(await (await world.send('DELETE', PATH, BEARER)).json()).toEqual({ purged: true })
    const calls = world.standIn.calls.length
    world.standIn.play(HANDLE, 'unavailable-503')
    expect((await world.get(PATH)).status).toBe(503)
    expect(world.standIn.calls.length).toBeGreaterThan(calls)
  })

  it('what is not served is refused', async () => {
    expect((await world.send('DELETE', 'feeds/x/somebody_else', BEARER)).status).toBe(403)
    expect((await world.send('DELETE', 'feeds/x/no..handle', BEARER)).status).toBe(400)
  })
})

describe('the alert', () => {
  it('is sent once per incident, and again only after it ended', async () => {
    const alerts: Alert[] = []
    const receiver = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      alerts.push(JSON.parse(body) as Alert)
      response.end()
    }).listen(0, '127.0.0.1')
    await new Promise(resolve => receiver.once('listening', resolve))
    const { port } = receiver.address() as AddressInfo
    await world.start({ ALERT_WEBHOOK: `http://127.0.0.1:${port}/hook`, FEEDS: `x/${HANDLE},x/varindiamag` })
    const reads = () => settled(HANDLE, 'varindiamag')

    world.standIn.play('*', 'unauthorized-401')
    for (let hour = 0; hour < 4; hour++) {
      await reads()
      world.clock.advance(3_700_000)
    }
    await expect.poll(() => alerts.length).toBe(1)
    expect(alerts[0]).toMatchObject({
      incident: 'x key',
      text: expect.stringMatching(/^social-feed: x: .*X_BEARER_TOKEN/),
      at: expect.stringMatching(/^2026-/),
    })

    world.standIn.play('*', 'posts')
    await reads()
    world.clock.advance(REFRESH)
    world.standIn.play('*', 'unauthorized-401')
    await reads()
    await expect.poll(() => alerts.map(({ incident }) => incident)).toEqual(['x key', 'x key'])
    receiver.close()
  })

  it('tells of a feed that could not be refreshed for too long', async () => {
    await world.get(PATH)
    world.standIn.play(HANDLE, 'unavailable-503')
    for (const minutes of [20, 50, 60, 60]) {
      world.clock.advance(minutes * 60_000)
      await settled(HANDLE)
    }
    const told = () => world.log.filter(line => line.includes('has not been refreshed for'))
    await expect.poll(() => told().length).toBe(1)
    expect(told()[0]).toContain(`x/${HANDLE}`)
  })

  it('that can not be delivered is a line in the log, nothing more', async () => {
    await world.start({ ALERT_WEBHOOK: 'http://127.0.0.1:9/hook' })
    world.standIn.play(HANDLE, 'credits-402')
    await world.get(PATH)
    await expect.poll(() => world.log.join('')).toContain('ALERT_WEBHOOK could not be reached')
    expect((await world.get('livez')).status).toBe(200)
  })
})
