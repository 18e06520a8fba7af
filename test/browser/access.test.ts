import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { STATUSES } from '../../wire/document.js'
import { makePost, makePosts, photo } from '../fixtures/documents.js'
import { mount, own, part, parts, release, show, showDocument, until } from './support.js'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const SHOWN = [...STATUSES, 'stale', 'sample'] as const

async function violations(element: Element): Promise<readonly string[]> {
  const { violations } = await axe.run(element, { runOnly: TAGS })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.html.slice(0, 120)} ${node.any[0]?.message}`),
  )
}

describe.each(['light', 'dark'] as const)('in %s', theme => {
  describe.each(['en', 'ar'] as const)('in %s', lang => {
    it.each(SHOWN)('%s has no violation of axe', async handle => {
      const feed = await show(handle, { theme, lang, height: 'auto' })
      paint(feed, theme)
      expect(await violations(feed)).toEqual([])
    })
  })

  it('the skeleton has no violation of axe', async () => {
    const handle = own('held', 'posts')
    const feed = await mount(handle, { theme })
    await until(() => part(feed, 'skeleton') !== null)
    expect(await violations(feed)).toEqual([])
    await release(handle)
  })
})

it.each(['en', 'de', 'hi', 'ar'])('says aloud what is seen on each action in %s', async lang => {
  for (const count of [1, 2, 3, 11, 1240]) {
    const metrics = { replies: count, reposts: count, likes: count }
    const feed = await showDocument(makePosts([makePost('1', { metrics })]), { lang })
    for (const action of parts(feed, 'action')) {
      const seen = action.textContent?.trim() ?? ''
      // As a whole word: a voice that says it must find it.
      const said = action.getAttribute('aria-label')?.split(/[\s,]+/)
      expect(said).toEqual(expect.arrayContaining(seen.split(/\s+/)))
    }
  }
})

/** The page behind the box has the scheme too, as axe looks through what is transparent. */
function paint(feed: Element, theme: string): void {
  const main = feed.closest('main')
  if (main) main.style.background = theme === 'dark' ? '#000' : '#fff'
}

describe('nothing on the page moves', () => {
  it.each(SHOWN)('when %s arrives', async scene => {
    const handle = own('held', scene)
    const feed = await mount(handle)
    const below = document.createElement('p')
    below.textContent = 'What stands below.'
    feed.after(below)
    await until(() => part(feed, 'skeleton') !== null)
    const shifts = watchShifts()
    const before = below.getBoundingClientRect().top
    await release(handle)
    await feed.refreshed
    await until(() => feed.state !== 'loading')
    await frames(3)
    expect(below.getBoundingClientRect().top).toBe(before)
    expect(shifts()).toBe(0)
  })

  it('and it would be noticed if it did', async () => {
    const feed = await show('empty')
    await frames(3)
    const shifts = watchShifts()
    const above = document.createElement('p')
    above.textContent = 'What pushes the feed down.'
    feed.before(above)
    await frames(3)
    expect(shifts()).toBeGreaterThan(0)
  })

  it('when a refresh fails and the line about age appears', async () => {
    const feed = await show(own('then', 'posts', 'unavailable'))
    const shifts = watchShifts()
    await feed.refresh()
    await frames(3)
    expect(part(feed, 'stale')).not.toBeNull()
    expect(shifts()).toBe(0)
  })
})

/** Adds up the layout shifts of the page from now on. */
function watchShifts(): () => number {
  let sum = 0
  const add = (entries: PerformanceEntryList): void => {
    for (const entry of entries) sum += (entry as PerformanceEntry & { readonly value: number }).value
  }
  const observer = new PerformanceObserver(list => add(list.getEntries()))
  observer.observe({ type: 'layout-shift' })
  return () => {
    add(observer.takeRecords())
    observer.disconnect()
    return sum
  }
}

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame)
}

describe.each([320, 375, 768])('at %i px', width => {
  it.each(SHOWN)('%s stays inside', async handle => {
    await page.viewport(width, 800)
    for (const lang of ['en', 'ar']) {
      const feed = await show(handle, { lang, height: 'auto' })
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
      const box = feed.getBoundingClientRect()
      for (const name of [
        'post',
        'panel',
        'header',
        'footer',
        'text',
        'card',
        'quote',
        'poll',
        'media',
        'actions',
        'byline',
      ]) {
        for (const piece of parts(feed, name)) {
          const { left, right } = piece.getBoundingClientRect()
          expect(left, name).toBeGreaterThanOrEqual(box.left)
          expect(right, name).toBeLessThanOrEqual(box.right + 0.5)
        }
      }
    }
    await page.viewport(800, 900)
  })
})

it('keeps its words at 200 % text', async () => {
  const feed = await show('posts', { style: 'display:block;font-size:32px;inline-size:320px' })
  const title = part(feed, 'title')
  expect(title?.getBoundingClientRect().bottom).toBeLessThanOrEqual(
    part(feed, 'header')?.getBoundingClientRect().bottom ?? 0,
  )
  for (const post of parts(feed, 'post')) expect(post.scrollWidth).toBeLessThanOrEqual(post.clientWidth)
})

it('cuts none of them there: names, times, counts, and what is said on a cover', async () => {
  const media = [photo(800, 800), photo(800, 800)]
  const repost = makePost('1', { media, sensitive: true, edited: true })
  const feed = await showDocument(makePosts([repost]), {
    height: 'auto',
    style: 'display:block;font-size:32px;inline-size:300px',
  })
  const [name, when] = ['author', 'time'].map(name => part(feed, name)?.getBoundingClientRect())
  expect(when?.top).toBeGreaterThanOrEqual(name?.bottom ?? Infinity)
  for (const count of parts(feed, 'count')) expect(lines(count)).toBe(1)
  const cover = part(feed, 'cover')
  const button = cover?.querySelector('button')?.getBoundingClientRect()
  expect(button?.bottom).toBeLessThanOrEqual(cover?.getBoundingClientRect().bottom ?? 0)
  expect(cover?.getBoundingClientRect().bottom).toBeLessThanOrEqual(
    part(feed, 'media')?.getBoundingClientRect().bottom ?? 0,
  )
})

it.each([
  [1100, 'grid'],
  [320, 'list'],
])('keeps counts on one line in the narrow columns of %i px, a %s', async (width, layout) => {
  await page.viewport(width, 800)
  const metrics = { replies: 123_456, reposts: 123_456, likes: 123_456 }
  const posts = Array.from({ length: 4 }, (_, index) => makePost(`${index}`, { metrics }))
  const feed = await showDocument(makePosts(posts), { layout })
  expect(parts(feed, 'count').length).toBe(12)
  for (const count of parts(feed, 'count')) expect(lines(count)).toBe(1)
  await page.viewport(800, 900)
})

function lines(element: Element): number {
  const range = document.createRange()
  range.selectNodeContents(element)
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
}

it('scrolls by the keyboard and shows that there is more', async () => {
  const feed = await show('posts')
  const scroller = part(feed, 'scroller')
  expect(part(feed, 'list')?.tabIndex).toBe(0)
  expect(scroller?.scrollHeight).toBeGreaterThan(600)
  expect(scroller && getComputedStyle(scroller, '::after').position).toBe('sticky')
})
