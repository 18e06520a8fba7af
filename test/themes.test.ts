/** Every theme, light and dark, in the states that look different: each text can be read. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from './support/browser.js'
import { startSample } from './support/serve.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The page shows each theme light and dark at once. */
const FEEDS = 8

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

test.each([
  ['northquaynews', 'posts'],
  ['varindiamag', 'empty'],
  ['demo_outage', 'unavailable'],
])(
  'every text of %s (%s) stands out by 4.5 : 1, and by 7 : 1 in the theme contrast',
  async (handle, state) => {
    const page = await browser.newPage()
    await page.goto(new URL(`/themes.html#handle=${handle}`, sample.url).href)
    const shown = await page.locator('social-feed').evaluateAll(async (feeds, state) => {
      for (const feed of feeds as unknown as (Element & { readonly refreshed: Promise<unknown> })[]) {
        feed.setAttribute('loading', 'eager')
        await feed.refreshed
      }
      return feeds.filter(feed => feed.matches(`:state(${state})`)).length
    }, state)
    expect(shown).toBe(FEEDS)
    await page.evaluate(AXE)
    expect(await contrast(page, 'social-feed', 'color-contrast')).toEqual([])
    expect(await contrast(page, 'social-feed.contrast', 'color-contrast-enhanced')).toEqual([])
    await page.close()
  },
)

test('a theme gives way to a plain rule of the page, and needs no !important', async () => {
  for (const file of readdirSync('widget/themes')) {
    const name = file.replace('.css', '')
    const page = await browser.newPage()
    // The page's rules come first, so that only their weight can make them win.
    await page.setContent(`<style>
        social-feed { --social-feed-accent: rgb(1, 2, 3) }
        social-feed::part(header) { min-block-size: 99px }
      </style>
      <link rel="stylesheet" href="${sample.url}themes/${file}">
      <script type="module" src="${sample.url}widget.js"></script>
      <social-feed class="${name}" handle="northquaynews" style="display: block; height: 600px"></social-feed>`)
    const header = page.locator('[part=header]')
    await header.waitFor()
    expect(await header.evaluate(header => getComputedStyle(header).minBlockSize)).toBe('99px')
    const accent = await page
      .locator('social-feed')
      .evaluate(feed => getComputedStyle(feed).getPropertyValue('--social-feed-accent'))
    expect(accent).toBe('rgb(1, 2, 3)')
    await page.close()
  }
})

async function contrast(page: Page, within: string, rule: string): Promise<unknown> {
  return page.evaluate(`axe.run('${within}', { runOnly: ['${rule}'], rules: { '${rule}': { enabled: true } } })
    .then(({ violations, passes }) =>
      passes.length ? violations.flatMap(({ nodes }) => nodes.map(node => node.target.join(' ') + node.failureSummary)) : 'nothing was tested')`)
}
