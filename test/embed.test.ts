/** The page of one feed in frames of every kind, in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOST_PAGE, launch, openHostPage } from './support/browser.js'
import { type Served, serve } from './support/serve.js'

const FEEDS = [
  'northquaynews',
  'varindiamag',
  'demo_protected',
  'demo_suspended',
  'demo_missing',
  'demo_outage',
]

const WALLS = 'city-hall:x/northquaynews+x/varindiamag'

let open: Served
let closed: Served
let browser: Browser

beforeAll(async () => {
  const feeds = FEEDS.map(handle => `x/${handle}`).join(',')
  open = await serve(feeds, { WALLS })
  closed = await serve(feeds, { WALLS, ORIGINS: new URL(HOST_PAGE).origin })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await Promise.all([open?.close(), closed?.close()])
})

const frame = (served: Served, path: string, attributes = '') =>
  `<iframe src="${served.url}embed/${path}" width="400" height="500" ${attributes}></iframe>`

/** What the frame of the page shows, once its element has an answer. */
async function stateOf(page: Page): Promise<string> {
  const feed = page.frameLocator('iframe').locator('social-feed')
  await feed.locator(':scope:not(:state(loading)):defined').waitFor()
  return feed.evaluate(feed => (feed as HTMLElement & { state: string }).state)
}

describe('without JavaScript', () => {
  test.each([
    ['northquaynews', 'The last boat is in'],
    ['varindiamag', 'Nothing to see here – yet'],
    ['demo_protected', 'These posts are protected'],
    ['demo_suspended', 'This account is suspended'],
    ['demo_missing', "This account doesn't exist"],
    ['demo_outage', "Posts can't be loaded right now"],
    ['not_served_here', "These posts can't be shown here"],
  ])('%s reads “%s”, and there is a way to the profile', async (handle, words) => {
    await using context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${open.url}embed/x/${handle}`)
    expect(await page.getByText(words).first().isVisible()).toBe(true)
    expect(await page.locator(`a[href="https://x.com/${handle}"]:visible`).count()).toBeGreaterThan(0)
  })
})

describe('in a frame', () => {
  test.each([
    ['plain', ''],
    ['sandboxed, with an origin of its own', 'sandbox="allow-scripts"'],
  ])('%s, the element takes over', async (_, attributes) => {
    for (const served of [open, closed]) {
      for (const path of ['x/northquaynews', 'wall/city-hall']) {
        await using page = await openHostPage(browser, frame(served, path, attributes))
        const refused: string[] = []
        page.on('console', message => {
          if (message.type() === 'error') refused.push(message.text())
        })
        expect([path, await stateOf(page), refused]).toEqual([path, 'posts', []])
      }
    }
  })

  test('of another site than the owner allows, it does not show', async () => {
    const policy = (await closed.get('embed/x/northquaynews')).headers.get('content-security-policy')
    expect(policy).toContain(`frame-ancestors 'self' ${new URL(HOST_PAGE).origin};`)
    expect((await open.get('embed/x/northquaynews')).headers.get('content-security-policy')).toContain(
      'frame-ancestors *;',
    )
  })

  test('it tells its height with the secret it was given', async () => {
    const listen =
      "<script>var told = []; addEventListener('message', ({ data }) => told.push(data))</script>"
    await using page = await openHostPage(
      browser,
      listen + frame(open, 'x/northquaynews#?secret=aB3dE', 'sandbox="allow-scripts"'),
    )
    await page.waitForFunction(
      "told.some(({ message, secret }) => message === 'height' && secret === 'aB3dE')",
    )
    expect(await page.evaluate('told.at(-1).value')).toBe(500)
  })

  test.each([
    ['the height it is asked for', 'x/northquaynews?height=800', 800],
    ['none, when it is empty and is to hide then', 'x/varindiamag?when-empty=hide', 0],
  ])('it tells %s', async (_, path, height) => {
    const listen = "<script>addEventListener('message', ({ data }) => { told = data.value })</script>"
    await using page = await openHostPage(browser, listen + frame(open, path))
    await page.waitForFunction(`globalThis.told === ${height}`)
  })

  test('with height=auto it is as tall as its posts, by the snippet of the docs', async () => {
    const snippet = `<script>
      addEventListener('message', ({ data, source }) => {
        if (data?.message !== 'height') return
        for (const frame of document.querySelectorAll('iframe'))
          if (frame.contentWindow === source) frame.height = data.value
      })
    </script>`
    await using page = await openHostPage(
      browser,
      snippet + frame(open, 'x/northquaynews?height=auto&limit=5'),
    )
    expect(await stateOf(page)).toBe('posts')
    await page.waitForFunction("document.querySelector('iframe').height > 1000")
    const inner = page.frameLocator('iframe').locator('html')
    await expect
      .poll(() => inner.evaluate(html => html.scrollHeight - html.ownerDocument.defaultView!.innerHeight))
      .toBe(0)
  })
})

test('the page is kept by browsers as long as the document, and not sent twice', async () => {
  const first = await open.get('embed/x/varindiamag?theme=dark')
  expect(first.headers.get('cache-control')).toMatch(/^public, max-age=/)
  const etag = first.headers.get('etag') ?? ''
  expect((await open.get('embed/x/varindiamag?theme=dark', { 'If-None-Match': etag })).status).toBe(304)
  expect((await open.get('embed/x/varindiamag?theme=light', { 'If-None-Match': etag })).status).toBe(200)
})

test('the page may load from this server and from nobody else, pictures and films as well', async () => {
  const { origin } = new URL(open.url)
  for (const path of ['x/northquaynews', 'x/not_served_here', 'wall/city-hall', 'wall/unknown']) {
    const policy = (await open.get(`embed/${path}`)).headers.get('content-security-policy') ?? ''
    const sources = policy
      .split('; ')
      .filter(rule => /^\w+-src /.test(rule))
      .flatMap(rule => rule.split(' ').slice(1))
      .filter(source => !source.startsWith("'sha256-"))
    expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", origin, 'blob:']))
  }
})

test('a wall that is not there is a page that says so', async () => {
  const response = await open.get('embed/wall/unknown')
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
})

test('what can’t be known is 503, what is not served 403, and both are pages', async () => {
  const [outage, other] = [await open.get('embed/x/demo_outage'), await open.get('embed/x/someone')]
  expect([outage.status, other.status]).toEqual([503, 403])
  expect(outage.headers.get('retry-after')).toMatch(/^\d+$/)
  for (const response of [outage, other])
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
})
