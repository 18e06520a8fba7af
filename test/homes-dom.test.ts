/** Strict homes: how the element comes into a page and moves about in it, and what the page's own style does to it. */
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents, makePost, makePosts } from './fixtures/documents.js'
import { launch, openHostPage } from './support/browser.js'
import { type Built, serveBuilt, shown } from './support/built.js'
import { findChromium } from './support/chromium.js'

/** One a test that counts its requests. */
const FEEDS = {
  ...documents,
  other: makePosts([makePost('77')]),
  recent: makePosts([makePost('78')], { fetchedAt: new Date().toISOString() }),
}
const POSTS = documents.posts.posts.length

let built: Built
let browser: Browser

beforeAll(async () => {
  built = await serveBuilt(FEEDS)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  built?.close()
})

const script = (): string => `<script type="module" src="${built.url}widget.js"></script>`
const tag = (handle: string): string => `<social-feed handle="${handle}" loading="eager"></social-feed>`
const whole = { state: 'posts', posts: POSTS, height: 600 }

async function open(markup: string): Promise<Page> {
  const page = await openHostPage(browser, markup)
  page.on('pageerror', error => {
    throw error
  })
  return page
}

describe('an element', () => {
  test('that is there long before the script is upgraded with all it was given', async () => {
    await using page = await open('<social-feed></social-feed>')
    await page.evaluate(
      `Object.assign(document.querySelector('social-feed'), { handle: 'late-posts', server: '${built.url}', loading: 'eager', noHeader: true, height: '300' })`,
    )
    await page.evaluate(`import('${built.url}widget.js')`)
    expect(await shown(page)).toMatchObject([{ ...whole, height: 300 }])
    expect(await page.locator('[part=header]').count()).toBe(0)
    expect(built.asked('late-posts')).toBe(1)
  })

  test('put in by innerHTML, by a clone, from a template and by document.write shows the posts', async () => {
    await using page = await open(`${script()}<main></main>
      <template id="stored">${tag('template-posts')}</template>
      <script>document.write('${tag('written-posts')}')</script>`)
    await page.evaluate(`{
      const main = document.querySelector('main')
      main.innerHTML = '${tag('inner-posts')}'
      main.append(document.querySelector('#stored').content.cloneNode(true))
      const clone = main.firstChild.cloneNode(true)
      clone.handle = 'clone-posts'
      main.append(clone)
    }`)
    expect(await shown(page)).toMatchObject([whole, whole, whole, whole])
    for (const handle of ['template-posts', 'inner-posts', 'clone-posts', 'written-posts'])
      expect([handle, built.asked(handle)]).toEqual([handle, 1])
  })

  test('that stays in a template asks for nothing', async () => {
    await using page = await open(`${script()}<template>${tag('stored-posts')}</template>${tag('posts')}`)
    expect(await shown(page)).toHaveLength(1)
    expect(built.asked('stored-posts')).toBe(0)
  })

  test('in a shadow root, in a closed one, and in two of them shows the posts', async () => {
    await using page = await open(`${script()}<div id="open"></div><div id="closed"></div>`)
    await page.evaluate(`{
      const nest = (host, mode, markup) => {
        const root = host.attachShadow({ mode })
        root.innerHTML = markup
        return root
      }
      const outer = nest(document.querySelector('#open'), 'open', '${tag('shadow-posts')}<p></p>')
      nest(outer.querySelector('p'), 'open', '${tag('deep-posts')}')
      globalThis.hidden = nest(document.querySelector('#closed'), 'closed', '${tag('closed-posts')}').firstChild
    }`)
    expect(await shown(page)).toMatchObject([whole, whole])
    await page.waitForFunction("hidden.state === 'posts'")
  })

  test('that is moved keeps its posts and asks nobody; one that was out for a while too', async () => {
    await using page = await open(`${script()}${tag('moved-posts')}<aside></aside>`)
    await shown(page)
    await page.evaluate("document.querySelector('aside').append(document.querySelector('social-feed'))")
    expect(await shown(page)).toMatchObject([whole])
    await page.evaluate("globalThis.out = document.querySelector('social-feed'), out.remove()")
    await page.evaluate(
      'new Promise(done => requestAnimationFrame(done)).then(() => document.body.append(out))',
    )
    expect(await shown(page)).toMatchObject([whole])
    expect(built.asked('moved-posts')).toBe(1)
  })

  test('that was out and in again still has its keyboard and its clock, once', async () => {
    await using page = await open(`${script()}${tag('again-posts')}`)
    await shown(page)
    await page.locator('article[tabindex]').first().waitFor()
    await page.evaluate(
      "{ const feed = document.querySelector('social-feed'); for (let turn = 0; turn < 5; turn++) { feed.remove(); document.body.append(feed) } }",
    )
    await page.locator('article').first().focus()
    await page.keyboard.press('PageDown')
    const position = "document.querySelector('social-feed').shadowRoot.activeElement?.ariaPosInSet"
    await page.waitForFunction(`${position} !== '1'`)
    expect(await page.evaluate(position)).toBe('2')
  })

  test('that is taken away while it asks leaves nothing behind', async () => {
    await using page = await open(`${script()}${tag('posts')}`)
    await shown(page)
    const errors: unknown[] = []
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    await page.evaluate(`(async () => {
      for (let turn = 0; turn < 20; turn++) {
        document.body.insertAdjacentHTML('beforeend', '${tag('gone-posts')}')
        if (turn % 2) await new Promise(requestAnimationFrame)
        document.body.lastElementChild.remove()
      }
    })()`)
    expect(errors).toEqual([])
    expect(await shown(page)).toMatchObject([whole])
  })

  test('that is taken away while it asks asks no more until it is back', async () => {
    await using page = await open(script())
    let asked = 0
    await page.route('**/feeds/x/late-posts', async route => {
      asked += 1
      if (asked > 1) await route.continue()
    })
    const [panel] = await Promise.all([
      page.waitForResponse(/\/panel-/),
      page.waitForRequest('**/feeds/x/late-posts').then(() => page.evaluate('out.remove()')),
      page.evaluate(
        `document.body.insertAdjacentHTML('beforeend', '${tag('late-posts')}'), void (globalThis.out = document.body.lastElementChild)`,
      ),
    ])
    // The chunk that could have told of it has come, and what it changes has been rendered.
    await page.evaluate(`import('${panel.url()}').then(() => out.updateComplete)`)
    await page.evaluate(`out.setAttribute('theme', 'dark'), out.updateComplete`)
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '${tag('posts')}')`)
    expect(await shown(page)).toMatchObject([whole])
    expect(asked).toBe(1)
    await page.evaluate('document.body.append(out)')
    expect(await shown(page)).toMatchObject([whole, whole])
    expect(asked).toBe(2)
  })

  test('with content from a server keeps it until there is something better', async () => {
    await using page = await open(
      `<social-feed handle="ssr-posts" loading="eager"><article><h2>Posts</h2><p>First, from the server.</p></article></social-feed>`,
    )
    const text = page.getByText('First, from the server.')
    expect(await text.isVisible()).toBe(true)
    await page.evaluate(`import('${built.url}widget.js')`)
    expect(await shown(page)).toMatchObject([whole])
    expect(await text.isVisible()).toBe(false)
  })

  test('with a shadow root that a server had rendered takes it over', async () => {
    await using page = await open(
      `${script()}<social-feed handle="dsd-posts" loading="eager"><template shadowrootmode="open"><p>From the server.</p></template></social-feed>`,
    )
    expect(await shown(page)).toMatchObject([whole])
    expect(await page.getByText('From the server.').count()).toBe(0)
  })
})

test('twenty elements of one feed ask for it once', async () => {
  const many = Array.from({ length: 20 }, () => tag('many-posts')).join('')
  await using page = await browser.newPage()
  await page.goto(built.page(`${script()}${many}`))
  const feeds = await shown(page)
  expect(feeds).toHaveLength(20)
  for (const feed of feeds) expect(feed).toMatchObject(whole)
  expect(built.asked('many-posts')).toBe(1)
})

describe('a page that is left', () => {
  /** Why the browser did not keep the page as it was. This build of Chromium keeps none, and says why for each. */
  async function reasons(markup: string): Promise<readonly string[]> {
    await using page = await openHostPage(patient, markup)
    if (markup.includes('social-feed')) await shown(page)
    else await page.waitForFunction('document.readyState === "complete"')
    const session = await page.context().newCDPSession(page)
    await session.send('Page.enable')
    const told = new Promise<readonly string[]>(resolve =>
      session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) =>
        resolve(notRestoredExplanations.map(({ reason }) => reason).toSorted()),
      ),
    )
    await page.goto('about:blank')
    await page.goBack()
    if (markup.includes('social-feed')) expect(await shown(page)).toMatchObject([whole])
    return told
  }

  let patient: Browser
  beforeAll(async () => {
    const ignoreDefaultArgs = ['--disable-back-forward-cache']
    patient = await chromium.launch({ ...(await findChromium()), ignoreDefaultArgs })
  })
  afterAll(() => patient?.close())

  test('shows its posts again, and the feed is no reason to forget it', async () => {
    const without = await reasons('<p>City</p>')
    expect(await reasons(script() + tag('posts'))).toEqual(without)
    const lock =
      "<script>navigator.locks?.request('a', () => new Promise(() => {})); new BroadcastChannel('a').onmessage = () => {}; addEventListener('unload', () => {})</script>"
    expect(await reasons(lock)).not.toEqual(without)
  })
})

test('a server that is gone before the rest of the script has come finds the last posts on show', async () => {
  await using page = await open(script() + tag('recent'))
  const recent = { ...whole, posts: 1 }
  expect(await shown(page)).toMatchObject([recent])
  await page.waitForFunction(`localStorage.getItem('social-feed')`)
  const failed = page.waitForEvent('requestfailed', request => request.url().includes('/feeds/'))
  await page.route('**/feeds/**', route => route.abort())
  await page.route('**/chunks/alive-*', async route => {
    await failed
    await route.continue()
  })
  await page.reload()
  expect(await shown(page)).toMatchObject([recent])
  await page.locator('[part=stale]').waitFor()
})

test('a document of five hundred posts is painted from the top, and whole in the end', async () => {
  const many = makePosts(Array.from({ length: 500 }, (_, index) => makePost(String(index))))
  const long = await serveBuilt({ long: many })
  await using page = await browser.newPage()
  await page.goto(long.page(`<script type="module" src="${long.url}widget.js"></script>`))
  await page.evaluate("customElements.whenDefined('social-feed')")
  const [first, last] = (await page.evaluate(`(async () => {
    document.body.innerHTML = '<social-feed handle="long" loading="eager"></social-feed>'
    const feed = document.querySelector('social-feed')
    const count = () => feed.shadowRoot.querySelectorAll('article').length
    while (!count()) await new Promise(requestAnimationFrame)
    const first = count()
    while (count() < 500) await new Promise(requestAnimationFrame)
    return [first, feed.shadowRoot.querySelector('article:last-of-type').ariaSetSize]
  })()`)) as [number, string]
  expect(first).toBeLessThan(100)
  expect(last).toBe('500')
  long.close()
})
