/** Strict homes: policies, frames, documents and scripts of somebody else's page that the widget has to live with. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from './fixtures/documents.js'
import { HOST_PAGE, launch, openHostPage } from './support/browser.js'
import { type Built, serveBuilt, shown } from './support/built.js'

const POSTS = documents.posts.posts.length

let built: Built
let browser: Browser

beforeAll(async () => {
  built = await serveBuilt(documents)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  built?.close()
})

const script = (file = 'widget.js', attributes = ''): string =>
  `<script type="module" src="${built.url}${file}" ${attributes}></script>`
const feed = (attributes = 'handle="posts"'): string =>
  `<social-feed ${attributes} loading="eager"><a href="https://x.com/tidewaterlib">Posts</a></social-feed>`

/** What went wrong on the page: uncaught errors, and what its policy refused. */
function watch(page: Page): readonly string[] {
  const wrong: string[] = []
  page.on('pageerror', error => wrong.push(error.message))
  page.on('console', message => {
    if (/content security policy|trusted ?type/i.test(message.text())) wrong.push(message.text())
  })
  return wrong
}

/** The page once more, watched from its first byte. */
async function again(page: Page): Promise<readonly string[]> {
  const wrong = watch(page)
  await page.reload()
  return wrong
}

const whole = { state: 'posts', posts: POSTS, height: 600 }

describe('a page whose policy', () => {
  const policies = (url: string): Readonly<Record<string, string>> => ({
    'allows hosts by name': `default-src 'self'; script-src ${url}; connect-src ${url}; img-src ${url}`,
    'allows scripts by nonce': `default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; connect-src ${url}; img-src ${url}; base-uri 'none'`,
    'forbids every style': `default-src 'none'; script-src ${url}; style-src 'none'; connect-src ${url}; img-src ${url}`,
    'asks for Trusted Types of one name': `default-src 'none'; script-src ${url}; style-src 'none'; connect-src ${url}; img-src ${url}; require-trusted-types-for 'script'; trusted-types lit-html`,
  })
  test.each([
    'allows hosts by name',
    'allows scripts by nonce',
    'forbids every style',
    'asks for Trusted Types of one name',
  ])('%s shows the posts without a violation', async name => {
    const csp = policies(built.url)[name] ?? ''
    await using page = await openHostPage(browser, script('widget.js', 'nonce="r4nd0m"') + feed(), { csp })
    const wrong = await again(page)
    expect(await shown(page)).toMatchObject([whole])
    expect(wrong).toEqual([])
  })

  test('forbids the script keeps the page’s own link', async () => {
    await using page = await openHostPage(browser, script() + feed(), { csp: "default-src 'none'" })
    expect(await page.getByRole('link', { name: 'Posts' }).isVisible()).toBe(true)
  })
})

describe('a frame', () => {
  test('with no origin, no storage and no name for itself shows the posts', async () => {
    const inner = `<!doctype html><html lang=en><body>${script()}${feed()}`.replaceAll('"', '&quot;')
    await using page = await openHostPage(
      browser,
      `<iframe sandbox="allow-scripts" width="400" height="640" srcdoc="${inner}"></iframe>`,
    )
    const wrong = await again(page)
    const frame = page.frames().find(frame => frame !== page.mainFrame())
    const heading = frame?.getByRole('heading', { name: 'Posts from @tidewaterlib' })
    await heading?.waitFor()
    expect(await frame?.evaluate('origin')).toBe('null')
    await frame?.locator('article').first().waitFor()
    expect(await frame?.locator('article').count()).toBe(POSTS)
    expect(wrong).toEqual([])
  })
})

/** A page that is not sent as HTML, or not by this helper's template. */
async function openAs(contentType: string, body: string): Promise<Page> {
  const page = await browser.newPage()
  await page.route(`${HOST_PAGE}**`, route =>
    route.request().url() === HOST_PAGE
      ? route.fulfill({ contentType, body })
      : route.fulfill({ status: 204 }),
  )
  await page.goto(HOST_PAGE)
  return page
}

test('a page of real XHTML shows the posts by the script that is made for it', async () => {
  await using page = await openAs(
    'application/xhtml+xml',
    `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en"><head><title>City</title></head>
<body><script src="${built.url}xhtml.js"></script>${feed()}</body></html>`,
  )
  const wrong = await again(page)
  expect(await page.evaluate('document.contentType')).toBe('application/xhtml+xml')
  expect(await shown(page)).toMatchObject([whole])
  expect(wrong).toEqual([])
})

test('a page in quirks mode shows the posts', async () => {
  await using page = await openAs('text/html', `<title>City</title>${script()}${feed()}`)
  expect(await page.evaluate('document.compatMode')).toBe('BackCompat')
  expect(await shown(page)).toMatchObject([whole])
})

describe('a page that has the element already', () => {
  test('from a class of its own keeps it, and hears no error', async () => {
    await using page = await openHostPage(
      browser,
      `<script>customElements.define('social-feed', class extends HTMLElement {
        connectedCallback() { this.textContent = 'Mine' }
      })</script>${script()}<social-feed></social-feed>`,
    )
    const wrong = await again(page)
    await page.evaluate(`import('${built.url}widget.js')`)
    expect(await page.locator('social-feed').textContent()).toBe('Mine')
    expect(wrong).toEqual([])
  })

  test.each([
    ['from two addresses', 'widget.js', 'widget/1.2.3/widget.js'],
    ['from one address with a mark of its own', 'widget.js?v=1', 'widget.js?v=2'],
    ['twice from one address', 'widget.js', 'widget.js'],
  ])('%s shows each feed once', async (_, first, second) => {
    const handles = ['a-posts', 'b-posts'].map(name => `${first.length}${second.length}${name}`)
    const feeds = handles.map(handle => feed(`handle="${handle}"`)).join('')
    await using page = await openHostPage(browser, `${script(first)}${script(second)}${feeds}`)
    const wrong = watch(page)
    await page.evaluate(`import('${built.url}${second}')`)
    expect(await shown(page)).toMatchObject([whole, whole])
    expect(handles.map(built.asked)).toEqual([1, 1])
    expect(wrong).toEqual([])
  })
})

describe('a page whose own script', () => {
  test('froze what every page shares shows the posts', async () => {
    await using page = await openHostPage(
      browser,
      `<script>
        for (const shared of [Object, Function, Array, String, Map, Set, Promise, Symbol, RegExp, Date, Node, Element,
          HTMLElement, ShadowRoot, Document, Event, CustomEvent, EventTarget, Text, CSSStyleSheet])
          Object.freeze(shared.prototype)
      </script>${script()}${feed()}`,
    )
    const wrong = await again(page)
    expect(await shown(page)).toMatchObject([whole])
    expect(await page.evaluate('Object.isFrozen(Object.prototype)')).toBe(true)
    expect(wrong).toEqual([])
  })

  test('put things on what every page shares shows the posts', async () => {
    await using page = await openHostPage(
      browser,
      `<script>
        Object.prototype.extend = function () { return this }
        Object.prototype.status = 'mine'
        Array.prototype.remove = function () { return this }
        String.prototype.trim2 = function () { return this }
        Element.prototype.empty = function () { this.textContent = '' }
      </script>${script()}${feed()}`,
    )
    const wrong = await again(page)
    expect(await shown(page)).toMatchObject([whole])
    expect(wrong).toEqual([])
  })

  test('took fetch over is asked for the feed by its own fetch', async () => {
    await using page = await openHostPage(
      browser,
      `<script>{
        const real = fetch
        window.seen = []
        window.fetch = (...request) => (seen.push(String(request[0])), real(...request))
      }</script>${script()}${feed('handle="own-posts"')}`,
    )
    expect(await shown(page)).toMatchObject([whole])
    expect(await page.evaluate('seen')).toEqual([`${built.url}feeds/x/own-posts`])
  })

  test('fails to render one post hears of it, and that post is shown as any', async () => {
    await using page = await openHostPage(browser, script() + feed())
    const wrong = watch(page)
    const [first] = (await page.evaluate(`(async () => {
      const feed = document.querySelector('social-feed')
      await customElements.whenDefined('social-feed')
      await feed.refreshed
      const [odd] = feed.feed.posts
      feed.renderPost = post => (post.id === odd.id ? post.no.such : 'ours')
      await feed.updateComplete
      return [...feed.shadowRoot.querySelectorAll('article')].map(post => post.innerText)
    })()`)) as string[]
    expect(first).toContain('Tidewater Library')
    expect(await shown(page)).toMatchObject([whole])
    expect(await page.getByText('ours').count()).toBeGreaterThan(0)
    expect(wrong.length).toBeGreaterThan(0)
    for (const error of wrong) expect(error).toContain("reading 'such'")
  })

  test('broke fetch is told the truth, with its own link beside it', async () => {
    await using page = await openHostPage(
      browser,
      `<script>window.fetch = () => { throw new Error('no') }</script>${script()}${feed()}`,
    )
    const wrong = await again(page)
    expect(await shown(page)).toMatchObject([{ state: 'unavailable', posts: 0, height: 600 }])
    expect(await page.getByRole('link', { name: 'Posts', exact: true }).isVisible()).toBe(true)
    expect(wrong).toEqual([])
  })
})

test('a browser that knows no custom states by plain names keeps the page’s own link', async () => {
  await using page = await openHostPage(browser, '')
  // As in Chromium before 125.
  await page.addInitScript(() => {
    const { add } = CustomStateSet.prototype
    CustomStateSet.prototype.add = function (name) {
      if (!name.startsWith('--')) throw new DOMException('must start with --', 'SyntaxError')
      return add.call(this, name)
    }
  })
  await page.route(`${HOST_PAGE}old`, route =>
    route.fulfill({ contentType: 'text/html', body: script() + feed() }),
  )
  await page.goto(`${HOST_PAGE}old`)
  await page.waitForFunction(() => customElements.get('social-feed'))
  expect(await page.getByRole('link', { name: 'Posts' }).isVisible()).toBe(true)
})
