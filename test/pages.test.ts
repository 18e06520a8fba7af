/** The demo pages in a real browser: what the first visitor meets must be clean, still and true. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from './support/browser.js'
import { serve, startSample } from './support/serve.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PAGES = [
  '/',
  '/news.html',
  '/states.html',
  '/themes.html',
  '/gallery.html',
  '/legacy.html',
  '/wall.html',
] as const

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What a browser reports by itself as an error although the page means it: the network fails there. */
const MEANT_TO_FAIL = ['/feeds/x/demo_outage', '/samples/offline', '/gone.']

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

describe.each(PAGES)('the page %s', path => {
  test('is clean, light and dark: policy, console, axe, layout', async () => {
    await using visit = await open(path, { colorScheme: 'light' })
    await settle(visit.page)
    expect(await visit.page.evaluate('report')).toEqual({ violations: [], moved: [] })
    expect(await axe(visit.page, TAGS)).toEqual([])
    // In the dark nothing else is on the page, and only its colours differ.
    await visit.page.emulateMedia({ colorScheme: 'dark' })
    expect(await axe(visit.page, ['color-contrast'])).toEqual([])
    expect(await visit.page.evaluate('report')).toEqual({ violations: [], moved: [] })
    expect(visit.errors).toEqual([])
  })

  test('fits screens of 320, 375 and 768 px and stays still', async () => {
    const widths = [320, 375, 768]
    const seen = await Promise.all(
      widths.map(async width => {
        await using visit = await open(path, { viewport: { width, height: 800 } })
        await settle(visit.page)
        return await visit.page.evaluate('[document.documentElement.scrollWidth, report.moved]')
      }),
    )
    expect(seen).toEqual(widths.map(width => [width, []]))
  })
})

test('the start page shows posts above the fold and says that they are samples', async () => {
  await using visit = await open('/')
  await settle(visit.page)
  const feed = visit.page.locator('social-feed')
  expect(await feed.evaluate(stateOf)).toBe('posts')
  expect((await feed.boundingBox())?.y).toBeLessThan(200)
  expect(await visit.page.getByText('The accounts and posts are invented.').isVisible()).toBe(true)
})

test('with a key the start page shows the owner’s first feed and speaks of no samples', async () => {
  const live = await serve('x/varindiamag')
  try {
    await using visit = await open(live.url)
    const feed = visit.page.locator('social-feed')
    await feed.getByRole('heading', { name: 'Posts from @varindiamag' }).waitFor()
    expect(await visit.page.locator('.sample-only').filter({ visible: true }).count()).toBe(0)
    expect((await live.get('news.html')).status).toBe(404)
  } finally {
    await live.close()
  }
})

test('the tag is copied with the address of this server', async () => {
  await using visit = await open('/', { permissions: ['clipboard-read', 'clipboard-write'] })
  await visit.page.getByRole('button', { name: 'Copy' }).click()
  await visit.page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = (await visit.page.evaluate('navigator.clipboard.readText()')) as string
  expect(copied).toContain(`src="${new URL('/widget.js', sample.url)}">`)
  expect(copied).toContain('<a href="https://x.com/northquaynews">')
})

test('the news page says under its heading that there is nothing to see, yet', async () => {
  await using visit = await open('/news.html')
  await settle(visit.page)
  const feed = visit.page.locator('social-feed')
  await feed.getByRole('heading', { name: 'Posts from @varindiamag' }).waitFor()
  await feed.getByRole('heading', { name: 'Nothing to see here – yet' }).waitFor()
})

test('every row of the contact sheet shows the state it is named after', async () => {
  await using visit = await open('/states.html')
  await settle(visit.page)
  const shown = (await visit.page.evaluate(
    `[...document.querySelectorAll('state-row')].map(row =>
      [row.getAttribute('status'), ...new Set([...row.querySelectorAll('social-feed')].map(feed => feed.state))])`,
  )) as string[][]
  expect(shown).toHaveLength(11)
  for (const [status, ...states] of shown) {
    expect([status, states]).toEqual([status, [status === 'stale' ? 'posts' : status]])
  }
})

test('the controls of the contact sheet work by keyboard and live in the address', async () => {
  await using visit = await open('/states.html')
  await visit.page.getByRole('radio', { name: 'Both' }).first().focus()
  await visit.page.keyboard.press('ArrowRight')
  await visit.page.getByLabel('State').selectOption('empty')
  expect(new URL(visit.page.url()).hash).toBe('#theme=light&status=empty')
  expect(await specimens(visit.page)).toBe(2)

  await using again = await open('/states.html#theme=dark&direction=rtl&status=empty')
  expect(await specimens(again.page)).toBe(1)
  expect(await again.page.getByLabel('State').inputValue()).toBe('empty')
})

test('the themes’ page names every token of the element with its default', async () => {
  const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest
  const tokens = manifest.modules.flatMap(({ declarations }) => declarations[0]?.cssProperties ?? [])
  await using visit = await open('/themes.html')
  const rows = await visit.page.locator('tbody tr').evaluateAll(rows =>
    rows.map(row => ({
      name: row.querySelector('code')?.textContent,
      default: row.querySelector('td')?.textContent,
      description: row.querySelector('th span')?.textContent,
    })),
  )
  expect(rows).toEqual(tokens)
  expect(rows.length).toBeGreaterThan(0)
})

test('the themes’ page shows another account in every theme when one is chosen', async () => {
  await using visit = await open('/themes.html')
  await visit.page.getByRole('combobox', { name: 'Account' }).selectOption('varindiamag')
  await settle(visit.page)
  const states = await visit.page
    .locator('social-feed')
    .evaluateAll(feeds => feeds.map(feed => feed.matches(':state(empty)')))
  expect(states).toEqual(Array(8).fill(true))
})

const specimens = (page: Page) => page.locator('social-feed').filter({ visible: true }).count()
const stateOf = (element: Element) => (element as HTMLElement & { readonly state: string }).state

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly { readonly cssProperties?: readonly unknown[] }[]
  }[]
}

interface Visit extends AsyncDisposable {
  readonly page: Page
  readonly errors: readonly string[]
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => {
    const at = message.location().url
    const meant =
      MEANT_TO_FAIL.some(place => at.includes(place)) && message.text().startsWith('Failed to load')
    if (['error', 'warning'].includes(message.type()) && !meant) errors.push(`${message.text()} ${at}`)
  })
  await page.addInitScript(`
    globalThis.report = { violations: [], moved: [] }
    addEventListener('securitypolicyviolation', event =>
      report.violations.push(event.effectiveDirective + ' ' + event.blockedURI))
    new PerformanceObserver(list => {
      for (const entry of list.getEntries())
        for (const { node, previousRect, currentRect } of entry.sources)
          report.moved.push({ node: node?.className ?? node?.nodeName, from: previousRect, to: currentRect })
    }).observe({ type: 'layout-shift', buffered: true })
  `)
  await page.goto(new URL(path, sample.url).href)
  return { page, errors, [Symbol.asyncDispose]: () => context.close() }
}

/** Goes past every feed, as a reader does, until each shows what it will show. */
async function settle(page: Page): Promise<void> {
  for (const feed of await page.locator('social-feed').filter({ visible: true }).all()) {
    await feed.scrollIntoViewIfNeeded()
    await feed.evaluate(async element => {
      const feed = element as HTMLElement & { state: string }
      const wanted = feed.closest('state-row')?.getAttribute('status')
      while (wanted !== 'loading' && (feed.state ?? 'loading') === 'loading')
        await new Promise(requestAnimationFrame)
    })
  }
  await page.evaluate('scrollTo(0, 0)')
  await page.waitForFunction(
    '[...document.images].every(image => image.complete || image.loading === "lazy")',
  )
}

async function axe(page: Page, runOnly: readonly string[]): Promise<unknown> {
  await page.evaluate(`if (!globalThis.axe) { ${AXE} }`)
  // The sheets show one feed several times on purpose, so its landmarks can't have names of their own.
  const rules = {
    'landmark-unique': { enabled: !/\/(?:states|themes|legacy|gallery)\.html$/.test(page.url()) },
  }
  return page.evaluate(`axe.run({ runOnly: ${JSON.stringify(runOnly)}, ${runOnly === TAGS ? `rules: ${JSON.stringify(rules)}` : ''} })
    .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(node => node.target.join(' ')).slice(0, 3)]))`)
}
