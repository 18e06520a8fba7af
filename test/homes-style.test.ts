/** Strict homes: what the page's own style sheet may do to everything on it without harm to the feed. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from './fixtures/documents.js'
import { launch, openHostPage } from './support/browser.js'
import { type Built, serveBuilt, shown } from './support/built.js'

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

/** The tag as the start page gives it, in a column of 420 px. */
async function open(style: string, handle = 'posts', around = ''): Promise<Page> {
  const page = await openHostPage(
    browser,
    `<style>main { inline-size: 420px } ${style}</style><script type="module" src="${built.url}widget.js"></script>
    <main ${around}><social-feed handle="${handle}" loading="eager" style="display:block;height:600px"><a href="/">Posts</a></social-feed></main>`,
  )
  await shown(page)
  return page
}

/** What stands out of its box, by its part. */
const outside = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`{
    const { shadowRoot } = document.querySelector('social-feed')
    const box = shadowRoot.querySelector('[part=base]').getBoundingClientRect()
    ;[...shadowRoot.querySelectorAll('[part]')].filter(element => {
      if (element.closest('.hidden')) return false
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (left < box.left - 0.5 || right > box.right + 0.5)
    }).map(element => element.getAttribute('part'))
  }`)

/** Where every piece is, in whole pixels. */
const places = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelector('social-feed').shadowRoot.querySelectorAll('[part]')].map(element => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return [element.getAttribute('part'), ...[x, y, width, height].map(Math.round)].join(' ')
  })`)

describe('a page that says of everything', () => {
  const plain = 'body { margin: 0; font: 16px sans-serif }'
  test.each([
    ['that nothing has a style', '* { all: unset }'],
    ['that it is a block', '* { display: block !important }'],
    ['that it floats', '* { float: left; clear: both }'],
    ['that it has room and a border', '* { padding: 20px; margin: 20px; border: 5px solid red }'],
    ['that it is measured from inside', '* { box-sizing: content-box !important }'],
    ['that it is in its place absolutely', 'main * { position: absolute }'],
    [
      'that links, buttons and pictures are wide',
      'a, button, img, svg { display: block; width: 100%; padding: 30px }',
    ],
  ])('%s has no piece out of its box', async (_, style) => {
    await using page = await open(`${plain} ${style}`)
    expect(await outside(page)).toEqual([])
    const [feed] = await shown(page)
    expect(feed?.posts).toBe(documents.posts.posts.length)
    expect(feed?.height).toBeGreaterThanOrEqual(600)
    expect(feed?.width).toBeGreaterThanOrEqual(300)
  })

  test.each([
    ['no room', '* { line-height: 1 }'],
    ['much room', 'main { line-height: 3 }'],
    ['an indent', 'main { text-indent: 3em }'],
    ['white space as it stands', 'main { white-space: pre }'],
    ['words on one line', 'main { white-space: nowrap }'],
    ['the middle', 'main { text-align: center }'],
    ['words that are cut anywhere', 'main { word-break: break-all; hyphens: auto }'],
    ['capitals', 'main { text-transform: uppercase }'],
    ['list signs', 'main { list-style: square inside }'],
    [
      'borders and room',
      'p, h2, h3, ul, li, article, section, header, footer { margin: 40px; border: 9px solid }',
    ],
  ])('text has %s changes no place in the feed', async (_, style) => {
    await using without = await open(plain)
    await using page = await open(`${plain} ${style}`)
    expect(await places(page)).toEqual(await places(without))
  })

  test('in which font it is and how large has the feed in it', async () => {
    await using page = await open('main { font: 20px monospace }')
    const [font, size] = (await page.evaluate(`{
      const text = document.querySelector('social-feed').shadowRoot.querySelector('[part=text]')
      const { fontFamily, fontSize } = getComputedStyle(text)
      ;[fontFamily, fontSize]
    }`)) as string[]
    expect(font).toBe('monospace')
    expect(size).toBe('18.75px')
    expect(await outside(page)).toEqual([])
  })
})

test('a page that hides the element hides all of it', async () => {
  await using page = await open('.away { visibility: hidden }', 'posts', 'class="away"')
  expect(await page.locator('article').first().isVisible()).toBe(false)
  await using gone = await open('', 'posts', 'hidden')
  expect(await gone.locator('article').first().isVisible()).toBe(false)
})

test('a page that reads from the right or from above, or is enlarged, keeps the feed in its box', async () => {
  for (const around of ['dir="rtl"', 'style="writing-mode: vertical-rl"', 'style="zoom: 1.5"']) {
    await using page = await open('', 'posts', around)
    expect([around, await outside(page)]).toEqual([around, []])
  }
})

test.each([
  'main { display: flex }',
  'main { display: grid; justify-items: center }',
  'social-feed { display: inline-block !important }',
  'social-feed { float: right }',
])(
  'where the page asks its content how wide it is, as by %s, the feed is 550 px and its border, or as wide as it can be',
  async style => {
    for (const room of [300, 1000]) {
      await using page = await open(`${style} main { inline-size: ${room}px !important }`)
      const [feed] = await shown(page)
      expect([room, feed?.width]).toEqual([room, Math.min(room, 552)])
      expect(await outside(page)).toEqual([])
    }
  },
)
