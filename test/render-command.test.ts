/** `social-feed-embed render`: a feed as markup for a page that nobody serves. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from './support/browser.js'
import { freePort } from './support/free-port.js'
import { type Served, serve, TOKEN } from './support/serve.js'

const FEEDS = 'x/northquaynews,x/demo_outage'
const WALLS = 'city-hall:x/northquaynews+x/demo_outage'
let served: Served
let dataDir: string
let browser: Browser

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'render-'))
  served = await serve(FEEDS, { REFRESH_SECONDS: '900', WALLS })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** The built command, as an owner types it. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  const variables = {
    PATH: process.env.PATH,
    PORT: new URL(served.url).port,
    FEEDS,
    X_BEARER_TOKEN: TOKEN,
    X_API_URL: served.standIn.url,
    DATA_DIR: dataDir,
    ...env,
  }
  return promisify(execFile)(process.execPath, ['dist/server/cli.js', 'render', ...args], {
    env: variables,
    maxBuffer: 10 << 20,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
}

describe('social-feed-embed render', () => {
  it('writes posts from the running server that are read without a script', async () => {
    const { stdout, code } = await run(['x/NorthQuayNews', '--limit', '2', '--lang', 'de', '--no-footer'])
    expect(code).toBe(0)
    await using context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.setContent(`<!doctype html><title>Page</title>${stdout}`)
    expect(await page.locator('article:visible').count()).toBe(2)
    expect(await page.getByRole('heading', { name: 'Posts von @northquaynews' }).isVisible()).toBe(true)
    expect(await page.locator('footer').count()).toBe(0)
    expect(await page.locator('social-feed').evaluate(feed => feed.getBoundingClientRect().height)).toBe(600)
  })

  it('writes a tag that goes on by itself where the script is', async () => {
    const { stdout } = await run(['x/northquaynews', '--limit', '2', '--height', '400'])
    await using page = await browser.newPage()
    await page.setContent(
      `<!doctype html><title>Page</title>${stdout}<script type="module" src="${served.url}widget.js"></script>`,
    )
    const feed = page.locator('social-feed:state(posts)')
    await feed.waitFor()
    expect(await feed.locator('article').count()).toBe(2)
    expect(await feed.evaluate(feed => feed.getBoundingClientRect().height)).toBe(400)
  })

  it('writes a wall that is read without a script, too', async () => {
    const { stdout, code } = await run(['wall/city-hall', '--limit', '3'])
    expect(code).toBe(0)
    await using context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.setContent(`<!doctype html><title>Page</title>${stdout}`)
    expect(await page.locator('article:visible').count()).toBe(3)
    expect(await page.getByRole('heading', { name: 'City hall' }).isVisible()).toBe(true)
  })

  it('asks the network itself where no server runs, and names the public address', async () => {
    const { stdout, code } = await run(['x/northquaynews'], {
      PORT: String(await freePort()),
      PUBLIC_URL: 'https://feeds.example.org/',
    })
    expect(code).toBe(0)
    expect(stdout).toContain('<article')
    expect(stdout).toContain('server="https://feeds.example.org"')
  })

  it.each([
    ['what can’t be loaded now', 'x/demo_outage', /can't be loaded now: outage/],
    ['what is not served', 'x/someone', /does not serve x\/someone/],
    ['a wall that is not there', 'wall/unknown', /There is no wall "unknown" here/],
    ['what is no feed', 'northquaynews', /"northquaynews" is no feed/],
  ])('writes nothing of %s, and tells why beside it', async (_name, feed, message) => {
    const { code, stdout, stderr } = await run([feed])
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(message)])
  })
})
