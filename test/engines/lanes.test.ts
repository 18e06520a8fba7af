/** The grid where the engine knows masonry, by either of its names, and where it does not. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ENGINES, isInstalled, type Window } from './engines.js'
import { alive, focused } from './inside.js'
import { type Site, startSite } from './site.js'

let site: Site

beforeAll(async () => {
  site = await startSite()
})

afterAll(async () => {
  await site?.close()
})

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Boxes of the posts in the order they are read in, and of the list around them. */
function boxes(): { readonly list: Box; readonly posts: readonly Box[] } {
  const root = document.querySelector('social-feed')?.shadowRoot
  const box = (element: Element): Box => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return { left, right, top, bottom }
  }
  const list = root?.querySelector('[part=list]') ?? document.body
  return { list: box(list), posts: [...list.querySelectorAll('article')].map(box) }
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5

/** Rows of the same posts are as tall as the tallest, lanes are not: how much taller the boxes are than what is in them. */
function slack(): number {
  const posts = document.querySelector('social-feed')?.shadowRoot?.querySelectorAll('article') ?? []
  return Math.max(
    ...[...posts].map(post => {
      const content = post.querySelector('.content')?.getBoundingClientRect().bottom ?? 0
      return post.getBoundingClientRect().bottom - content
    }),
  )
}

describe.each(ENGINES)('in $name', engine => {
  describe.skipIf(!isInstalled(engine)).each([
    { lanes: true, how: 'with masonry' },
    { lanes: false, how: 'as it is' },
  ])('the grid, $how', ({ lanes }) => {
    let window: Window

    beforeAll(async () => {
      window = (await engine.launch(lanes)).window
      const tag = `<script type="module" src="${site.server}widget.js"></script>
<social-feed layout="grid" height="auto" src="${site.document('grid', [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])}"></social-feed>`
      await window.go(site.page(tag))
      await window.size(1000, 900)
      await vi.waitUntil(() => window.ask(alive), { timeout: 10_000 })
    })

    afterAll(async () => {
      await window?.close()
    })

    test('lies in lanes where it can: no post is taller than what is in it', async () => {
      const knows = await window.ask(
        () => CSS.supports('display', 'grid-lanes') || CSS.supports('grid-template-rows', 'masonry'),
      )
      if (lanes) expect(knows).toBe(true)
      const most = await window.ask(slack)
      if (knows) expect(most).toBeLessThan(20)
      else expect(most).toBeGreaterThan(20)
    })

    test.each([1000, 700, 320])(
      'covers nothing, cuts nothing and starts with the newest at %i px',
      async width => {
        await window.size(width, 900)
        const { list, posts } = await window.ask(boxes)
        expect(posts.length).toBe(11)
        for (const [index, post] of posts.entries()) {
          expect(post.left).toBeGreaterThanOrEqual(list.left)
          expect(post.right).toBeLessThanOrEqual(list.right)
          expect(post.bottom).toBeLessThanOrEqual(list.bottom)
          for (const other of posts.slice(index + 1)) expect(overlap(post, other)).toBe(false)
        }
        // Whoever reads from the top meets no post before one that is newer by a row.
        const tops = posts.map(({ top }) => top)
        expect(tops[0]).toBe(Math.min(...tops))
        const columns = new Set(posts.map(({ left }) => Math.round(left))).size
        expect(columns).toBe({ 1000: 3, 700: 2, 320: 1 }[width])
        for (const left of new Set(posts.map(({ left }) => Math.round(left)))) {
          const column = posts.filter(post => Math.round(post.left) === left).map(({ top }) => top)
          expect(column).toEqual(column.toSorted((a, b) => a - b))
        }
        expect(await window.ask(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      },
    )

    test('is read with the keyboard in the order of time', async () => {
      await window.ask(() =>
        document.querySelector('social-feed')?.shadowRoot?.querySelector<HTMLElement>('article')?.focus(),
      )
      for (const post of [2, 3, 4]) {
        await window.press('PageDown')
        expect(await window.ask(focused)).toMatchObject({ post })
      }
    })
  })
})
