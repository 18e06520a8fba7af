/** Each example is built as its own page and opened in a real browser, with the sample server behind it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { launch } from './support/browser.js'
import { startSample } from './support/serve.js'

const EXAMPLES = ['html', 'react', 'vue', 'svelte', 'astro'] as const

/** The server that the examples name; here its answers come from the sample server of the test. */
const NAMED = 'http://localhost:3000/'
const SITE = 'http://shop.example/'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

let sample: Awaited<ReturnType<typeof startSample>>
let browser: Browser
let built: string

beforeAll(async () => {
  // As a site is built: with the test runner's own value Lit would come in its development build.
  vi.stubEnv('NODE_ENV', 'production')
  built = await mkdtemp(join(tmpdir(), 'social-feed-examples-'))
  sample = await startSample()
  browser = await launch()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await browser?.close()
  await sample?.close()
  await rm(built, { recursive: true, force: true })
})

describe.each(EXAMPLES)('the example for %s', name => {
  test('shows posts, hears that they came, and keeps a chosen post on the page', async () => {
    const errors: string[] = []
    const page = await open(await pageOf(name), errors)
    const output = page.locator('output')
    await output.getByText(/^[1-9]\d* posts$/).waitFor()
    const feed = page.locator('social-feed')
    await feed.getByRole('article').first().locator('[part~=permalink]').click()
    await output.getByText(/^Chosen: \d+$/).waitFor()
    expect(page.url()).toBe(SITE)
    expect(page.context().pages()).toEqual([page])
    expect(
      await feed.evaluate(feed => getComputedStyle(feed).getPropertyValue('--social-feed-radius')),
    ).not.toBe('')
    expect(errors).toEqual([])
    await page.close()
  })
})

/** Plain HTML is used as it is. */
async function pageOf(name: (typeof EXAMPLES)[number]): Promise<string> {
  if (name === 'html') return 'examples/html'
  const outDir = join(built, name)
  await build({
    root: `examples/${name}`,
    build: { outDir, minify: false, emptyOutDir: true },
    logLevel: 'warn',
  })
  return outDir
}

async function open(folder: string, errors: string[]): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type()))
      errors.push(`${message.text()} ${message.location().url}`)
  })
  await page.route(`${NAMED}**`, route =>
    route.continue({ url: route.request().url().replace(NAMED, sample.url) }),
  )
  await page.route(`${SITE}**`, async route => {
    const path = new URL(route.request().url()).pathname.replace(/\/$/, '/index.html')
    const body = await readFile(join(folder, path)).catch(() => undefined)
    await route.fulfill(body ? { body, contentType: TYPES[extname(path)] ?? '' } : { status: 204 })
  })
  await page.goto(SITE)
  return page
}
