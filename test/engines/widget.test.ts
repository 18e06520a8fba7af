/** What a visitor sees and does, in each engine. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
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

const tag = (attributes: string): string =>
  `<script type="module" src="${site.server}widget.js"></script>
<social-feed ${attributes} style="display:block;height:600px"><a href="https://x.com/northquaynews">Posts from @northquaynews</a></social-feed>`

/** An account is read well once before its network goes away, which takes its time. */
const PATIENT = { timeout: 30_000 }

/** What the sheet of states says in each row. */
const WORDS: Readonly<Record<string, string>> = {
  posts: 'North Quay News',
  empty: 'Nothing to see here – yet',
  filtered: 'No posts to show here',
  protected: 'These posts are protected',
  suspended: 'This account is suspended',
  'not-found': "This account doesn't exist",
  withheld: "These posts can't be shown here",
  unavailable: "Posts can't be loaded right now",
  stale: 'Updated',
  offline: "You're offline",
}

/** Where the sheet of states shows that the network fails; and what a browser asks for by itself. */
const MEANT_TO_FAIL = ['/feeds/x/demo_outage', '/samples/offline', '/favicon.ico']

describe.each(ENGINES)('in $name', engine => {
  describe.skipIf(!isInstalled(engine))('the feed', () => {
    let window: Window
    /** What the page knows to have gone wrong; a test that means it empties the list. */
    const wrong = (): Promise<readonly string[]> =>
      window.ask(() => ('wrong' in globalThis ? (Reflect.get(globalThis, 'wrong') as string[]) : []))

    beforeAll(async () => {
      const launched = await engine.launch()
      window = launched.window
      await window.size(900, 800)
      process.stdout.write(`${engine.name}: ${launched.version}\n`)
    })

    afterEach(async () => {
      expect(await wrong()).toEqual([])
      const complaints = window.complaints().splice(0)
      expect(complaints.filter(words => !MEANT_TO_FAIL.some(path => words.includes(path)))).toEqual([])
    })

    afterAll(async () => {
      await window?.close()
    })

    /** A page of somebody else's with the tag, when its posts are painted and the keyboard works. */
    async function open(attributes: string, options = {}): Promise<void> {
      await window.go(site.page(tag(attributes), options))
      await expect.poll(() => window.ask(alive)).toBe(true)
    }

    test('paints the posts of the tag, with names, texts and times', async () => {
      await open('handle="northquaynews"')
      const posts = await window.ask(() => {
        const { shadowRoot } = document.querySelector('social-feed') as HTMLElement
        return [...(shadowRoot?.querySelectorAll('article') ?? [])].map(post =>
          ['name', 'text', 'time'].map(
            part => post.querySelector(`[part=${part}]`)?.textContent?.trim() ?? '',
          ),
        )
      })
      expect(posts.length).toBeGreaterThan(5)
      for (const post of posts)
        expect(post).toEqual([expect.stringMatching(/./), expect.any(String), expect.stringMatching(/./)])
    })

    test('says in each state what the state is', async () => {
      await window.go(`${site.server}states.html`)
      await window.ask(() => {
        for (const feed of document.querySelectorAll('[data-theme=light][data-direction=ltr] social-feed'))
          feed.setAttribute('loading', 'eager')
      })
      for (const [status, words] of Object.entries(WORDS)) {
        await expect
          .poll(() => window.ask(wordsOf, `state-row[status="${status}"] social-feed`), PATIENT)
          .toContain(words)
      }
    })

    test('follows its attributes', async () => {
      await open('handle="northquaynews"')
      const set = (name: string, value: string): Promise<void> =>
        window.ask(
          (name, value) => document.querySelector('social-feed')?.setAttribute(name, value),
          name,
          value,
        )
      await set('limit', '3')
      await expect.poll(() => window.ask(shown)).toMatchObject({ state: 'posts', posts: 3 })
      await set('lang', 'de')
      await expect.poll(() => window.ask(wordsOf, 'social-feed')).toContain('Posts von')
      await set('no-media', '')
      await expect.poll(() => window.ask(shown)).toMatchObject({ media: 0 })
      await set('theme', 'dark')
      await expect.poll(() => window.ask(shown)).toMatchObject({ background: 'rgb(23, 25, 28)' })
      await set('layout', 'grid')
      await expect.poll(() => window.ask(shown)).toMatchObject({ display: 'grid' })
      await set('handle', 'varindiamag')
      await expect.poll(() => window.ask(shown)).toMatchObject({ state: 'empty', posts: 0 })
    })

    test('is read with the keyboard', async () => {
      await open(`src="${site.document('keys', [1, 2, 3, 4])}"`)
      await window.ask(() =>
        document.querySelector('social-feed')?.shadowRoot?.querySelector<HTMLElement>('article')?.focus(),
      )
      await window.press('PageDown', 'PageDown')
      expect(await window.ask(focused)).toMatchObject({ post: 3 })
      await window.press('PageUp')
      expect(await window.ask(focused)).toMatchObject({ post: 2, part: 'post' })
      await window.press('Tab')
      const first = await window.ask(focused)
      expect(first).toMatchObject({ post: 2, part: 'permalink' })
      await window.press('ArrowRight')
      expect(await window.ask(focused)).toMatchObject({ post: 2, part: expect.stringContaining('action') })
      await window.press('ArrowLeft')
      expect(await window.ask(focused)).toEqual(first)
      await window.press('Control+Home')
      expect(await window.ask(focused)).toMatchObject({ part: 'skip' })
      await window.ask(() =>
        document.querySelector('social-feed')?.shadowRoot?.querySelector<HTMLElement>('article')?.focus(),
      )
      await window.press('Control+End')
      expect(await window.ask(focused)).toMatchObject({ part: 'footer-link' })
    })

    test('has two tab stops a post at most', async () => {
      await open('handle="northquaynews" limit="5"')
      await window.ask(() =>
        document.querySelector('social-feed')?.shadowRoot?.querySelector<HTMLElement>('[role=feed]')?.focus(),
      )
      const stops: (number | undefined)[] = []
      for (let count = 0; count < 12; count += 1) {
        await window.press('Tab')
        stops.push((await window.ask(focused))?.post)
      }
      for (const post of [1, 2, 3, 4, 5]) {
        expect(stops).toContain(post)
        expect(stops.filter(stop => stop === post).length).toBeLessThanOrEqual(2)
      }
    })

    test('enlarges pictures, turns them over, and gives the focus back', async () => {
      await open(`src="${site.document('pictures', [3, 4])}"`)
      const { x, y } = await window.ask(() => {
        const button = document.querySelector('social-feed')?.shadowRoot?.querySelector('[part=enlarge]')
        const { left, top, width, height } = button?.getBoundingClientRect() ?? new DOMRect()
        return { x: left + width / 2, y: top + height / 2 }
      })
      await window.click(x, y)
      const place = (): Promise<string | undefined> =>
        window.ask(() => {
          const dialog = document.querySelector('social-feed')?.shadowRoot?.querySelector('dialog')
          return dialog?.matches(':modal')
            ? dialog.querySelector('[part=lightbox-place]')?.textContent?.trim()
            : 'closed'
        })
      await expect.poll(place).toContain('1 / 3')
      await window.press('ArrowRight', 'ArrowRight')
      expect(await place()).toContain('3 / 3')
      await window.press('ArrowLeft')
      expect(await place()).toContain('2 / 3')
      await window.press('Escape')
      await expect.poll(place).toBe('closed')
      expect(await window.ask(focused)).toMatchObject({ post: 1, part: 'enlarge' })
    })

    test('is dark where the page is', async () => {
      await open('handle="northquaynews"')
      await window.ask(() => document.documentElement.style.setProperty('color-scheme', 'dark'))
      await expect
        .poll(() => window.ask(shown))
        .toMatchObject({ background: 'rgb(23, 25, 28)', color: 'rgb(232, 234, 237)' })
      await window.ask(() => document.documentElement.style.setProperty('color-scheme', 'light'))
      await expect
        .poll(() => window.ask(shown))
        .toMatchObject({ background: 'rgb(255, 255, 255)', color: 'rgb(22, 24, 28)' })
    })

    test('marks links in a text by more than their colour', async () => {
      await open('handle="northquaynews"')
      const line = (): Promise<string> =>
        window.ask(() => {
          const link = document.querySelector('social-feed')?.shadowRoot?.querySelector('[part=text] a')
          return link ? getComputedStyle(link).textDecorationLine : ''
        })
      await expect.poll(line).toBe('underline')
    })

    test('runs from right to left', async () => {
      await open('handle="demo_arabic"', { language: 'ar', direction: 'rtl' })
      const [avatar = 0, text = 0] = await window.ask(() => {
        const post = document.querySelector('social-feed')?.shadowRoot?.querySelector('article')
        return ['avatar', 'text'].map(
          part => post?.querySelector(`[part=${part}]`)?.getBoundingClientRect().left ?? 0,
        )
      })
      expect(avatar).toBeGreaterThan(text)
      await window.ask(() =>
        document
          .querySelector('social-feed')
          ?.shadowRoot?.querySelector<HTMLElement>('[part=permalink]')
          ?.focus(),
      )
      await window.press('ArrowLeft')
      expect(await window.ask(focused)).toMatchObject({
        post: 1,
        part: expect.not.stringContaining('permalink'),
      })
    })

    test('stands on a page of a strict policy', async () => {
      const origin = new URL(site.server).origin
      const policy = `default-src 'none'; script-src 'self' ${origin}; style-src 'none'; connect-src ${origin}; img-src 'self' ${origin}; require-trusted-types-for 'script'; trusted-types lit-html`
      const bare = tag('handle="northquaynews" loading="eager"').replace(/ style="[^"]*"/, '')
      await window.go(site.page(bare, { policy }))
      await expect.poll(() => window.ask(shown)).toMatchObject({ state: 'posts', height: 600 })
      await expect.poll(() => window.ask(alive)).toBe(true)
    })

    test('keeps the page’s own link where no script may run', async () => {
      await window.go(
        site.page(tag('handle="northquaynews"'), { policy: "default-src 'none'; style-src 'unsafe-inline'" }),
      )
      expect(
        await window.ask(() => document.querySelector('social-feed a')?.getBoundingClientRect().width),
      ).toBeGreaterThan(0)
      // What a page without scripts is expected to complain about.
      window.complaints().splice(0)
    })

    test('fits 320 px, as do the pages around it', async () => {
      await window.size(320, 700)
      for (const path of [
        '',
        'states.html',
        'gallery.html',
        'themes.html',
        'wall.html',
        'news.html',
        'embed/x/northquaynews',
      ]) {
        await window.go(site.server + path)
        await window.ask(() => document.querySelector('social-feed')?.setAttribute('loading', 'eager'))
        await expect
          .poll(() =>
            window.ask(() => document.querySelector('social-feed')?.matches(':state(posts), :state(empty)')),
          )
          .toBe(true)
        expect
          .soft(await window.ask(() => document.documentElement.scrollWidth), path)
          .toBeLessThanOrEqual(320)
      }
      await window.size(900, 800)
    })

    test('is there before any script on a rendered page, and once after it', async () => {
      const address = `${site.server}embed/x/northquaynews`
      const rendered = (await (await fetch(address)).text()).replace(
        /<script type="module".*?<\/script>/g,
        '',
      )
      await window.go(site.page(rendered))
      expect(await window.ask(shown)).toMatchObject({ posts: expect.any(Number), height: expect.any(Number) })
      expect((await window.ask(shown)).posts).toBeGreaterThan(5)
      await window.go(address)
      await expect.poll(() => window.ask(alive)).toBe(true)
      await expect.poll(() => window.ask(shown)).toMatchObject({ state: 'posts', bases: 1 })
    })
  })
})
