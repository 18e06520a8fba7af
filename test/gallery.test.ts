/**
 * Every piece of a post, as it was seen and found good. Pictures of each section lie in `fixtures/gallery`, taken
 * with one build of one browser and the fonts of one machine; where these are others, that is said, and only what
 * must hold anywhere is checked. To look again and keep what is seen: `REVIEW=1 npx vitest run gallery`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFeedDocument } from '../wire/guard.js'
import { launch } from './support/browser.js'
import { type Built, serveBuilt } from './support/built.js'
import { findChromium } from './support/chromium.js'
import { differing, fontsOf } from './support/pixels.js'

const KEPT = new URL('fixtures/gallery/', import.meta.url)
/** Where what differs is drawn. */
const REPORTS = new URL('.reports/', import.meta.url)
const SECTIONS: readonly { readonly name: string; readonly pieces: readonly { readonly name: string }[] }[] =
  JSON.parse(readFileSync(new URL('../demo/pages/samples/gallery.json', import.meta.url), 'utf8')).sections
const SCHEMES = ['light', 'dark'] as const
/** Where dark is more than other ink on other paper. */
const DARK = ['authors', 'pictures', 'films', 'covers', 'cards', 'polls', 'quotes']
/** Of a picture's pixels, how many may differ: the edge of a letter, not a letter. */
const TOLERANCE = 0.0005

let built: Built
let browser: Browser
/** With the fonts of the machine: the one that comes with the browser knows few scripts. */
let native: Browser
let scripts: Page
let pages: Readonly<Record<(typeof SCHEMES)[number], Page>>
/** What the pictures were taken with. */
let here: { readonly browser: string; readonly fonts: Readonly<Record<string, string>> }

beforeAll(async () => {
  built = await serveBuilt({})
  browser = await launch()
  const [light, dark] = await Promise.all(SCHEMES.map(scheme => open(browser, scheme)))
  if (!light || !dark) throw new Error('no page')
  pages = { light, dark }
  const { FONTCONFIG_PATH, ...env } = process.env
  native = await chromium.launch({ ...(await findChromium()), env: env as Record<string, string> })
  scripts = await open(native, 'light')
  const TEXT = 'article [part=text]'
  const [fonts, machine] = [await fontsOf(light, TEXT), await fontsOf(scripts, TEXT)]
  for (const piece of piecesOf('scripts')) fonts[piece] = machine[piece] ?? ''
  here = { browser: `Chromium ${browser.version()}`, fonts }
})

afterAll(async () => {
  await browser?.close()
  await native?.close()
  built?.close()
})

/** At one moment, in one zone, with pictures that show how they are cut and weigh nothing. */
async function open(browser: Browser, colorScheme: (typeof SCHEMES)[number]): Promise<Page> {
  const viewport = { width: 1128, height: 900 }
  const page = await browser.newPage({ colorScheme, viewport, locale: 'en-GB', timezoneId: 'UTC' })
  await page.clock.setFixedTime('2026-03-14T09:30:00Z')
  await page.route(/\.(?:webp|jpg)$/, route =>
    route.request().url().includes('gone.')
      ? route.fulfill({ status: 404 })
      : route.fulfill({ contentType: 'image/svg+xml', body: CARD }),
  )
  await page.goto(`${built.url}gallery.html`)
  await page.locator('main[aria-busy=false]').waitFor()
  await page.addStyleTag({ content: '.controls { display: none } * { transition: none !important }' })
  return page
}

/** A field with a ring and a cross in its middle, as wide to high as most of the samples. */
const CARD =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90" width="1200" height="675"><path fill="#7a94a0" d="M0 0h160v90H0z"/><path fill="none" stroke="#fff" stroke-width="2" d="M80 15a30 30 0 1 0 .1 0zM80 0v90M0 45h160"/></svg>'

test('every piece is a document that the guard lets pass', async () => {
  const documents = await pages.light.evaluate(
    "Promise.all([...document.querySelectorAll('social-feed')].map(feed => fetch(feed.src).then(answer => answer.json())))",
  )
  expect((documents as unknown[]).map(isFeedDocument)).toEqual(
    SECTIONS.flatMap(({ pieces }) => pieces.map(() => true)),
  )
})

describe.each(SCHEMES)('in %s', scheme => {
  const names = SECTIONS.map(({ name }) => name).filter(name => scheme === 'light' || DARK.includes(name))
  test.each(names)('%s look as they were found good', async name => {
    const shot = await picture(name === 'scripts' ? scripts : pages[scheme], name)
    const file = new URL(`${name}-${scheme}.png`, KEPT)
    if (process.env.REVIEW) return keep(file, shot)
    const other = differences(name)
    if (other.length > 0) return console.log(`${name} in ${scheme} not compared: ${other.join('; ')}`)
    expect(existsSync(file), `${file.pathname} is missing: REVIEW=1 npx vitest run gallery`).toBe(true)
    const { share, picture: marked } = await differing(pages.light, readFileSync(file), shot)
    if (share > TOLERANCE) {
      mkdirSync(REPORTS, { recursive: true })
      writeFileSync(new URL(`gallery-${name}-${scheme}.png`, REPORTS), marked)
    }
    expect(share, `${name} in ${scheme} looks different`).toBeLessThanOrEqual(TOLERANCE)
  })
})

test('a pixel would be noticed', async () => {
  const before = await picture(pages.light, 'counts')
  const style = await pages.light.addStyleTag({ content: ':root { --social-feed-space: 17px }' })
  const { share } = await differing(pages.light, before, await picture(pages.light, 'counts'))
  await style.evaluate(element => (element as Element).remove())
  expect(share).toBeGreaterThan(TOLERANCE)
  const same = await differing(pages.light, before, await picture(pages.light, 'counts'))
  expect(same.share).toBe(0)
})

/** One section, with every picture in it loaded or known to be gone. Alone, so that no other moves it by half a pixel. */
async function picture(page: Page, name: string): Promise<Buffer> {
  const section = page.locator(`section:has(> #${name})`)
  await alone(page, name)
  const shot = await shoot(section, page, name)
  await alone(page)
  return shot
}

const alone = (page: Page, name = ''): Promise<unknown> =>
  page.evaluate(
    `for (const section of document.querySelectorAll('main section')) section.hidden = ${!!name} && !section.querySelector(':scope > #${name || 'x'}')`,
  )

async function shoot(section: Locator, page: Page, name: string): Promise<Buffer> {
  const shot = await section.screenshot({ animations: 'disabled' })
  const pending = `[...document.querySelectorAll('section:has(> #${name}) social-feed')].every(feed =>
    [...feed.shadowRoot.querySelectorAll('img')].every(image => image.complete))`
  if (await page.evaluate(pending)) return shot
  await page.waitForFunction(pending)
  return section.screenshot({ animations: 'disabled' })
}

function keep(file: URL, shot: Buffer): void {
  writeFileSync(file, shot)
  writeFileSync(new URL('taken-with.json', KEPT), `${JSON.stringify(here, null, 2)}\n`)
}

/** What is not as it was when the pictures were taken, each by its name. */
const piecesOf = (section: string): readonly string[] =>
  SECTIONS.find(({ name }) => name === section)?.pieces.map(({ name }) => name) ?? []

function differences(section: string): readonly string[] {
  const then: typeof here = JSON.parse(readFileSync(new URL('taken-with.json', KEPT), 'utf8'))
  const fonts = piecesOf(section).filter(piece => then.fonts[piece] !== here.fonts[piece])
  return [
    ...(then.browser === here.browser ? [] : [`taken with ${then.browser}, this is ${here.browser}`]),
    ...fonts.map(piece => `${piece} was set in ${then.fonts[piece]}, here in ${here.fonts[piece]}`),
  ]
}

describe.each([320, 768, 1280])('on a screen of %i px', width => {
  test.each(['ltr', 'rtl'])('no piece is cut, empty or over another, %s', async direction => {
    const page = pages.light
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate(`document.documentElement.dir = '${direction}'`)
    expect(await page.evaluate(FAULTS)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    await page.evaluate("document.documentElement.dir = 'ltr'")
    await page.setViewportSize({ width: 1128, height: 900 })
  })
})

/** What can be wrong with a piece whatever the fonts are: nothing seen, out of its box, or two in one place. */
const FAULTS = `[...document.querySelectorAll('social-feed')].flatMap(feed => {
  const piece = feed.closest('figure').id
  const box = feed.getBoundingClientRect()
  const blocks = [...feed.shadowRoot.querySelectorAll('.content > *')].filter(block => block.getBoundingClientRect().height > 0)
  const out = [...feed.shadowRoot.querySelectorAll('article [part]')].filter(part => {
    const { left, right, width } = part.getBoundingClientRect()
    return width > 0 && !part.closest('[part=byline]') && (left < box.left - 0.5 || right > box.right + 0.5)
  })
  const over = blocks.filter((block, index) =>
    index > 0 && block.getBoundingClientRect().top < blocks[index - 1].getBoundingClientRect().bottom - 0.5)
  return [
    ...(blocks.length < 2 ? [piece + ' shows nothing'] : []),
    ...out.map(part => piece + ': ' + part.getAttribute('part') + ' is out of its box'),
    ...over.map(block => piece + ': ' + block.getAttribute('part') + ' lies over what is before it'),
  ]
})`
