/** The page in a frame as the server renders it, without a script and at the moment one takes over. */
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from './support/browser.js'
import { type Served, serve } from './support/serve.js'

const STATES = {
  'x/northquaynews': 'Posts from @northquaynews',
  'x/varindiamag': 'Nothing to see here – yet',
  'x/demo_protected': 'These posts are protected',
  'x/demo_suspended': 'This account is suspended',
  'x/demo_missing': "This account doesn't exist",
  'x/demo_withheld': "These posts can't be shown here",
  'x/demo_outage': "Posts can't be loaded right now",
  'wall/news-room': 'News room',
  'wall/quiet': 'Nothing to see here – yet',
  'wall/gone': 'No posts to show here',
  'wall/away': "Posts can't be loaded right now",
} as const

/** One wall for each status that a wall can have. */
const WALLS = [
  'news-room:x/northquaynews+x/demo_suspended+x/demo_arabic',
  'quiet:x/varindiamag',
  'gone:x/demo_suspended+x/demo_missing',
  'away:x/demo_outage',
]

let served: Served
let browser: Browser

beforeAll(async () => {
  const feeds = Object.keys(STATES).filter(path => path.startsWith('x/'))
  served = await serve(feeds.join(','), { REFRESH_SECONDS: '900', WALLS: WALLS.join(',') })
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const still: BrowserContextOptions = { javaScriptEnabled: false }

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage(options)
  await page.goto(`${served.url}embed/${path}`)
  return page
}

/** Rules that are broken in light and in dark, by name. The checker is a script itself, so the page's own are kept away and it looks as it does without. */
async function axe(path: string): Promise<readonly string[]> {
  await using page = await browser.newPage({ bypassCSP: true })
  await page.route('**/*.js', route => route.abort())
  await page.route('**/embed/**', async route => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('(scripting: none)', 'all') })
  })
  await page.goto(`${served.url}embed/${path}`)
  expect(await page.locator('button:visible').count()).toBe(0)
  await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'))
  const broken: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const found = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
    )
    broken.push(...(found as readonly string[]).map(rule => `${colorScheme} ${rule}`))
  }
  return broken
}

/** All of it is there, and as its style sheets want it: those hold the first paint. */
async function drawn(page: Page): Promise<void> {
  await page.locator('[part=footer]').waitFor()
  await expect
    .poll(() => page.evaluate("performance.getEntriesByName('first-contentful-paint').length"))
    .toBe(1)
}

const addresses = (links: readonly Element[]) => links.map(link => link.getAttribute('href'))

/** Keeps the element away until the answer is called. */
async function holdScript(page: Page): Promise<() => void> {
  let goOn = (): void => {}
  const held = new Promise<void>(resolve => {
    goOn = resolve
  })
  await page.route('**/widget.js', async route => {
    await held
    await route.continue()
  })
  return goOn
}

/** When the element has its answer, and nothing is left of what the server had rendered. */
async function takenOver(page: Page): Promise<void> {
  await page.locator('social-feed:defined').waitFor()
  await page.evaluate("document.querySelector('social-feed').refreshed")
  await expect.poll(() => page.locator('[inert]').count()).toBe(0)
}

/** Resolves when every picture that is seen has come and can be drawn. */
const PICTURED = `(async () => {
  const { shadowRoot: root } = document.querySelector('social-feed')
  const seen = [...root.querySelectorAll('img')].filter(image => image.getBoundingClientRect().top < innerHeight)
  while (!seen.every(image => image.complete)) await new Promise(requestAnimationFrame)
  await Promise.all(seen.map(image => image.decode()))
})()`

/** Of the pixels, 0 to 1. */
async function differing(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map(picture => sharp(picture).removeAlpha().raw().toBuffer()))
  if (a?.length !== b?.length) return 1
  const count = a?.reduce((sum, value, at) => sum + Number(Math.abs(value - (b?.[at] ?? 0)) > 24), 0) ?? 0
  return count / (a?.length ?? 1)
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
  test.each(Object.entries(STATES))('%s says “%s”', async (path, words) => {
    await using page = await visit(path, still)
    expect(await page.getByRole('heading', { name: words }).last().isVisible()).toBe(true)
  })

  test('every post is read whole, with its pictures, and nothing is there that would not answer', async () => {
    await using page = await visit('x/northquaynews', still)
    const { posts } = (await (await served.get('feeds/x/northquaynews')).json()) as { posts: unknown[] }
    expect(await page.locator('article').count()).toBe(posts.length)
    expect(await page.getByText('there will be soup, blankets').count()).toBe(1)
    expect(await page.locator('button:visible').count()).toBe(0)
  })

  test.each(Object.keys(STATES))('%s passes axe, light and dark', async path => {
    expect(await axe(`${path}?limit=4`)).toEqual([])
  })

  test('a wall tells what each source is, and where every account lives', async () => {
    await using page = await visit('wall/news-room', still)
    const { posts } = (await (await served.get('walls/news-room')).json()) as { posts: unknown[] }
    expect(await page.locator('article').count()).toBe(posts.length)
    const notice = page.locator('[part=notice]')
    expect((await notice.allInnerTexts()).map(text => text.trim())).toEqual([
      '@demo_suspended: This account is suspended',
    ])
    expect(await page.locator('[part=footer] a:visible').evaluateAll(addresses)).toEqual([
      'https://x.com/northquaynews',
      'https://x.com/demo_suspended',
      'https://x.com/demo_arabic',
    ])
    expect(await page.locator('button:visible').count()).toBe(0)
  })

  test('an empty feed that is to hide is not there, and one with posts is', async () => {
    await using empty = await visit('x/varindiamag?when-empty=hide', still)
    expect(await empty.locator('social-feed').isVisible()).toBe(false)
    await using full = await visit('x/northquaynews?when-empty=hide', still)
    expect(await full.locator('article').first().isVisible()).toBe(true)
  })

  test.each(['', '&layout=grid', '&layout=carousel'])('nothing is wider than 320 pixels%s', async layout => {
    await using page = await visit(`x/northquaynews?height=auto${layout}`, {
      ...still,
      viewport: { width: 320, height: 600 },
    })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  })

  test('it speaks the language it is asked for, from right to left', async () => {
    await using page = await visit('x/varindiamag?lang=ar', still)
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(await page.getByRole('heading', { name: 'لا يوجد شيء' }).isVisible()).toBe(true)
  })
})

describe('with a script', () => {
  test.each([
    'x/northquaynews',
    'x/northquaynews?height=auto',
    'x/northquaynews?layout=grid',
    'x/varindiamag?lang=ar',
    'wall/news-room?theme=dark',
    'wall/gone',
  ])('on %s it takes over in the same place, and nothing is refused', async path => {
    await using page = await browser.newPage()
    const said: string[] = []
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') said.push(message.text())
    })
    const goOn = await holdScript(page)
    await page.goto(`${served.url}embed/${path}`, { waitUntil: 'commit' })
    await drawn(page)
    await page.evaluate(`shifts = 0; new PerformanceObserver(list => {
        for (const entry of list.getEntries()) shifts += entry.value
      }).observe({ type: 'layout-shift', buffered: true })`)
    const before = await page.evaluate(PLACES)
    goOn()
    await takenOver(page)
    const after = (await page.evaluate(PLACES)) as readonly string[]
    expect(after.filter(place => !place.startsWith('alt '))).toEqual(
      (before as readonly string[]).filter(place => !place.startsWith('alt ')),
    )
    expect(await page.evaluate('shifts')).toBe(0)
    expect(said).toEqual([])
  })

  test('no picture is gone in any frame that is drawn meanwhile', async () => {
    await using page = await browser.newPage({ viewport: { width: 600, height: 900 } })
    const goOn = await holdScript(page)
    await page.goto(`${served.url}embed/x/northquaynews`, { waitUntil: 'commit' })
    await drawn(page)
    await page.evaluate(PICTURED)
    const before = await page.screenshot()
    const frames: Buffer[] = []
    const session = await page.context().newCDPSession(page)
    session.on('Page.screencastFrame', ({ data, sessionId }) => {
      frames.push(Buffer.from(data, 'base64'))
      session.send('Page.screencastFrameAck', { sessionId }).catch(() => {})
    })
    await session.send('Page.startScreencast', { format: 'png' })
    goOn()
    await takenOver(page)
    await page.screenshot()
    await session.send('Page.stopScreencast')
    const shares = await Promise.all(frames.map(frame => differing(before, frame)))
    expect(shares.length).toBeGreaterThan(1)
    expect(Math.max(...shares)).toBeLessThan(0.01)
  })

  test('a wall can be narrowed to one of its sources', async () => {
    await using page = await visit('wall/news-room')
    await takenOver(page)
    const all = await page.locator('article').count()
    await page.locator('[part=source]').last().click()
    await expect.poll(() => page.locator('article').count()).toBeLessThan(all)
  })

  test('an empty feed that is to hide stays hidden, and shows itself once it has posts', async () => {
    await using page = await visit('x/varindiamag?when-empty=hide')
    await page.locator('social-feed:state(empty)').waitFor({ state: 'attached' })
    expect(await page.locator('social-feed').isVisible()).toBe(false)
    await page.locator('social-feed').evaluate(feed => feed.setAttribute('handle', 'northquaynews'))
    await page.locator('article').first().waitFor()
  })

  test('what was rendered of one account is never taken for the posts of another', async () => {
    await using page = await browser.newPage()
    const goOn = await holdScript(page)
    await page.goto(`${served.url}embed/x/northquaynews`, { waitUntil: 'commit' })
    await page.locator('[part=footer]').waitFor()
    await page.locator('social-feed').evaluate(feed => feed.setAttribute('handle', 'demo_outage'))
    goOn()
    await takenOver(page)
    expect(await page.locator('social-feed:state(unavailable)').count()).toBe(1)
    expect(await page.locator('article').count()).toBe(0)
  })

  test('what the reader had scrolled to stays in view', async () => {
    await using page = await browser.newPage()
    const goOn = await holdScript(page)
    await page.goto(`${served.url}embed/x/northquaynews`, { waitUntil: 'commit' })
    await drawn(page)
    await page.locator('[part=scroller]').evaluate(list => list.scrollTo({ top: 700 }))
    goOn()
    await takenOver(page)
    expect(await page.locator('[part=scroller]').evaluate(list => list.scrollTop)).toBe(700)
  })
})
