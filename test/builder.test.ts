/** The builder on the start page: what is chosen is what is seen, what is copied and what the address keeps. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOST_PAGE, launch, openHostPage } from './support/browser.js'
import { serve, startSample } from './support/serve.js'

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

describe('what is chosen', () => {
  test('shows in the preview, in the tag and in the address, and comes back with the address', async () => {
    await using page = await open()
    await page.getByRole('radio', { name: 'Dark' }).check()
    await page.getByLabel('Account', { exact: true }).selectOption('x/varindiamag')
    await page.getByText('Size and language').click()
    await page.getByLabel('Height in pixels').fill('420')
    await page.getByLabel('Language').selectOption('de')
    await page.getByText('What is shown').click()
    await page.getByLabel('Footer').uncheck()
    await expect
      .poll(() => code(page))
      .toContain(
        `<social-feed handle="varindiamag"
  height="420"
  theme="dark"
  lang="de"
  no-footer
  style="display:block;height:420px">`,
      )
    const shown = page.locator('social-feed')
    await shown.getByRole('heading', { name: 'Hier gibt es nichts zu sehen – noch nicht' }).waitFor()
    expect((await shown.boundingBox())?.height).toBe(420)
    const address = page.url()
    expect(new URL(address).search).toBe('?account=x%2Fvarindiamag&theme=dark&height=420&lang=de&footer=0')

    await using again = await open({}, address)
    expect(await code(again)).toBe(await code(page))
  })

  test('works by keyboard alone, and copying is announced', async () => {
    await using page = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByLabel('Account', { exact: true }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.getByLabel('Style', { exact: true }).isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Copy' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'The tag is copied.' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/layout="grid"\s+theme="light"/)
  })

  test('is taken back without a trace', async () => {
    await using page = await open()
    const before = await code(page)
    const attributes = () =>
      page.locator('social-feed').evaluate(feed => feed.getAttributeNames().toSorted().join())
    const first = await attributes()
    await page.getByRole('radio', { name: 'Grid' }).check()
    await page.getByText('Style and colours').click()
    await page.getByLabel('Style', { exact: true }).selectOption('card')
    await page.getByLabel('Links').fill('#c2410c')
    await expect.poll(() => code(page)).toContain('--social-feed-accent:#c2410c')
    await page.getByRole('button', { name: 'Standard colours' }).click()
    await page.getByRole('radio', { name: 'List' }).check()
    expect([await code(page), await attributes()]).toEqual([before, first])
    expect(await page.locator('social-feed').evaluate(stateOf)).toBe('posts')
  })

  test('may be hard to read: then the builder says how much is missing', async () => {
    await using page = await open({}, '?theme=light&accent=%23ffcc00')
    await page.getByText('Contrast 1.5 : 1. Small text needs 4.5 : 1.').waitFor()
    await page.getByLabel('Links').fill('#0b4f99')
    await expect.poll(() => page.getByText('Small text needs').count()).toBe(0)
  })

  test.each([320, 375])('moves nothing when an address brings it to a screen of %i px', async width => {
    await using page = await open({ viewport: { width, height: 800 } }, '?theme=dark&layout=grid&way=react')
    await expect.poll(() => page.locator('social-feed').evaluate(stateOf)).toBe('posts')
    expect(await page.evaluate('moved')).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })
})

describe('the states to preview', () => {
  test('are shown, each as what it is', async () => {
    await using page = await open()
    const preview = page.getByLabel('Preview')
    const states = await preview
      .locator('option')
      .evaluateAll(all => all.map(one => one.getAttribute('value')))
    expect(states).toHaveLength(8)
    for (const state of states) {
      await preview.selectOption(state)
      await expect.poll(() => page.locator('social-feed').evaluate(stateOf)).toBe(state || 'posts')
    }
  })
})

describe('what is pasted', () => {
  test('shows on another site what the preview showed', async () => {
    await using page = await open({}, '?account=x%2Fdemo_arabic&height=333&limit=2&accent=%23b91c1c&header=0')
    await using host = await openHostPage(browser, await code(page))
    const feed = host.locator('social-feed')
    await expect.poll(() => feed.evaluate(stateOf)).toBe('posts')
    expect(await feed.getByRole('article').count()).toBe(2)
    expect((await feed.boundingBox())?.height).toBe(333)
    const accent = await feed.evaluate(element =>
      getComputedStyle(element).getPropertyValue('--social-feed-accent'),
    )
    expect(accent).toBe('#b91c1c')
  })

  test('can be kept to one version, which the browser checks', async () => {
    await using page = await open({}, '?pin=1')
    const hash = hashOf('widget.js')
    expect(await code(page)).toContain(`integrity="${hash}"\n  crossorigin="anonymous"`)
    await using host = await openHostPage(browser, await code(page))
    await expect.poll(() => host.locator('social-feed').evaluate(stateOf)).toBe('posts')

    const changed = (await code(page)).replace(hash, `sha384-${'A'.repeat(64)}`)
    await using refused = await openHostPage(browser, '')
    const said = refused.waitForEvent('console', message => /integrity/.test(message.text()))
    await refused.route(HOST_PAGE, route => route.fulfill({ contentType: 'text/html', body: changed }))
    await refused.reload()
    await said
  })

  test('for the old script becomes the same feed', async () => {
    await using page = await open({}, '?way=script&theme=dark&height=320&footer=0')
    expect(await code(page)).toContain('data-chrome="nofooter"')
    await using host = await openHostPage(browser, await code(page))
    await expect.poll(() => host.locator('social-feed').evaluate(stateOf)).toBe('posts')
    expect(await host.locator('social-feed').getAttribute('theme')).toBe('dark')
  })

  test('as a frame shows the same feed without any script of the page', async () => {
    await using page = await open({}, '?way=iframe&theme=dark&limit=2&height=420&header=0')
    expect(await code(page)).toContain(
      `src="${sample.url}embed/x/northquaynews?limit=2&amp;height=420&amp;theme=dark&amp;no-header=true"`,
    )
    await using host = await openHostPage(browser, await code(page))
    const posts = host.frameLocator('iframe').getByRole('article')
    await posts.first().waitFor()
    expect(await posts.count()).toBe(2)
    expect((await host.locator('iframe').boundingBox())?.height).toBeGreaterThanOrEqual(420)
  })

  test('is written as a component', async () => {
    await using react = await open({}, '?way=react&preset=card&metrics=0&limit=5')
    expect(await code(react)).toBe(`import { SocialFeed } from 'social-feed-embed/react'
import 'social-feed-embed/themes/card.css'

<SocialFeed
  server="${sample.url.slice(0, -1)}"
  handle="northquaynews"
  limit={5}
  className="card"
  noMetrics
  style={{ display: 'block', height: '600px' }}
/>`)
  })

  test('names only what the element knows', async () => {
    await using page = await open(
      {},
      '?limit=1&height=300&layout=grid&theme=dark&preset=card&lang=de&refresh=60&message=0&replies=1&reposts=0&header=0&footer=0&border=0&media=0&metrics=0',
    )
    const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest
    const known = modules
      .flatMap(({ declarations }) => declarations.flatMap(({ attributes }) => attributes ?? []))
      .map(({ name }) => name)
    const tag = /<social-feed ([^>]*)>/.exec(await code(page))?.[1] ?? ''
    const written = [...tag.matchAll(/([a-z-]+)(?:="[^"]*")?(?:\s|$)/g)].map(([, name]) => name)
    expect(written).toHaveLength(17)
    expect(written.filter(name => !['class', 'style', ...known].includes(name ?? ''))).toEqual([])
  })

  test('offers every language there is', async () => {
    await using page = await open()
    const offered = await page
      .locator('#lang option')
      .evaluateAll(options => options.map(option => option.getAttribute('value')))
    const locales = readdirSync('widget/locales').map(file => file.replace(/\.ts$/, ''))
    expect(offered.slice(1).toSorted()).toEqual(locales.filter(name => !name.startsWith('en-')).toSorted())
  })
})

describe('a wall', () => {
  test('is offered beside the feeds, shown, and written as tag, frame and component', async () => {
    await using page = await open()
    await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Newsroom, a wall' })
    await expect.poll(() => code(page)).toContain('<social-feed wall="newsroom"\n  style=')
    const feed = page.locator('social-feed')
    await feed.getByRole('heading', { name: 'Newsroom' }).waitFor()
    expect(await code(page)).toContain('<a href="https://bsky.app/profile/quayside.example">')
    expect(await page.getByRole('radio', { name: 'Old X script' }).isDisabled()).toBe(true)

    await page.getByRole('radio', { name: 'React' }).check()
    await expect.poll(() => code(page)).toContain('wall="newsroom"')
    await page.getByRole('radio', { name: 'Frame' }).check()
    await expect.poll(() => code(page)).toContain(`src="${sample.url}embed/wall/newsroom"`)
    await using host = await openHostPage(browser, await code(page))
    await host.frameLocator('iframe').getByRole('article').first().waitFor()

    await page.getByLabel('Account', { exact: true }).selectOption('x/varindiamag')
    await feed.getByRole('heading', { name: 'Nothing to see here – yet' }).waitFor()
  })

  test('and its look are described by the address of the page, for whoever pastes that', async () => {
    await using page = await open({}, '?account=wall%2Fnewsroom&theme=dark&footer=0')
    const link = await page.locator('link[type="application/json+oembed"]').getAttribute('href')
    expect(await (await fetch(link ?? '')).json()).toMatchObject({
      title: 'Newsroom',
      html: expect.stringContaining(`${sample.url}embed/wall/newsroom?theme=dark&amp;no-footer=true`),
    })
    await using plain = await open({}, '?account=x%2Fsomebody_else')
    const first = await plain.locator('link[type="application/json+oembed"]').getAttribute('href')
    expect(await (await fetch(first ?? '')).json()).toMatchObject({ author_name: '@northquaynews' })
  })
})

describe('with a key', () => {
  test('only the owner’s feeds are offered, and another is told how to come in without being asked for', async () => {
    const live = await serve('x/varindiamag,x/northquaynews?replies')
    try {
      await using page = await open({}, live.url)
      expect(await page.locator('#account option').allTextContents()).toEqual([
        '@varindiamag on X',
        '@northquaynews on X',
        'Another account…',
      ])
      const asked: string[] = []
      page.on('request', request => asked.push(request.url()))
      await page.getByLabel('Account', { exact: true }).selectOption('')
      await page.getByLabel('Handle').fill('https://x.com/NASA')
      await page.getByText('x/nasa is not served here yet.').waitFor()
      await page.getByText('FEEDS=x/varindiamag,x/northquaynews?replies,x/nasa', { exact: true }).waitFor()
      expect(await code(page)).toContain('<a href="https://x.com/nasa">')
      expect(asked).toEqual([])
      expect(await page.getByRole('link', { name: 'What this server knows' }).count()).toBe(0)
    } finally {
      await live.close()
    }
  })

  test('an owner with a token finds the way to ages and costs', async () => {
    const live = await serve('x/varindiamag', { ADMIN_TOKEN: 'a-long-enough-token' })
    try {
      await using page = await open({}, live.url)
      const link = page.getByRole('link', { name: 'What this server knows of its feeds' })
      expect(await link.evaluate(element => (element as HTMLAnchorElement).href)).toBe(`${live.url}status`)
    } finally {
      await live.close()
    }
  })
})

test.each(['widget.js', 'widgets.js'])('the build wrote the hash that %s has', file => {
  const written = JSON.parse(readFileSync('dist/public/integrity.json', 'utf8')) as Record<string, string>
  expect(written[file]).toBe(hashOf(file))
})

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly { readonly attributes?: readonly { readonly name: string }[] }[]
  }[]
}

const hashOf = (file: string): string =>
  `sha384-${createHash('sha384')
    .update(readFileSync(`dist/public/${file}`))
    .digest('base64')}`

const code = (page: Page): Promise<string> => page.locator('#snippet').inputValue()
const stateOf = (element: Element) => (element as HTMLElement & { readonly state: string }).state

/** A page that is closed with its context. */
async function open(options: BrowserContextOptions = {}, address = ''): Promise<Page & AsyncDisposable> {
  const page = await browser.newPage(options)
  await page.addInitScript(`
    globalThis.moved = []
    new PerformanceObserver(list => moved.push(...list.getEntries().map(entry => entry.value)))
      .observe({ type: 'layout-shift', buffered: true })`)
  await page.goto(new URL(address, sample.url).href)
  await page.locator('social-feed').evaluate(feed => (feed as HTMLElement & { refreshed: unknown }).refreshed)
  return page
}
