/** Leaving and coming back: a page that the browser kept whole goes on as if nobody had left. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ENGINES, isInstalled, type Window } from './engines.js'
import { alive, focused, shown, wordsOf } from './inside.js'
import { type Site, startSite } from './site.js'

let site: Site

beforeAll(async () => {
  site = await startSite()
})

afterAll(async () => {
  await site?.close()
})

/** Three hours go by while the page lies in the browser's cache. */
const AWAY = `<script>addEventListener('pagehide', () => {
  const now = Date.now
  Date.now = () => now() + 3 * 60 * 60_000
}, { once: true })</script>`

const page = (attributes: string): string =>
  site.page(
    `${AWAY}<script type="module" src="${site.server}widget.js"></script><social-feed ${attributes}></social-feed>`,
  )

describe.each(ENGINES)('in $name', engine => {
  describe.skipIf(!isInstalled(engine))('a page with a feed', () => {
    let window: Window

    // A browser of its own for each: what drives Firefox loses its way after a return.
    beforeEach(async () => {
      window = (await engine.launch()).window
    })

    afterEach(async () => {
      try {
        expect(await window.ask(() => Reflect.get(globalThis, 'wrong'))).toEqual([])
      } finally {
        await window.close()
      }
    })

    /** To another page. */
    async function leave(): Promise<void> {
      const other = site.page('<h1>Elsewhere</h1>')
      await window.ask(other => void setTimeout(() => location.assign(other)), other)
      await expect.poll(() => window.ask(() => document.body.textContent)).toBe('Elsewhere')
    }

    /** Tells how often the page was shown, each time whether it had been kept. */
    async function back(): Promise<{ readonly shows: readonly boolean[]; readonly why: unknown }> {
      await window.ask(() => void setTimeout(() => history.back()))
      await expect.poll(() => window.ask(() => !!document.querySelector('social-feed'))).toBe(true)
      return window.ask(() => {
        const [entry] = performance.getEntriesByType('navigation')
        return {
          shows: Reflect.get(globalThis, 'shows') as boolean[],
          why: entry && Reflect.get(entry, 'notRestoredReasons'),
        }
      })
    }

    test('is kept whole, and lives on: times, new posts, keyboard', async () => {
      const name = `kept-${engine.name}`
      await window.go(page(`src="${site.document(name, [3, 2, 1])}" refresh="3600"`))
      await expect.poll(() => window.ask(alive)).toBe(true)
      const before = await window.ask(
        () => document.querySelector('social-feed')?.shadowRoot?.querySelector('time')?.textContent,
      )
      await leave()
      site.document(name, [5, 4, 3, 2, 1])
      expect(await back()).toMatchObject({ shows: [false, true] })

      await expect.poll(() => window.ask(wordsOf, 'social-feed')).toContain('2 new posts')
      const after = await window.ask(
        () => document.querySelector('social-feed')?.shadowRoot?.querySelector('time')?.textContent,
      )
      expect(after).not.toBe(before)
      await window.ask(() =>
        document.querySelector('social-feed')?.shadowRoot?.querySelector<HTMLElement>('article')?.focus(),
      )
      await window.press('PageDown')
      expect(await window.ask(focused)).toMatchObject({ post: 2, part: 'post' })
      await window.ask(() =>
        document
          .querySelector('social-feed')
          ?.shadowRoot?.querySelector<HTMLElement>('[part=new-posts]')
          ?.click(),
      )
      await expect.poll(() => window.ask(shown)).toMatchObject({ posts: 5 })
    })

    test('that was left before its posts came has them on the way back', async () => {
      const name = `early-${engine.name}`
      const address = page(`src="${site.document(name, [3, 2, 1])}"`)
      const release = site.hold(name)
      await window.go(address)
      await expect.poll(() => site.asked(name)).toBe(1)
      await leave()
      release()
      const { shows } = await back()
      await expect
        .poll(() => window.ask(shown), { message: `kept: ${shows}` })
        .toMatchObject({ state: 'posts', posts: 3 })
    })

    test('that was left while it looked for news looks again', async () => {
      const name = `looking-${engine.name}`
      await window.go(page(`src="${site.document(name, [3, 2, 1])}" refresh="1"`))
      await expect.poll(() => window.ask(alive)).toBe(true)
      const release = site.hold(name)
      await expect.poll(() => site.asked(name)).toBeGreaterThan(1)
      await leave()
      site.document(name, [4, 3, 2, 1])
      release()
      const { shows } = await back()
      await expect
        .poll(() => window.ask(shown).then(({ posts }) => posts), { message: `kept: ${shows}` })
        .toBeGreaterThan(2)
      await expect
        .poll(() =>
          window.ask(
            () =>
              document
                .querySelector('social-feed')
                ?.shadowRoot?.textContent?.match(/Post number 4|1 new post/)?.[0],
          ),
        )
        .toBeTruthy()
    })
  })
})
