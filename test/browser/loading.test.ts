import { oneEvent } from '@open-wc/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SocialFeed } from '../../widget/social-feed.js'
import { log, mount, own, part, parts, release, show, until } from './support.js'

afterEach(() => vi.restoreAllMocks())

/** Each state and event of the feeds on the page, in order. */
function watch(): string[] {
  const seen: string[] = []
  const stop = new AbortController()
  for (const name of ['feed-load', 'feed-state', 'feed-error'] as const) {
    document.addEventListener(
      name,
      event => seen.push(name === 'feed-state' && 'state' in event.detail ? event.detail.state : name),
      { signal: stop.signal },
    )
  }
  return seen
}

describe('what is asked', () => {
  it('names only what differs from the default, in one order', async () => {
    const handle = own('then', 'posts')
    await show(handle)
    await show(handle, { 'no-reposts': '', replies: '', limit: '5' })
    await show(`@${handle.toUpperCase()}`, { limit: '20' })
    expect((await log(handle)).map(asked => asked.url)).toEqual([
      `/feeds/x/${handle}`,
      `/feeds/x/${handle}?limit=5&replies=true&reposts=false`,
      `/feeds/x/${handle}`,
    ])
  })

  it('sends no cookies and asks for JSON', async () => {
    // biome-ignore lint/suspicious/noDocumentCookie: a cookie that must not travel.
    document.cookie = 'secret=1'
    const handle = own('then', 'posts')
    await show(handle)
    const [asked] = await log(handle)
    expect(asked?.headers).toMatchObject({ accept: 'application/json' })
    expect(asked?.headers.cookie ?? '').toBe('')
  })

  it('speaks the language of its property, as frameworks set it', async () => {
    const feed = await show('empty')
    feed.lang = 'de'
    await until(() => part(feed, 'base')?.lang === 'de')
    expect(part(feed, 'panel-title')?.textContent).not.toContain('Nothing')
  })

  it('takes a whole address, and another server', async () => {
    expect((await show('ignored', { src: '/feeds/x/empty' })).state).toBe('empty')
    expect((await show('empty', { server: `${location.origin}/` })).state).toBe('empty')
  })

  it('tells that an address can be none, and takes the next one', async () => {
    const feed = await show('ignored', { src: 'http://[' })
    expect(feed.state).toBe('unavailable')
    feed.src = '/feeds/x/empty'
    await until(() => feed.state === 'empty')
  })

  it('waits for the viewport when it is lazy, and does not when it is eager', async () => {
    const handle = own('then', 'posts')
    const feed = await mount(handle, { style: 'display:block;margin-top:9000px' })
    await feed.updateComplete
    await new Promise(requestAnimationFrame)
    expect(await log(handle)).toEqual([])
    feed.loading = 'eager'
    await feed.refreshed
    expect(feed.state).toBe('posts')
  })
})

describe('what is told', () => {
  it('goes from loading to the document, with typed events that leave shadow roots', async () => {
    const feed = await mount(own('then', 'posts'))
    const seen = watch()
    const { detail } = await oneEvent(feed, 'feed-load')
    expect(detail.feed).toBe(feed.feed)
    expect(seen.at(0)).toBe('posts')
    expect(seen).toContain('feed-load')
  })

  it('gives the reason of a failure and when asking again makes sense', async () => {
    const feed = await mount(own('then', 'unavailable'))
    const { detail } = await oneEvent(feed, 'feed-error')
    expect(detail).toMatchObject({ reason: 'outage', retryAfter: 60 })
    expect(feed.feed).toBeUndefined()
  })

  it.each([
    ['html', 'unreadable'],
    ['junk', 'unreadable'],
    ['cut', 'outage'],
    ['refused', 'refused'],
  ])('calls an answer like %s %s', async (scene, reason) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const feed = await mount(own('then', scene))
    const { detail } = await oneEvent(feed, 'feed-error')
    await feed.updateComplete
    expect(detail.reason).toBe(reason)
    expect(feed.state).toBe('unavailable')
    expect(part(feed, 'panel-title')?.textContent).toBe("Posts can't be loaded right now")
  })

  it('tells the page’s owner once what to change, and the visitor nothing of it', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const handle = own('then', 'refused')
    const feed = await show(handle)
    expect(warn.mock.calls).toEqual([['social-feed', 'add x/refused to FEEDS']])
    expect(feed.shadowRoot?.textContent).not.toContain('FEEDS')
  })

  it('asks nobody without a handle, and says so to the owner', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const feed = await show('')
    expect(feed.state).toBe('unavailable')
    expect(warn.mock.calls[0]?.[1]).toContain('needs a handle')
  })

  it('believes a server that answered, whatever the browser says of the network', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const feed = await show(own('then', 'unavailable'))
    expect(feed.state).toBe('unavailable')
  })

  it('says “You’re offline” when the browser is, and asks again when it is back', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const feed = await show(own('then', 'cut', 'posts'))
    expect(feed.state).toBe('offline')
    expect(part(feed, 'panel-title')?.textContent).toBe("You're offline")
    expect(part(feed, 'button')?.textContent?.trim()).toBe('Try again')
    online.mockReturnValue(true)
    dispatchEvent(new Event('online'))
    await until(() => feed.state === 'posts')
  })
})

describe('a refresh', () => {
  it.each(['cut', 'unavailable', 'html', 'refused'])('that ends in %s never replaces posts', async scene => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const feed = await show(own('then', 'posts', scene, 'posts'))
    const first = parts(feed, 'post').length
    await feed.refresh()
    expect(feed.state).toBe('posts')
    expect(parts(feed, 'post').length).toBe(first)
    expect(feed.matches(':state(stale)')).toBe(true)
    expect(part(feed, 'stale')).not.toBeNull()
    await feed.refresh()
    expect(feed.matches(':state(stale)')).toBe(false)
    expect(part(feed, 'stale')).toBeNull()
  })

  it.each(['protected', 'suspended', 'not-found', 'empty'])('that says %s does', async scene => {
    const feed = await show(own('then', 'posts', scene, 'cut'))
    await feed.refresh()
    expect(feed.state).toBe(scene)
    await feed.refresh()
    expect(feed.state).toBe(scene)
  })

  it('shows what another feed of the page has seen, when the server is gone', async () => {
    const handle = own('then', 'posts', 'cut')
    await show(handle)
    const feed = await show(handle)
    expect(feed.state).toBe('posts')
    expect(feed.matches(':state(stale)')).toBe(true)
  })

  it('shows no document that is older than a day', async () => {
    const feed = await show(own('then', 'old', 'cut'))
    expect(feed.state).toBe('posts')
    await feed.refresh()
    expect(feed.state).toBe('unavailable')
  })

  it('moves nothing while it is under way', async () => {
    const feed = await show(own('then', 'posts', 'posts'))
    const list = part(feed, 'list')
    const before = list?.getBoundingClientRect().toJSON()
    const done = feed.refresh()
    expect(feed.state).toBe('posts')
    await feed.updateComplete
    expect(list?.getAttribute('aria-busy')).toBe('true')
    await done
    expect(list?.getAttribute('aria-busy')).toBe('false')
    expect(part(feed, 'list')?.getBoundingClientRect().toJSON()).toEqual(before)
  })
})

describe('trying again', () => {
  it('keeps the button and its focus while it tries, then leads into the posts', async () => {
    const handle = own('then', 'unavailable', 'posts')
    const feed = await show(handle)
    const button = part(feed, 'button')
    button?.focus()
    button?.click()
    await feed.updateComplete
    expect(button?.getAttribute('aria-busy')).toBe('true')
    expect(button?.textContent?.trim()).toBe('Trying…')
    expect(feed.shadowRoot?.activeElement).toBe(button)
    await feed.refreshed
    expect(feed.state).toBe('posts')
    expect(feed.shadowRoot?.activeElement).toBe(part(feed, 'list'))
  })

  it('keeps the focus on the button when it fails again', async () => {
    const feed = await show(own('then', 'unavailable', 'unavailable'))
    const button = part(feed, 'button')
    button?.focus()
    button?.click()
    await feed.refreshed
    expect(feed.shadowRoot?.activeElement).toBe(button)
    expect(button?.getAttribute('aria-busy')).toBe('false')
  })
})

describe('an answer that is no longer wanted', () => {
  it('is given up when the element leaves, and asked for again when it comes back', async () => {
    const handle = own('held', 'posts')
    const feed = await mount(handle)
    await until(async () => (await log(handle)).length === 1)
    const parent = feed.parentElement
    feed.remove()
    await until(async () => (await log(handle))[0]?.outcome === 'given up')
    expect(feed.state).toBe('loading')
    await release(handle)
    parent?.append(feed)
    await feed.refreshed
    expect(feed.state).toBe('posts')
    expect((await log(handle)).length).toBe(2)
  })

  it('is given up when the handle changes, and never shown', async () => {
    const slow = own('held', 'posts')
    const feed = await mount(slow)
    await until(async () => (await log(slow)).length === 1)
    const seen = watch()
    feed.handle = 'empty'
    await feed.updateComplete
    await feed.refreshed
    expect(feed.state).toBe('empty')
    await release(slow)
    expect((await log(slow))[0]?.outcome).toBe('given up')
    expect(seen.filter(name => name === 'posts')).toEqual([])
  })

  it('does not ask again for what is shown when the element only moves', async () => {
    const handle = own('then', 'posts')
    const feed = await show(handle)
    feed.parentElement?.prepend(feed)
    await feed.updateComplete
    await feed.refreshed
    expect(feed.state).toBe('posts')
    expect((await log(handle)).length).toBe(1)
  })
})

describe('every attribute', () => {
  const flips: readonly (readonly [string, (feed: SocialFeed) => unknown])[] = [
    ['no-header', feed => part(feed, 'header')],
    ['no-footer', feed => part(feed, 'footer')],
    ['no-border', feed => part(feed, 'base')?.classList.contains('bordered') || null],
    ['no-media', feed => part(feed, 'media')],
    ['no-metrics', feed => part(feed, 'count')],
  ]

  it.each(flips)('%s takes its piece away and gives it back', async (name, piece) => {
    const feed = await show('posts')
    expect(piece(feed)).not.toBeNull()
    feed.toggleAttribute(name, true)
    await feed.updateComplete
    expect(piece(feed)).toBeNull()
    feed.toggleAttribute(name, false)
    await feed.updateComplete
    expect(piece(feed)).not.toBeNull()
  })

  it('height is in pixels, 600 of them by default, or grows with the posts', async () => {
    const feed = await show('posts')
    const height = async (value: string) => {
      feed.setAttribute('height', value)
      await feed.updateComplete
      return feed.getBoundingClientRect().height
    }
    expect(await height('420')).toBe(420)
    expect(await height('nonsense')).toBe(600)
    expect(await height('auto')).toBeGreaterThan(2000)
    feed.style.height = '300px'
    expect(feed.getBoundingClientRect().height).toBe(300)
  })

  it('each falls back to its default when it is taken away', async () => {
    const feed = await show('posts')
    const read = () => Object.fromEntries(names.map(name => [name, Reflect.get(feed, propertyOf(name))]))
    const names = SocialFeed.observedAttributes
    const propertyOf = (name: string) =>
      name === 'refresh' ? 'every' : name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    const before = read()
    expect(Object.keys(before).length).toBeGreaterThan(15)
    for (const name of names) {
      const attribute = feed.getAttribute(name)
      feed.setAttribute(name, '7')
      expect([name, Reflect.get(feed, propertyOf(name))]).not.toEqual([name, before[name]])
      feed.removeAttribute(name)
      if (name === 'handle') feed.setAttribute(name, attribute ?? '')
    }
    expect(read()).toEqual(before)
  })

  it('theme follows the page’s scheme until it is pinned', async () => {
    const background = (feed: SocialFeed) => getComputedStyle(part(feed, 'base') ?? feed).backgroundColor
    const feed = await show('posts', { theme: 'light' })
    const light = background(feed)
    feed.theme = 'dark'
    await feed.updateComplete
    expect(background(feed)).not.toBe(light)
    feed.theme = 'auto'
    await feed.updateComplete
    expect(background(feed)).toBe(light)
  })
})
