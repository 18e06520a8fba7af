/**
 * Statuses, layouts, themes, schemes, directions and widths of screens: nothing moves, nothing sticks out, nobody is
 * shut out. One page is used again and again. The suite looks at a sample in which each two of these values meet
 * somewhere; `npm run matrix` looks at all of them, and prints what it has found.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { STATUSES } from '../wire/document.js'
import { documents, makeStale } from './fixtures/documents.js'
import { launch } from './support/browser.js'
import { type Built, serveBuilt } from './support/built.js'

const SHOWN = [...STATUSES, 'stale', 'loading', 'offline'] as const
const LAYOUTS = ['list', 'grid', 'carousel'] as const
/** Without one, and the themes that come along. */
const LOOKS = ['', 'plain', 'card', 'magazine', 'contrast'] as const
const THEMES = ['light', 'dark'] as const
const DIRECTIONS = ['ltr', 'rtl'] as const
const WIDTHS = [320, 375, 768, 1280] as const
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Case {
  readonly shown: (typeof SHOWN)[number]
  readonly layout: (typeof LAYOUTS)[number]
  readonly look: (typeof LOOKS)[number]
  readonly theme: (typeof THEMES)[number]
  readonly direction: (typeof DIRECTIONS)[number]
  readonly width: number
}

interface Found {
  readonly state: string
  readonly shift: number
  /** What moved, by its part, from where to where. */
  readonly moved: readonly string[]
  readonly overflow: readonly string[]
  readonly axe: readonly string[]
}

let built: Built
let browser: Browser
let page: Page

beforeAll(async () => {
  const feeds = { ...documents, stale: makeStale(documents.posts) }
  // Each answers for the account that was asked for, as a network does; another name would move the title.
  built = await serveBuilt(
    Object.fromEntries(Object.entries(feeds).map(([handle, feed]) => [handle, { ...feed, handle }])),
  )
  browser = await launch()
  page = await browser.newPage({ timezoneId: 'UTC' })
  await page.route('**/feeds/x/loading', () => {})
  const sheets = LOOKS.filter(Boolean).map(
    look => `<link rel="stylesheet" href="${built.url}themes/${look}.css">`,
  )
  await page.goto(
    built.page(`${sheets.join('')}<script type="module" src="${built.url}widget.js"></script><main></main>`),
  )
  await page.evaluate(AXE)
  await page.evaluate("customElements.whenDefined('social-feed')")
})

afterAll(async () => {
  await browser?.close()
  built?.close()
})

test('every case is still, inside and open to all', async () => {
  const wrong: string[] = []
  const rows = new Map<string, { cases: number; shift: number; overflow: number; axe: number }>()
  for (const one of process.env.MATRIX === 'full' ? all() : sample()) {
    const found = await look(one)
    const name = `${one.shown} ${one.layout}`
    const row = rows.get(name) ?? { cases: 0, shift: 0, overflow: 0, axe: 0 }
    rows.set(name, row)
    row.cases += 1
    row.shift = Math.max(row.shift, found.shift)
    row.overflow += found.overflow.length
    row.axe += found.axe.length
    const at = `${name} ${one.look} ${one.theme} ${one.direction} ${one.width}`
    const state = one.shown === 'stale' ? 'posts' : one.shown
    if (found.state !== state) wrong.push(`${at}: shows ${found.state}`)
    if (found.shift > 0) wrong.push(`${at}: moves by ${found.shift}: ${found.moved.join(', ')}`)
    for (const fault of [...found.overflow, ...found.axe]) wrong.push(`${at}: ${fault}`)
  }
  if (process.env.MATRIX === 'full') print(rows)
  expect(wrong).toEqual([])
}, 3_600_000)

test('in the sample each two values meet', () => {
  const pairs = (cases: readonly Case[]) =>
    new Set(
      cases.flatMap(one => {
        const values = Object.entries(one).map(entry => entry.join())
        return values.flatMap((a, index) => values.slice(index + 1).map(b => `${a} ${b}`))
      }),
    )
  expect([...pairs(all())].filter(pair => !pairs(sample()).has(pair))).toEqual([])
})

function all(): readonly Case[] {
  return SHOWN.flatMap(shown =>
    LAYOUTS.flatMap(layout =>
      LOOKS.flatMap(look =>
        THEMES.flatMap(theme =>
          DIRECTIONS.flatMap(direction =>
            WIDTHS.map(width => ({ shown, layout, look, theme, direction, width })),
          ),
        ),
      ),
    ),
  )
}

/** Each status with each theme; the other values take turns at different paces. */
function sample(): readonly Case[] {
  return SHOWN.flatMap((shown, row) =>
    LOOKS.map((look, column) => ({
      shown,
      layout: turn(LAYOUTS, row + column),
      look,
      theme: turn(THEMES, row + column),
      direction: turn(DIRECTIONS, Math.floor((row + column) / 2)),
      width: turn(WIDTHS, Math.floor(row / 2) + 3 * column),
    })),
  )
}

function turn<const Values extends readonly unknown[]>(values: Values, count: number): Values[number] {
  return values[count % values.length]
}

async function look({ width, ...one }: Case): Promise<Found> {
  const { width: now } = page.viewportSize() ?? {}
  if (now !== width) await page.setViewportSize({ width, height: 900 })
  await page.context().setOffline(one.shown === 'offline')
  return page.evaluate(`(${LOOK})(${JSON.stringify(one)})`) as Promise<Found>
}

/** The page around has a heading and something below, which must stay where it is. */
const LOOK = `async ({ shown, layout, look, theme, direction }) => {
  const frames = async count => { while (count--) await new Promise(requestAnimationFrame) }
  document.documentElement.dir = direction
  document.documentElement.lang = direction === 'rtl' ? 'ar' : 'en'
  document.documentElement.style.colorScheme = theme
  // A theme without a background shows the page's own, which axe has to know.
  document.body.style.background = theme === 'dark' ? '#111' : '#fff'
  const main = document.querySelector('main')
  main.replaceChildren()
  await frames(1)
  let shift = 0
  const moved = new Set()
  const add = entries => {
    for (const { value, sources } of entries) {
      shift += value
      for (const { node, previousRect, currentRect } of sources)
        moved.add((node?.getAttribute?.('part') ?? node?.className ?? node?.parentElement?.getAttribute('part') ?? node?.nodeName ?? 'what has gone') +
          ['x', 'y', 'width', 'height'].map(side => ' ' + side + ' ' + previousRect[side] + '>' + currentRect[side]).join(''))
    }
  }
  const observer = new PerformanceObserver(list => add(list.getEntries()))
  observer.observe({ type: 'layout-shift' })
  main.innerHTML = '<h1>City</h1><social-feed class="' + look + '" handle="' + shown + '" layout="' + layout + '" theme="' + theme +
    '" loading="eager" style="display:block;height:600px"><a href="https://x.com/tidewaterlib">Posts</a></social-feed><p>Below.</p>'
  const feed = main.querySelector('social-feed')
  if (shown === 'loading') while (!feed.shadowRoot.querySelector('[part=skeleton]')) await frames(1)
  else await feed.refreshed
  await frames(2)
  add(observer.takeRecords())
  observer.disconnect()
  const base = feed.shadowRoot.querySelector('[part=base]')
  const overflow = []
  if (document.documentElement.scrollWidth > innerWidth) overflow.push('the page scrolls sideways')
  for (const part of feed.shadowRoot.querySelectorAll('[part]')) {
    const { left, right, width } = part.getBoundingClientRect()
    const box = (part.closest('article') ?? (part.closest('[part~=list]') ? part : base)).getBoundingClientRect()
    const hidden = width <= 1 || part.closest('.hidden') || part.closest('[part=byline]')
    if (!hidden && (left < box.left - 0.5 || right > box.right + 0.5)) overflow.push(part.getAttribute('part') + ' sticks out')
  }
  const { violations } = await axe.run(feed, { runOnly: ${JSON.stringify(TAGS)} })
  const named = violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => id + ' ' + html.slice(0, 100) + ' ' + (any[0]?.message ?? '')))
  return { state: feed.state, shift, moved: [...moved], overflow, axe: named }
}`

function print(rows: ReadonlyMap<string, Readonly<Record<string, number>>>): void {
  const columns = ['cases', 'shift', 'overflow', 'axe']
  const line = (name: string, cells: readonly unknown[]) =>
    name.padEnd(24) + cells.map(cell => String(cell).padStart(10)).join('')
  const body = [...rows].map(([name, row]) =>
    line(
      name,
      columns.map(column => row[column]),
    ),
  )
  console.log([line('', columns), ...body].join('\n'))
}
