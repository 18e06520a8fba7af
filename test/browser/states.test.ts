import { describe, expect, it } from 'vitest'
import type { StateName } from '../../widget/feed-state.js'
import { mount, own, part, release, show, until, words } from './support.js'

const WORDS: Readonly<Record<Exclude<StateName, 'loading' | 'offline' | 'posts'>, readonly string[]>> = {
  empty: ['Nothing to see here – yet', 'When they post, their posts will show up here.', 'View profile'],
  filtered: ['No posts to show here', 'View profile'],
  protected: ['These posts are protected', 'Only approved followers can see them.', 'View profile'],
  suspended: ['This account is suspended'],
  'not-found': ["This account doesn't exist"],
  withheld: ["These posts can't be shown here", 'View profile'],
  unavailable: ["Posts can't be loaded right now", 'Try again', 'View the profile'],
}

describe.each(Object.entries(WORDS))('an account that is %s', (status, texts) => {
  it('is told in the agreed words and nothing else', async () => {
    const feed = await show(status)
    expect(feed.state).toBe(status)
    const panel = part(feed, 'panel')
    const said = [...(panel?.querySelectorAll('h3, p, a, button') ?? [])].map(element =>
      element.textContent?.trim(),
    )
    expect(said).toEqual(texts)
  })

  it('is announced, drawn and named as a custom state', async () => {
    const feed = await show(status)
    expect(feed.shadowRoot?.querySelector('[role=status]')?.textContent).toBe(texts[0])
    expect(part(feed, 'panel-title')?.textContent).toBe(texts[0])
    expect(part(feed, 'drawing')?.classList.contains(status)).toBe(true)
    expect(feed.matches(`:state(${status})`)).toBe(true)
    expect(feed.matches(':state(loading)')).toBe(false)
  })

  it('keeps the box at 600 px', async () => {
    expect((await show(status)).getBoundingClientRect().height).toBe(600)
  })
})

it('says “yet” and “nothing” only of an account that is proved to be empty', async () => {
  for (const status of Object.keys(WORDS).filter(status => status !== 'empty')) {
    expect(words(await show(status))).not.toMatch(/\byet\b|\bnothing\b/i)
  }
})

it('loads with a skeleton of three posts, announced but not read out', async () => {
  const handle = own('held', 'posts')
  const feed = await mount(handle)
  await until(() => part(feed, 'skeleton') !== null)
  expect(feed.state).toBe('loading')
  expect(feed.matches(':state(loading)')).toBe(true)
  expect(part(feed, 'skeleton')?.children.length).toBe(3)
  expect(part(feed, 'skeleton')?.getAttribute('aria-hidden')).toBe('true')
  expect(feed.shadowRoot?.querySelector('[role=status]')?.textContent).toBe('Loading posts')
  await release(handle)
  await feed.refreshed
  expect(feed.state).toBe('posts')
})

it('heads the box with the account, the network and a link to the profile', async () => {
  const feed = await show('posts')
  expect(part(feed, 'title')?.textContent).toBe('Posts from @tidewaterlib')
  expect(part(feed, 'title')?.querySelector('a')?.href).toBe('https://x.com/tidewaterlib')
  expect(part(feed, 'mark')?.querySelector('svg')?.getBoundingClientRect().width).toBeGreaterThan(15)
  expect(part(feed, 'footer-link')?.textContent).toBe('View on X')
})

it('tells in one quiet line that posts could not be refreshed', async () => {
  const feed = await show('stale')
  expect(feed.state).toBe('posts')
  expect(feed.matches(':state(stale)')).toBe(true)
  expect(part(feed, 'stale')?.textContent).toBe('Updated 3 hours ago')
  expect(part(feed, 'stale')?.querySelector('time')?.getAttribute('datetime')).toBe(feed.feed?.fetchedAt)
  expect(part(await show('posts'), 'stale')).toBeNull()
})

it('shows the whole handle, on two lines where one is too short', async () => {
  const feed = await show('posts', { style: 'display:block;inline-size:240px;font-size:20px' })
  const title = part(feed, 'title')
  expect(title && title.scrollWidth <= title.clientWidth).toBe(true)
  expect(title && getComputedStyle(title).textOverflow).toBe('clip')
  const [header, mark] = [part(feed, 'header'), part(feed, 'mark')].map(box => box?.getBoundingClientRect())
  expect(title?.getBoundingClientRect().height).toBeLessThanOrEqual(header?.height ?? 0)
  expect(mark?.width).toBe(24)
})

it('marks invented posts as samples', async () => {
  expect(part(await show('sample'), 'sample')?.textContent).toBe('Sample')
  expect(part(await show('sample', { 'no-footer': '' }), 'sample')?.closest('header')).not.toBeNull()
  expect(part(await show('posts'), 'sample')).toBeNull()
})

it('shows the page’s own fallback beside the message that posts can’t be loaded, and at no other time', async () => {
  const fallbackOf = async (handle: string) => {
    const link = (await show(handle)).querySelector('a')
    return link?.checkVisibility()
  }
  expect(await fallbackOf('unavailable')).toBe(true)
  expect(await fallbackOf('posts')).toBe(false)
  expect(await fallbackOf('empty')).toBe(false)
})

it('lets the page say it in its own words, per slot', async () => {
  for (const [slot, handle] of [
    ['header', 'posts'],
    ['footer', 'posts'],
    ['empty', 'empty'],
    ['unavailable', 'unavailable'],
  ] as const) {
    const feed = await show(handle)
    const own = document.createElement('p')
    own.slot = slot
    own.textContent = 'ours'
    feed.append(own)
    expect(own.checkVisibility()).toBe(true)
    expect(own.assignedSlot?.name).toBe(slot)
  }
})

it('takes itself away when it is empty and the page wants that, but never when it failed', async () => {
  const hidden = async (handle: string) => {
    const feed = await show(handle, { 'when-empty': 'hide', style: 'display:block;height:600px' })
    return !feed.checkVisibility()
  }
  expect(await hidden('empty')).toBe(true)
  expect(await hidden('filtered')).toBe(true)
  expect(await hidden('unavailable')).toBe(false)
  expect(await hidden('protected')).toBe(false)
  expect(await hidden('posts')).toBe(false)
})
