/** The page in a frame as the server renders it, without a script and at the moment one takes over. */
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from './support/browser.js'
import { type Served, serve } from './support/serve.js'

const STATES = {
  northquaynews: 'Posts from @northquaynews',
  varindiamag: 'Nothing to see here – yet',
  demo_protected: 'These posts are protected',
  demo_suspended: 'This account is suspended',
  demo_missing: "This account doesn't exist",
  demo_outage: "Posts can't be loaded right now",
} as const

let served: Served
let browser: Browser

beforeAll(async () => {
  const feeds = Object.keys(STATES).map(handle => `x/${handle}`)
  served = await serve(feeds.join(','), { REFRESH_SECONDS: '900' })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const still: BrowserContextOptions = { javaScriptEnabled: false }

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage(options)
  await page.goto(`${served.url}embed/x/${path}`)
  return page
}

/** Rules that are broken, by name. The checker is a script itself, so the page's own are kept away and it looks as it does without. */
async function axe(handle: string, colorScheme: 'light' | 'dark'): Promise<readonly string[]> {
  await using page = await browser.newPage({ colorScheme, bypassCSP: true })
  await page.route('**/*.js', route => route.abort())
  await page.route('**/embed/**', async route => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('(scripting: none)', 'all') })
  })
  await page.goto(`${served.url}embed/x/${handle}`)
  expect(await page.locator('button:visible').count()).toBe(0)
  await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'))
  const broken = await page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
  )
  return broken as readonly string[]
}

/** Where each part stands. */
const PLACES = `(() => {
  const root = document.querySelector('social-feed').shadowRoot
  return [...root.querySelectorAll('[part]')]
    .filter(part => part.checkVisibility())
    .map(part => [part, part.getBoundingClientRect()])
    .filter(([, { width }]) => width > 1)
    .map(([part, { x, y, width, height }]) => [part.part.value, ...[x, y, width, height].map(Math.round)].join(' '))
})()`

describe('without a script', () => {
  test.each(Object.entries(STATES))('%s says “%s”', async (handle, words) => {
    await using page = await visit(handle, still)
    expect(await page.getByRole('heading', { name: words }).last().isVisible()).toBe(true)
  })

  test('every post is read whole, with its pictures, and nothing is there that would not answer', async () => {
    await using page = await visit('northquaynews', still)
    const { posts } = (await (await served.get('feeds/x/northquaynews')).json()) as { posts: unknown[] }
    expect(await page.locator('article').count()).toBe(posts.length)
    expect(await page.getByText('there will be soup, blankets').count()).toBe(1)
    expect(await page.locator('button:visible').count()).toBe(0)
  })

  test.each(['light', 'dark'] as const)('every state passes axe in %s', async scheme => {
    for (const handle of Object.keys(STATES))
      expect([handle, await axe(handle, scheme)]).toEqual([handle, []])
  })

  test.each(['', '&layout=grid', '&layout=carousel'])('nothing is wider than 320 pixels%s', async layout => {
    await using page = await visit(`northquaynews?height=auto${layout}`, {
      ...still,
      viewport: { width: 320, height: 600 },
    })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  })

  test('it speaks the language it is asked for, from right to left', async () => {
    await using page = await visit('varindiamag?lang=ar', still)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await page.getByRole('heading', { name: 'لا يوجد شيء' }).isVisible()).toBe(true)
  })
})

describe('with a script', () => {
  test.each([
    'northquaynews',
    'northquaynews?height=auto',
    'northquaynews?layout=grid',
    'varindiamag?lang=ar',
  ])('on %s it takes over in the same place, and nothing is refused', async path => {
    await using page = await browser.newPage()
    const said: string[] = []
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') said.push(message.text())
    })
    let goOn = (): void => {}
    const held = new Promise<void>(resolve => {
      goOn = resolve
    })
    await page.route('**/widget.js', async route => {
      await held
      await route.continue()
    })
    await page.goto(`${served.url}embed/x/${path}`, { waitUntil: 'commit' })
    await page.locator('[part=footer]').waitFor()
    await page.evaluate(`shifts = 0; new PerformanceObserver(list => {
        for (const entry of list.getEntries()) shifts += entry.value
      }).observe({ type: 'layout-shift', buffered: true })`)
    const before = await page.evaluate(PLACES)
    goOn()
    await page.locator('social-feed:state(posts), social-feed:state(empty)').waitFor()
    await page.evaluate("document.querySelector('social-feed').refreshed")
    const after = (await page.evaluate(PLACES)) as readonly string[]
    expect(after.filter(place => !place.startsWith('alt '))).toEqual(
      (before as readonly string[]).filter(place => !place.startsWith('alt ')),
    )
    expect(await page.evaluate('shifts')).toBe(0)
    expect(said).toEqual([])
  })

  test('what the reader had scrolled to stays in view', async () => {
    await using page = await browser.newPage()
    let goOn = (): void => {}
    const held = new Promise<void>(resolve => {
      goOn = resolve
    })
    await page.route('**/widget.js', async route => {
      await held
      await route.continue()
    })
    await page.goto(`${served.url}embed/x/northquaynews`, { waitUntil: 'commit' })
    await page.locator('[part=footer]').waitFor()
    await page.locator('[part=scroller]').evaluate(list => list.scrollTo({ top: 700 }))
    goOn()
    await page.locator('social-feed:state(posts)').waitFor()
    await page.evaluate("document.querySelector('social-feed').refreshed")
    expect(await page.locator('[part=scroller]').evaluate(list => list.scrollTop)).toBe(700)
  })
})
