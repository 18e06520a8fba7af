/** Old snippets on somebody else's page, with the one address changed: in a real browser, from the real build. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from './fixtures/documents.js'
import { type HostOptions, launch, openHostPage } from './support/browser.js'
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

const SCRIPT = () => `<script async src="${built.url}widgets.js" charset="utf-8"></script>`
const open = (markup: string, options?: HostOptions) => openHostPage(browser, markup + SCRIPT(), options)

/** The attributes and the style of the feeds, which were put there through the object model. */
const feeds = async (page: Page) => {
  await page.waitForSelector('social-feed')
  return page.locator('social-feed').evaluateAll(elements =>
    elements.map(element => ({
      ...Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      style: Object.fromEntries(
        [...(element as HTMLElement).style].map(name => [
          name,
          (element as HTMLElement).style.getPropertyValue(name),
        ]),
      ),
    })),
  )
}

/** What the page wrote to its console, from now on. */
function notes(page: Page): string[] {
  const said: string[] = []
  page.on('console', message => said.push(message.text()))
  return said
}

describe('a snippet', () => {
  test.each([
    [
      'of today',
      '<a class="twitter-timeline" href="https://x.com/posts?ref_src=twsrc%5Etfw">Posts by posts</a>',
    ],
    [
      'with a widget number',
      '<a class="twitter-timeline" data-widget-id="345" href="https://twitter.com/posts">Tweets</a>',
    ],
    ['in capitals', '<A HREF="HTTP://WWW.TWITTER.COM/Posts/" CLASS="Twitter-Timeline">Tweets</A>'],
    ['without an address', '<a class="twitter-timeline">Tweets by @posts</a>'],
    ['with an empty address', '<a class="twitter-timeline" href="">Tweets by @posts</a>'],
    ['with only a name', '<a class="twitter-timeline" href="@posts">Tweets</a>'],
    [
      'named by an attribute',
      '<a class="twitter-timeline" href="https://twitter.com/" data-screen-name="posts">Tweets</a>',
    ],
    ['without a scheme', '<a class="twitter-timeline" href="mobile.twitter.com/posts">Tweets</a>'],
    ['with curled quotes', '<a class=”twitter-timeline” href=”https://twitter.com/posts”>Tweets</a>'],
    [
      'in a table',
      '<table><tr><td><a href="//twitter.com/posts" class="left twitter-timeline">Tweets</a></td></tr></table>',
    ],
    [
      'beside a noscript',
      '<noscript><a class="twitter-timeline" href="https://x.com/empty">X</a></noscript><a class="twitter-timeline" href="https://x.com/posts">X</a>',
    ],
  ])('%s becomes a working feed', async (_, markup) => {
    await using page = await open(markup)
    await page.waitForSelector('social-feed')
    expect(await shown(page)).toMatchObject([{ state: 'posts', height: 600 }])
  })

  test('keeps its link inside, for a page on which the feed can’t be had', async () => {
    await using page = await open(
      '<a class="twitter-timeline" href="https://x.com/posts">Tweets by posts</a>',
      {
        csp: `default-src 'none'; script-src ${built.url}widgets.js`,
      },
    )
    await page.waitForSelector('social-feed')
    expect(await page.getByRole('link', { name: 'Tweets by posts' }).isVisible()).toBe(true)
  })

  test('of something that is no account stays the link it is, and the console says so once', async () => {
    await using page = await open('<p>City</p>', { csp: '' })
    const said = notes(page)
    await page
      .evaluate(`twttr.ready(() => {
      document.body.innerHTML = '<a class="twitter-timeline" data-widget-id="1">News</a>' +
        '<a class="twitter-timeline" data-widget-id="1">News</a><a class="twitter-timeline" href="https://x.com/posts">Posts</a>'
    })`)
      .catch(() => undefined)
    await page.waitForSelector('social-feed')
    expect(await page.locator('body > a').count()).toBe(2)
    expect(said).toEqual([
      expect.stringContaining('this stays a link: <a class="twitter-timeline" data-widget-id="1">'),
    ])
  })
})

test('several snippets, and the script twice, are as many feeds', async () => {
  const snippet = (handle: string) =>
    `<a class="twitter-timeline" href="https://x.com/${handle}">Posts</a>${SCRIPT()}`
  await using page = await open(snippet('posts') + snippet('empty') + snippet('protected'))
  await page.waitForFunction('document.querySelectorAll("social-feed").length === 3')
  const states = (await shown(page)).map(({ state }) => state)
  expect(states).toEqual(['posts', 'empty', 'protected'])
})

test('a snippet that is inserted later becomes a feed, also deep in what was inserted', async () => {
  await using page = await open('<main></main>')
  await page.waitForFunction('window.twttr')
  await page.evaluate(`document.querySelector('main').innerHTML =
    '<section><a class="twitter-timeline" href="https://x.com/posts">Posts</a></section>'`)
  await page.waitForSelector('main > section > social-feed')
  expect(await shown(page)).toMatchObject([{ state: 'posts' }])
})

test('under the strictest policy with Trusted Types nothing is refused', async () => {
  const only = `script-src ${built.url}; connect-src ${built.url}`
  await using page = await open(
    '<a class="twitter-timeline" data-height="300" data-chrome="transparent noscrollbar" href="https://x.com/empty">X</a>',
    { csp: `default-src 'none'; ${only}; require-trusted-types-for 'script'` },
  )
  const said = notes(page)
  await page.reload()
  await page.waitForSelector('social-feed')
  expect(await shown(page)).toMatchObject([{ state: 'empty', height: 300 }])
  expect(said).toEqual([])
})

describe('the settings', () => {
  test('of an anchor are those of the feed', async () => {
    await using page = await open(
      `<a class="twitter-timeline" href="https://x.com/posts" data-width="300" data-height="450" data-theme="dark"
        data-chrome="noheader nofooter noborders noscrollbar transparent" data-show-replies="true" data-lang="pt_BR"
        data-aria-polite="assertive" data-dnt="true" data-border-color="#aabbcc" data-link-color="c60">Posts</a>`,
    )
    expect(await feeds(page)).toMatchObject([
      {
        id: 'twitter-widget-0',
        class: 'twitter-timeline twitter-timeline-rendered noscrollbar',
        handle: 'posts',
        server: built.url,
        height: '450',
        theme: 'dark',
        lang: 'pt-BR',
        replies: '',
        'no-header': '',
        'no-footer': '',
        'no-border': '',
        style: {
          width: '300px',
          'max-width': '100%',
          height: '450px',
          '--social-feed-accent': '#c60',
          '--social-feed-line': '#aabbcc',
          '--social-feed-background': 'transparent',
        },
      },
    ])
    expect(
      await page.locator('[part=scroller]').evaluate(list => getComputedStyle(list).scrollbarWidth),
    ).toBe('none')
  })

  test('out of bounds are taken to the nearest that makes sense', async () => {
    const anchor = (data: string) =>
      `<a class="twitter-timeline" href="https://x.com/posts" ${data}>Posts</a>`
    await using page = await open(
      [
        'data-tweet-limit="50" data-height="300"',
        'data-height="20" data-width="10"',
        'data-height="tall" data-width="100%" data-theme="blue" data-link-color="red;}"',
      ]
        .map(anchor)
        .join(''),
    )
    const [list, small, odd] = await feeds(page)
    expect(list).toMatchObject({ limit: '20', height: 'auto', style: { height: 'auto' } })
    expect(small).toMatchObject({ height: '200', style: { height: '200px', width: '180px' } })
    expect(odd?.style).toEqual({ width: '100%', 'max-width': '100%', height: '600px' })
    expect(odd).toMatchObject({ theme: 'auto' })
  })

  test('of the page hold where an anchor has none of its own', async () => {
    await using page = await open(
      `<meta name="twitter:widgets:theme" content="dark"><meta name="twitter:widgets:link-color" content="#0a0">
       <meta name="twitter:widgets:border-color" content="#00a"><meta name="twitter:dnt" content="on">
       <a class="twitter-timeline" href="https://x.com/posts">Posts</a>
       <a class="twitter-timeline" href="https://x.com/posts" data-theme="light">Posts</a>`,
    )
    expect(await feeds(page)).toMatchObject([
      { theme: 'dark', style: { '--social-feed-accent': '#0a0', '--social-feed-line': '#00a' } },
      { theme: 'light' },
    ])
  })

  test('“autoload off” waits for the page to ask, and asks only where it is told', async () => {
    await using page = await open(
      `<meta name="twitter:widgets:autoload" content="off">
       <p><a class="twitter-timeline" href="https://x.com/posts">Posts</a></p>
       <div><a class="twitter-timeline" href="https://x.com/empty">Posts</a></div>`,
    )
    await page.waitForFunction('window.twttr && document.readyState === "complete"')
    expect(await page.locator('social-feed').count()).toBe(0)
    await page.evaluate('twttr.widgets.load(document.querySelector("div"))')
    expect(await shown(page)).toMatchObject([{ state: 'empty' }])
  })

  test('a copy of the script on another address names its server', async () => {
    await using page = await browser.newPage()
    await page.route('https://platform.twitter.com/widgets.js', async route =>
      route.fulfill({
        contentType: 'text/javascript',
        body: await (await fetch(`${built.url}widgets.js`)).text(),
      }),
    )
    await page.goto(
      built.page(
        `<meta name="social-feed:server" content="${built.url}"><a class="twitter-timeline" href="https://x.com/posts">Posts</a>
         <script src="https://platform.twitter.com/widgets.js"></script>`,
      ),
    )
    await page.waitForSelector('social-feed')
    expect(await shown(page)).toMatchObject([{ state: 'posts' }])
  })
})

describe('the calls of the old script', () => {
  test('wait in the stub’s queue until it is there, and are answered after it too', async () => {
    await using page = await open(`<script>
      window.twttr = (function () { var t = { _e: [] }; t.ready = function (f) { t._e.push(f) }; return t })()
      var held = window.twttr, order = []
      twttr.ready(function (t) { order.push(t === held, typeof t.init) })
    </script>`)
    await page.waitForFunction('order.length === 2')
    expect(
      await page.evaluate(`(async () => {
      await new Promise(resolve => held._e.push(resolve))
      return [...order, (await twttr.ready()) === held]
    })()`),
    ).toEqual([true, 'function', true])
  })

  test('createTimeline resolves with the element, by profile and by address', async () => {
    await using page = await open('<div></div>')
    await page.waitForFunction('window.twttr')
    const made = await page.evaluate(`(async () => {
      const box = document.querySelector('div')
      const profile = await twttr.widgets.createTimeline(
        { sourceType: 'profile', screenName: '@posts' }, box, { tweetLimit: 3, chrome: ['noheader', 'nofooter'], linkColor: '#0a0' })
      const url = await twttr.widgets.createTimeline({ sourceType: 'url', url: 'https://twitter.com/empty' }, box, { height: 300 })
      return [profile, url].map(({ parentNode, handle, limit, height, noHeader }) =>
        ({ inside: parentNode === box, handle, limit, height, noHeader }))
    })()`)
    expect(made).toEqual([
      { inside: true, handle: 'posts', limit: 3, height: 'auto', noHeader: true },
      { inside: true, handle: 'empty', limit: 20, height: '300', noHeader: false },
    ])
    expect((await shown(page)).map(({ state }) => state)).toEqual(['posts', 'empty'])
  })

  test.each([
    ["{ sourceType: 'list', ownerScreenName: 'posts', slug: 'boats' }", 'https://x.com/posts/lists/boats'],
    ["{ sourceType: 'list', id: 12 }", 'https://x.com/i/lists/12'],
    ["{ sourceType: 'profile', userId: '12' }", 'https://x.com/i/user/12'],
    ["{ sourceType: 'url', url: 'https://twitter.com/posts/likes' }", 'https://twitter.com/posts/likes'],
    ["{ sourceType: 'url', url: 'javascript:alert(1)' }", undefined],
    ["'345920047190478848'", undefined],
  ])(
    'createTimeline(%s) resolves with undefined and leaves a link where there is an address',
    async (source, href) => {
      await using page = await open('<div></div>')
      await page.waitForFunction('window.twttr')
      const said = notes(page)
      const call = `twttr.widgets.createTimeline(${source}, document.querySelector('div'))`
      expect(await page.evaluate(`Promise.all([${call}, ${call}]).then(made => made.map(String))`)).toEqual([
        'undefined',
        'undefined',
      ])
      const links = await page
        .locator('div a')
        .evaluateAll(links => links.map(link => (link as HTMLAnchorElement).href))
      expect(links).toEqual(href ? [href, href] : [])
      expect(said).toHaveLength(1)
    },
  )

  test.each([
    ["createTweet('20'", 'https://x.com/i/status/20'],
    ["createFollowButton('posts'", 'https://x.com/intent/follow?screen_name=posts'],
    [
      "createShareButton('https://city.example/?a=b'",
      'https://x.com/intent/post?url=https%3A%2F%2Fcity.example%2F%3Fa%3Db',
    ],
    ["createHashtagButton('harbour'", 'https://x.com/intent/post?hashtags=harbour'],
    ["createMentionButton('posts'", 'https://x.com/intent/post?screen_name=posts'],
  ])('%s) gives the plain link', async (call, href) => {
    await using page = await open('<div></div>')
    await page.waitForFunction('window.twttr')
    expect(
      await page.evaluate(`twttr.widgets.${call}, document.querySelector('div')).then(({ href }) => href)`),
    ).toBe(href)
    expect(await page.getByRole('link', { name: 'View on X' }).count()).toBe(1)
  })

  test.each([
    ['<div lang="de"></div>', '{}', 'Auf X ansehen'],
    ['<div lang="de"></div>', "{ lang: 'pt_BR' }", 'Ver no X'],
    ['<div lang="zh-TW"></div>', 'undefined', '在 X 上查看'],
    ['<div></div>', "{ lang: 'tlh' }", 'View on X'],
    ['<div></div>', "{ lang: '!' }", 'View on X'],
  ])('in %s with %s says “%s”', async (markup, options, words) => {
    await using page = await open(markup)
    await page.waitForFunction('window.twttr')
    const said = await page.evaluate(
      `twttr.widgets.createTweet('20', document.querySelector('div'), ${options}).then(link => link.textContent)`,
    )
    expect(said).toBe(words)
  })

  test('resolve with undefined when the element’s own script is blocked', async () => {
    await using page = await open('<div></div>', {
      csp: `default-src 'none'; script-src ${built.url}widgets.js`,
    })
    await page.waitForFunction('window.twttr')
    const made = await page.evaluate(
      `twttr.widgets.createTimeline({ sourceType: 'profile', screenName: 'posts' }, document.querySelector('div')).then(String)`,
    )
    expect(made).toBe('undefined')
  })

  test('events tell what was loaded, rendered and clicked, until they are unbound', async () => {
    await using page = await open(`<script>
      var told = [], twttr = { _e: [function (t) {
        for (const name of ['loaded', 'rendered', 'click'])
          t.events.bind(name, ({ type, widgets, target, region }) => told.push([type, (widgets?.[0] ?? target)?.localName, region]))
        t.events.bind('loaded', () => { throw new Error('a listener of the page') })
      }] }
    </script><a class="twitter-timeline" href="https://x.com/posts">Posts</a>`)
    await page.waitForFunction('told.length === 2')
    await page.locator('social-feed [part=title]').click()
    expect(await page.evaluate('told.toSorted()')).toEqual([
      ['click', 'social-feed', 'title'],
      ['loaded', 'social-feed', undefined],
      ['rendered', 'social-feed', undefined],
    ])
    await page.evaluate("twttr.events.unbind('click')")
    await page.locator('social-feed [part=title]').click()
    expect(await page.evaluate('told.length')).toBe(3)
  })
})
