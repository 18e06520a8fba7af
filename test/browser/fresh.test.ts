import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SocialFeed } from '../../widget/social-feed.js'
import { log, mount, own, part, parts, release, show, until } from './support.js'

const KEY = 'social-feed'

beforeEach(() => localStorage.clear())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const status = (feed: SocialFeed) => feed.shadowRoot?.querySelector('[role=status]')?.textContent
const pill = (feed: SocialFeed) => part(feed, 'new-posts')
const asked = async (handle: string) => (await log(handle)).length

describe('looking for new posts', () => {
  it('lets them wait behind a button that moves nothing and is announced', async () => {
    const feed = await show(own('then', 'earlier', 'posts'), { refresh: '1' })
    const scroller = part(feed, 'scroller')
    scroller?.scrollTo({ top: 300 })
    const [first] = parts(feed, 'post')
    const before = first?.getBoundingClientRect().top
    const text = first?.textContent
    await until(() => pill(feed) !== null)
    expect(pill(feed)?.textContent).toBe('2 new posts')
    expect(status(feed)).toBe('2 new posts')
    expect([first?.getBoundingClientRect().top, first?.textContent]).toEqual([before, text])
    expect(scroller?.scrollTop).toBe(300)
    expect(await violations(feed)).toEqual([])
  })

  it('shows them on request, at the top, with the focus on the first', async () => {
    const feed = await show(own('then', 'earlier', 'posts'), { refresh: '1' })
    const count = parts(feed, 'post').length
    part(feed, 'scroller')?.scrollTo({ top: 300 })
    await until(() => pill(feed) !== null)
    pill(feed)?.click()
    await until(() => pill(feed) === null)
    await until(() => feed.shadowRoot?.activeElement === parts(feed, 'post')[0])
    expect(parts(feed, 'post').length).toBe(count + 2)
    expect(part(feed, 'scroller')?.scrollTop).toBe(0)
    expect(status(feed)).toBe('')
  })

  it('shows them at the start of a carousel too', async () => {
    const feed = await show(own('then', 'earlier', 'posts'), { refresh: '1', layout: 'carousel' })
    const list = part(feed, 'list')
    list?.scrollTo({ left: 900, behavior: 'instant' })
    await until(() => pill(feed) !== null)
    pill(feed)?.click()
    await until(() => pill(feed) === null && list?.scrollLeft === 0)
    expect(feed.shadowRoot?.activeElement).toBe(parts(feed, 'post')[0])
  })

  it('keeps the button in sight where the page scrolls, and leads up to them', async () => {
    const feed = await show(own('then', 'earlier', 'posts'), { refresh: '1', height: 'auto' })
    scrollTo(0, 1200)
    await until(() => pill(feed) !== null)
    expect(scrollY).toBe(1200)
    const { top, bottom } = pill(feed)?.getBoundingClientRect() ?? new DOMRect()
    expect(top).toBeGreaterThanOrEqual(0)
    expect(bottom).toBeLessThan(100)
    pill(feed)?.click()
    await until(() => pill(feed) === null)
    await until(() => (parts(feed, 'post')[0]?.getBoundingClientRect().top ?? -1) >= 0)
  })

  it('turns the empty state into posts by itself when the first one comes', async () => {
    const feed = await show(own('then', 'empty', 'empty', 'posts'), { refresh: '1' })
    expect(feed.state).toBe('empty')
    await until(() => feed.state === 'posts')
    expect(part(feed, 'panel')).toBeNull()
  })

  it('leaves good posts alone when a look fails, and looks again', async () => {
    const handle = own('then', 'earlier', 'cut', 'posts')
    const feed = await show(handle, { refresh: '1' })
    await until(async () => (await asked(handle)) === 2)
    expect(part(feed, 'stale')).toBeNull()
    await until(() => pill(feed) !== null)
  })

  it('rests while the page is hidden or the browser is offline, and makes up for it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const handle = own('then', 'earlier', 'posts')
    const feed = await mount(handle, { refresh: '60', loading: 'eager' })
    await feed.refreshed
    await until(() => vi.getTimerCount() > 0)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(await asked(handle)).toBe(1)
    hidden.mockReturnValue(false)
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(120_000)
    expect(await asked(handle)).toBe(1)
    online.mockReturnValue(true)
    dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(2000)
    await until(() => pill(feed) !== null)
  })

  it('looks at once when its page has slept with its timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const handle = own('then', 'earlier', 'posts')
    const feed = await mount(handle, { refresh: '600', loading: 'eager' })
    await feed.refreshed
    await until(() => vi.getTimerCount() > 0)
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(await asked(handle)).toBe(1)
    vi.setSystemTime(Date.now() + 3_600_000)
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    await until(() => pill(feed) !== null)
    expect(await asked(handle)).toBe(2)
  })

  it('asks again when a page that the browser had kept whole comes back without posts', async () => {
    const handle = own('then', 'cut', 'posts')
    const feed = await mount(handle, { loading: 'eager' })
    await feed.refreshed
    expect(feed.state).toBe('unavailable')
    await until(async () => {
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
      await feed.refreshed
      return feed.state === 'posts'
    })
    expect(await asked(handle)).toBe(2)
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    await feed.refreshed
    expect(await asked(handle)).toBe(2)
  })

  it('stops when the element goes, and when the owner no longer wants it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    for (const end of [
      (feed: SocialFeed) => feed.remove(),
      (feed: SocialFeed) => feed.removeAttribute('refresh'),
      (feed: SocialFeed) => {
        feed.remove()
        feed.every = 30
      },
    ]) {
      const handle = own('then', 'posts')
      const feed = await mount(handle, { refresh: '60' })
      await feed.refreshed
      await until(() => vi.getTimerCount() > 0)
      end(feed)
      await feed.updateComplete
      // What looks for posts would be here by now.
      await import('../../widget/fresh.js')
      await new Promise(requestAnimationFrame)
      await vi.advanceTimersByTimeAsync(600_000)
      expect(await asked(handle)).toBe(1)
    }
  })

  it('asks as often as it is told, give or take a tenth', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const handle = own('then', 'posts')
    const feed = await mount(handle, { refresh: '60' })
    await feed.refreshed
    await until(() => vi.getTimerCount() > 0)
    await vi.advanceTimersByTimeAsync(53_000)
    expect(await asked(handle)).toBe(1)
    await vi.advanceTimersByTimeAsync(14_000)
    await expect.poll(() => asked(handle)).toBe(2)
  })
})

describe('the next visit', () => {
  /** As a new page would: nothing is remembered but what is in the storage. */
  const keep = (url: string, feed: unknown) =>
    localStorage.setItem(KEY, JSON.stringify([[`${location.origin}${url}`, feed]]))

  async function feedOf(scene: string, hours = 3) {
    const feed = await (await fetch(`/feeds/x/${scene}`)).json()
    return { ...feed, fetchedAt: new Date(Date.now() - hours * 3_600_000).toISOString() }
  }

  it('is painted at once from what this browser has seen, then refreshed', async () => {
    const handle = own('held', 'posts')
    keep(`/feeds/x/${handle}`, await feedOf('earlier'))
    const feed = await mount(handle)
    await until(() => parts(feed, 'post').length === 14)
    expect(feed.state).toBe('posts')
    await release(handle)
    await until(() => parts(feed, 'post').length === 16)
    expect(pill(feed)).toBeNull()
  })

  it('moves nothing under a visitor who has begun to read', async () => {
    const handle = own('held', 'posts')
    keep(`/feeds/x/${handle}`, await feedOf('earlier'))
    const feed = await mount(handle)
    await until(() => parts(feed, 'post').length === 14)
    part(feed, 'scroller')?.scrollTo({ top: 200 })
    await release(handle)
    await until(() => pill(feed) !== null)
    expect(parts(feed, 'post').length).toBe(14)
  })

  it.each([
    ['the page', { height: 'auto' }, () => scrollTo(0, 900)],
    [
      'a carousel',
      { layout: 'carousel' },
      (feed: SocialFeed) => part(feed, 'list')?.scrollTo({ left: 900, behavior: 'instant' }),
    ],
  ])('moves nothing under one who has scrolled %s', async (_, attributes, scroll) => {
    const handle = own('held', 'posts')
    keep(`/feeds/x/${handle}`, await feedOf('earlier'))
    const feed = await mount(handle, attributes as Record<string, string>)
    await until(() => parts(feed, 'post').length === 14)
    scroll(feed)
    await release(handle)
    await until(() => pill(feed) !== null)
    expect(parts(feed, 'post').length).toBe(14)
  })

  it('marks it as old when it can’t be refreshed', async () => {
    const handle = own('then', 'unavailable')
    keep(`/feeds/x/${handle}`, await feedOf('earlier'))
    const feed = await mount(handle)
    await feed.refreshed
    expect(feed.state).toBe('posts')
    expect(part(feed, 'stale')?.textContent).toBe('Updated 3 hours ago')
  })

  it.each([
    ['is a day old', async () => feedOf('posts', 25)],
    ['is no document', async () => ({ status: 'posts' })],
    ['carries a script', async () => ({ ...(await feedOf('posts')), profileUrl: 'javascript:alert(1)' })],
  ])('ignores what %s', async (_, make) => {
    const handle = own('then', 'unavailable')
    keep(`/feeds/x/${handle}`, await make())
    const feed = await mount(handle)
    await feed.refreshed
    expect(feed.state).toBe('unavailable')
  })

  it('finds eight feeds at the most, and none that is no longer true', async () => {
    const handles = Array.from({ length: 10 }, () => own('then', 'posts'))
    for (const handle of handles) await show(handle)
    const kept = () => (JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[][]).map(([url]) => url)
    expect(kept().length).toBe(8)
    expect(kept()[0]).toContain(handles.at(-1))
    const gone = own('then', 'posts', 'protected')
    const feed = await show(gone)
    expect(kept()[0]).toContain(gone)
    await feed.refresh()
    expect(feed.state).toBe('protected')
    expect(kept().some(url => url?.includes(gone))).toBe(false)
  })

  it('is as ever where storage is forbidden or full', async () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect((await show(own('then', 'posts'))).state).toBe('posts')
  })
})

async function violations(feed: SocialFeed): Promise<readonly string[]> {
  const { violations } = await axe.run(feed)
  return violations.map(violation => `${violation.id} ${violation.nodes[0]?.html}`)
}

describe('a minute later', () => {
  it('every time on the page is told anew, and nothing else is touched', async () => {
    const feed = await show('stale')
    const [time] = parts(feed, 'time')
    const before = time?.textContent
    const age = part(feed, 'age')?.textContent
    const rendering = vi.spyOn(feed, 'requestUpdate')
    const records: MutationRecord[] = []
    const observer = new MutationObserver(list => records.push(...list))
    if (feed.shadowRoot)
      observer.observe(feed.shadowRoot, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 10 * 366 * 24 * 60 * 60_000)
    document.dispatchEvent(new Event('visibilitychange'))
    records.push(...observer.takeRecords())
    observer.disconnect()
    expect(time?.textContent).not.toBe(before)
    expect(part(feed, 'age')?.textContent).not.toBe(age)
    expect(new Set(records.map(({ type, target }) => `${type} ${target.parentElement?.localName}`))).toEqual(
      new Set(['characterData time']),
    )
    expect(rendering).not.toHaveBeenCalled()
  })

  it('what was told anew is still told right when the view changes', async () => {
    const feed = await show('posts')
    const [time] = parts(feed, 'time')
    const before = time?.textContent
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 10 * 366 * 24 * 60 * 60_000)
    document.dispatchEvent(new Event('visibilitychange'))
    const later = time?.textContent
    feed.requestUpdate()
    await feed.updateComplete
    expect(time?.textContent).toBe(later)
    vi.useRealTimers()
    feed.requestUpdate()
    await feed.updateComplete
    expect(time?.textContent).toBe(before)
  })
})
