/** Packages that load the old script by its old address, as they are: only that address answers with ours. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from './fixtures/documents.js'
import { HOST_PAGE, launch } from './support/browser.js'
import { type Built, serveBuilt, shown } from './support/built.js'

const OLD_ADDRESS = 'https://platform.twitter.com/widgets.js'

let apps: Readonly<Record<string, string>>
let built: Built
let browser: Browser

beforeAll(async () => {
  apps = { react: await bundle('react'), vue: await bundle('vue') }
  built = await serveBuilt(documents)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  built?.close()
})

/** One script, as the page of an app has it. */
async function bundle(name: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: `test/wrappers/${name}.js`, formats: ['iife'], name: 'app' },
      rolldownOptions: { onwarn: () => undefined },
    },
  })
  const [chunk] = [made].flat().flatMap(result => ('output' in result ? result.output : []))
  if (chunk?.type !== 'chunk') throw new Error(`no script was made of ${name}`)
  return chunk.code
}

async function open(app: string, wrapper = '', markup = ''): Promise<Page> {
  const page = await browser.newPage()
  const script = await readFile(new URL('../dist/public/widgets.js', import.meta.url), 'utf8')
  await page.route(OLD_ADDRESS, route => route.fulfill({ contentType: 'text/javascript', body: script }))
  await page.route(`${HOST_PAGE}**`, route =>
    route.request().resourceType() === 'document'
      ? route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><title>City</title><meta name="social-feed:server" content="${built.url}">${markup}<div id="app"></div><script src="/app.js"></script>`,
        })
      : route.fulfill({ contentType: 'text/javascript', body: apps[app] ?? '' }),
  )
  await page.goto(`${HOST_PAGE}?wrapper=${wrapper}`)
  return page
}

const told = async (page: Page, count: number) => {
  await page.waitForFunction(`told.length === ${count}`)
  return page.evaluate('told.toSorted()')
}

test('the packages name the old address themselves', () => {
  for (const code of Object.values(apps)) expect(code).toContain(OLD_ADDRESS)
})

describe('react-twitter-embed', () => {
  test('shows a feed with the options it was given, and takes its placeholder away', async () => {
    await using page = await open('react', 'react-twitter-embed')
    expect(await told(page, 2)).toEqual(['a', 'social-feed'])
    expect(await shown(page)).toMatchObject([{ state: 'posts', height: 400 }])
    expect(
      await page
        .locator('social-feed')
        .evaluate(feed => ['theme', 'no-header', 'no-footer'].map(name => feed.getAttribute(name))),
    ).toEqual(['dark', '', ''])
    expect(await page.getByText('Loading').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'View on X' }).last().getAttribute('href')).toBe(
      'https://x.com/i/status/20',
    )
  })
})

describe('react-twitter-widgets', () => {
  test('shows a feed, links for posts and buttons, and its own words for what can’t be had', async () => {
    await using page = await open('react', 'react-twitter-widgets')
    expect(await told(page, 3)).toEqual(['follow', 'timeline', 'tweet'])
    expect(await shown(page)).toMatchObject([{ state: 'posts', height: 400 }])
    await page.getByText('No list').waitFor()
    const links = await page
      .getByRole('link', { name: 'View on X' })
      .evaluateAll(links => links.map(link => link.getAttribute('href')))
    expect(links).toEqual([
      'https://x.com/posts/lists/boats',
      'https://x.com/i/status/20',
      'https://x.com/intent/follow?screen_name=posts',
    ])
  })
})

describe('vue-tweet', () => {
  test('loads the script, hears of its post as a link, and the snippet beside it becomes a feed', async () => {
    const snippet = '<a class="twitter-timeline" href="https://x.com/posts">Posts</a>'
    await using page = await open('vue', '', snippet)
    expect(await told(page, 1)).toEqual(['a'])
    expect(await shown(page)).toMatchObject([{ state: 'posts' }])
    expect(await page.getByText(/Loading|Failed/).count()).toBe(0)
  })
})
