/** The element's templates without a browser, and the browser that meets what they made. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderFeed } from '../widget/render.js'
import type { FeedDocument, Status } from '../wire/document.js'
import type { TagAttributes } from '../wire/render.js'
import { documents, makePost, makePosts, makeStale } from './fixtures/documents.js'
import { hostile } from './fixtures/hostile.js'
import { launch } from './support/browser.js'
import { type Built, serveBuilt } from './support/built.js'

const NOW = Date.now()
const fetchedAt = new Date(NOW - 3 * 3_600_000).toISOString()
const warned = makePost('20', { warning: 'Spiders', text: [{ type: 'text', text: 'Eight of them.' }] })
const long = makePost('21', { text: [{ type: 'text', text: `${'A long tale. '.repeat(80)}The end.` }] })
/** When a poll ends is told in UTC until the visitor's zone is known, which may take more room. */
const posts = [...documents.posts.posts.filter(post => !post.poll?.endsAt), warned, long]
const feeds: Readonly<Record<string, FeedDocument>> = {
  ...documents,
  posts: makePosts(posts, { fetchedAt }),
  hostile: { ...hostile, fetchedAt },
  stale: makeStale(makePosts(posts, { fetchedAt })),
}

let built: Built
let browser: Browser

beforeAll(async () => {
  built = await serveBuilt(feeds)
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  built?.close()
})

interface Visit extends BrowserContextOptions {
  readonly attributes?: TagAttributes
  /** Around the tag. */
  readonly server?: string
}

/** A page with a rendered tag. Its script comes when `go` is called. */
async function visit(name: string, { attributes = {}, server = built.url, ...options }: Visit = {}) {
  const document = feeds[name]
  if (!document) throw new Error(`there is no ${name}`)
  const own = { ...attributes, server: server.replace(/\/$/, '') }
  const { tag } = await renderFeed({ ...document, handle: name }, own, NOW)
  const page = await browser.newPage(options)
  await page.route(`${built.url}shown`, route =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>City</title><main>${tag.replaceAll('https://pictures.invalid/', `${built.url}pictures/`)}</main>`,
    }),
  )
  await page.goto(`${built.url}shown`)
  const go = async () => {
    await page.evaluate(
      `import('${built.url}widget.js').then(() => document.querySelector('social-feed').refreshed)`,
    )
    // What was rendered lies on top until the pictures are there.
    await expect.poll(() => page.locator('[inert]').count()).toBe(0)
  }
  return { page, go, [Symbol.asyncDispose]: () => page.close() }
}

const still = { javaScriptEnabled: false } as const

/** Where each part stands. */
const places = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelector('social-feed').shadowRoot.querySelectorAll('[part]:not([part=alt])')]
    .filter(part => part.checkVisibility())
    .map(part => [part.part.value, part.getBoundingClientRect()])
    .filter(([, { width }]) => width > 1)
    .map(([part, { x, y, width, height }]) => [part, ...[x, y, width, height].map(Math.round)].join(' '))`)

const WORDS: Readonly<Record<Exclude<Status, 'posts'>, string>> = {
  empty: 'Nothing to see here – yet',
  filtered: 'No posts to show here',
  protected: 'These posts are protected',
  suspended: 'This account is suspended',
  'not-found': 'This account doesn’t exist',
  withheld: 'These posts can’t be shown here',
  unavailable: 'Posts can’t be loaded right now',
}

describe('without a script', () => {
  test.each(Object.entries(WORDS))('%s says “%s”', async (status, words) => {
    await using shown = await visit(status, still)
    const heading = shown.page.locator('[part=panel-title]')
    expect((await heading.textContent())?.replace("'", '’')).toBe(words)
    expect(await heading.isVisible()).toBe(true)
  })

  test('old posts tell how old they are', async () => {
    await using shown = await visit('stale', still)
    expect(await shown.page.getByText('Updated 3 hours ago').isVisible()).toBe(true)
  })

  test('a film has the browser’s own player, and what would ask a script leads to the post', async () => {
    await using shown = await visit('posts', still)
    const { page } = shown
    expect(await page.locator('video[controls]').first().isVisible()).toBe(true)
    expect(await page.locator('[part=play]:visible').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Show content' }).getAttribute('href')).toBe(warned.url)
    expect(await page.getByText('Eight of them.').count()).toBe(0)
    expect(await page.getByText('The end.').count()).toBe(1)
  })

  test('what an author has written is never markup', async () => {
    for (const options of [still, {}]) {
      await using shown = await visit('hostile', options)
      const { page } = shown
      if (options !== still) await shown.go()
      expect(await page.locator('article').count()).toBe(hostile.posts.length)
      expect(await page.locator('[onerror]').count()).toBe(0)
      expect(await page.evaluate('window.broken')).toBeUndefined()
      expect(await page.locator('article').first().isVisible()).toBe(true)
    }
  }, 60_000)
})

describe('the element', () => {
  test.each([
    ['posts', {}],
    ['posts', { layout: 'grid' }],
    ['posts', { layout: 'carousel' }],
    ['posts', { height: 'auto', lang: 'ar' }],
    ['stale', { theme: 'dark', 'no-metrics': true }],
    ['protected', { 'no-header': true }],
    ['unavailable', { lang: 'de', 'no-border': true }],
  ] as const)('takes over %s %o in the same place', async (name, attributes) => {
    await using shown = await visit(name, { attributes })
    const before = await places(shown.page)
    await shown.go()
    expect(before.length).toBeGreaterThan(3)
    expect(await places(shown.page)).toEqual(before)
  })

  test('goes on with the posts of the page where its server is away, and says how old they are', async () => {
    await using shown = await visit('posts', { server: 'http://127.0.0.1:9/' })
    await shown.go()
    expect(await shown.page.locator('social-feed:state(posts):state(stale) article').count()).toBe(
      posts.length,
    )
    expect(await shown.page.getByText('Updated 3 hours ago').isVisible()).toBe(true)
  })

  test('keeps the focus in the box of which it takes the inside', async () => {
    await using shown = await visit('posts')
    await shown.page.locator('[part=permalink]').first().focus()
    await shown.go()
    expect(await shown.page.evaluate('document.activeElement.localName')).toBe('social-feed')
  })
})
