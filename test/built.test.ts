/** The built widget on somebody else's page, under the strictest policy a page can have. */
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STATUSES } from '../wire/document.js'
import { documents } from './fixtures/documents.js'
import { hostile } from './fixtures/hostile.js'
import { launch, openHostPage } from './support/browser.js'

const PUBLIC = new URL('../dist/public/', import.meta.url)
const FEEDS: Readonly<Record<string, unknown>> = { ...documents, hostile }

let server: Server
let url: string
let browser: Browser

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '', 'http://localhost').pathname
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('cross-origin-resource-policy', 'cross-origin')
    const feed = FEEDS[path.replace('/feeds/x/', '')]
    if (feed) {
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify(feed).replaceAll('https://pictures.invalid/', url))
    }
    response.setHeader('content-type', 'text/javascript')
    const file = path.replace('/widget/1.2.3/', '/').slice(1)
    return response.end(await readFile(new URL(file, PUBLIC)).catch(() => ''))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

/** A feed on a page that allows nothing but what it needs. */
async function open(handle: string, script = 'widget.js'): Promise<Page> {
  const markup = `<main><script type="module" src="${url}${script}"></script>
    <social-feed handle="${handle}" loading="eager"><a href="https://x.com/">Posts</a></social-feed></main>`
  const only = `script-src ${url}; connect-src ${url}; img-src ${url} https://x.com/`
  return openHostPage(browser, markup, {
    csp: `default-src 'none'; ${only}; require-trusted-types-for 'script'`,
  })
}

const settled = (page: Page): Promise<unknown> =>
  page.evaluate(
    "customElements.whenDefined('social-feed').then(() => document.querySelector('social-feed').refreshed)",
  )

/** Loads the page again and lists what the browser says about its policy from then on. */
async function watchPolicy(page: Page): Promise<readonly string[]> {
  const said: string[] = []
  page.on('console', message => {
    if (/content security policy|trusted/i.test(message.text())) said.push(message.text())
  })
  await page.reload()
  await settled(page)
  return said
}

describe('under the strictest policy', () => {
  test.each([...STATUSES, 'hostile'])('%s is shown without a violation', async handle => {
    await using page = await open(handle)
    const said = await watchPolicy(page)
    const state = handle === 'hostile' ? 'posts' : handle
    expect(await page.evaluate("document.querySelector('social-feed').state")).toBe(state)
    expect(await page.evaluate('window.broken')).toBeUndefined()
    expect(said).toEqual([])
  })

  test.each([
    [
      'a picture from elsewhere',
      "document.body.append(Object.assign(new Image(), { src: 'https://other.example/' }))",
    ],
    ['markup set as text', "try { document.body.innerHTML = '<b></b>' } catch {}"],
    ['a style attribute', "document.body.setAttribute('style', 'color:red')"],
  ])('%s would be noticed', async (_, script) => {
    await using page = await open('empty')
    const said = await watchPolicy(page)
    await page.evaluate(script)
    await expect.poll(() => said.length).toBe(1)
  })
})

test('no chunk that posts or a message need waits for one that the page has not asked for', async () => {
  const names = await readdir(new URL('chunks/', PUBLIC))
  const NEEDED = /^(?:alive|attachments|panel|layouts|marks)-.*\.js$/
  const imports = names
    .filter(name => NEEDED.test(name))
    .map(async name => {
      const code = await readFile(new URL(`chunks/${name}`, PUBLIC), 'utf8')
      return [...code.matchAll(/^import\{[^}]*\}from"([^"]+)"|;import\{[^}]*\}from"([^"]+)"/g)]
        .map(([, first, next]) => (first ?? next ?? '').replace(/-[\da-f]{7}\.js$/, ''))
        .filter(from => from !== '../widget.js' && from !== './alive')
        .map(from => `${name} waits for ${from}`)
    })
  expect(imports.length).toBe(5)
  expect((await Promise.all(imports)).flat()).toEqual([])
})

test('from a path with a version it finds its chunks and its server', async () => {
  await using page = await open('empty', 'widget/1.2.3/widget.js')
  await settled(page)
  expect(await page.evaluate("document.querySelector('social-feed').server")).toBe(new URL(url).origin)
  expect(await page.getByRole('heading', { name: 'Nothing to see here – yet' }).isVisible()).toBe(true)
  expect(await page.locator('svg.empty').isVisible()).toBe(true)
})

test('two copies of the script get along', async () => {
  const errors: unknown[] = []
  await using page = await open('empty')
  page.on('pageerror', error => errors.push(error))
  await page.evaluate(`import('${url}widget/1.2.3/widget.js')`)
  await settled(page)
  expect(errors).toEqual([])
})

test('where the chunks can’t be had, the truth is still told in words', async () => {
  const page = await openHostPage(browser, '<main></main>')
  await page.route('**/chunks/**', route => route.abort())
  await page.evaluate(`import('${url}widget.js')`)
  await page.evaluate(
    "document.querySelector('main').innerHTML = '<social-feed handle=unavailable loading=eager><a href=/>Posts</a></social-feed>'",
  )
  await settled(page)
  expect(await page.locator('#main').textContent()).toContain("Posts can't be loaded right now")
  expect(await page.getByRole('link', { name: 'Posts', exact: true }).isVisible()).toBe(true)
  await page.close()
})

test('where the chunks can’t be had, posts say what they say, without what hangs on them', async () => {
  const page = await openHostPage(browser, '<main></main>')
  await page.route('**/chunks/**', route => route.abort())
  await page.evaluate(`import('${url}widget.js')`)
  await page.evaluate(
    "document.querySelector('main').innerHTML = '<social-feed handle=posts loading=eager></social-feed>'",
  )
  await settled(page)
  expect(await page.locator('article').count()).toBe(documents.posts.posts.length)
  expect(await page.locator('article [part=media], article [part=card]').count()).toBe(0)
  const kept = await page.evaluate("document.querySelector('social-feed').feed.posts.flatMap(Object.keys)")
  expect(kept).not.toContain('media')
  await page.close()
})

test('without JavaScript the page’s own link is there', async () => {
  const page = await openHostPage(
    browser,
    '<social-feed handle="empty"><a href="https://x.com/">Posts</a></social-feed>',
    {
      javaScriptEnabled: false,
    },
  )
  expect(await page.getByRole('link', { name: 'Posts' }).isVisible()).toBe(true)
  await page.close()
})
