import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { SocialFeed } from '../../widget/social-feed.js'
import type { Post } from '../../wire/post.js'
import { author, friend, gallery, makePost, makePosts, photo } from '../fixtures/documents.js'
import { log, own, part, parts, show, showDocument, until, words } from './support.js'

const feedOf = (posts: readonly Post[], attributes = {}) => showDocument(makePosts(posts), attributes)
const say = (text: string) => [{ type: 'text', text }] as const
const focused = (feed: SocialFeed) => feed.shadowRoot?.activeElement

describe('a long text', () => {
  const LONG = 'Every tide brings another crate of letters to the reading room. '.repeat(30).trim()

  it('is cut between words until the rest is asked for, and again, the focus staying on the button', async () => {
    const feed = await feedOf([makePost('1', { text: say(LONG) })])
    const shown = part(feed, 'text')?.textContent ?? ''
    expect(shown.length).toBeLessThan(420)
    expect(LONG.startsWith(shown.replace('\u00a0…', ' '))).toBe(true)
    const more = part(feed, 'more')
    expect(more?.textContent).toBe('Show more')
    more?.focus()
    await userEvent.keyboard('{Enter}')
    await feed.updateComplete
    expect(part(feed, 'text')?.textContent).toBe(LONG)
    expect([part(feed, 'more')?.textContent, more?.ariaExpanded]).toEqual(['Show less', 'true'])
    expect(focused(feed)).toBe(more)
    await userEvent.keyboard('{Enter}')
    await feed.updateComplete
    expect(part(feed, 'text')?.textContent).toBe(shown)
    expect(focused(feed)).toBe(more)
  })

  it('keeps what is above and beside it where it was', async () => {
    const feed = await feedOf([makePost('1'), makePost('2', { text: say(LONG) })])
    const [first, second] = parts(feed, 'post')
    const places = () => [first, second].map(post => post?.getBoundingClientRect().top)
    const before = places()
    part(feed, 'more')?.click()
    await feed.updateComplete
    expect(places()).toEqual(before)
  })

  it('of many short lines alone is cut from the first', async () => {
    const feed = await feedOf([makePost('1', { text: say('a\n'.repeat(12)) })])
    expect(part(feed, 'more')?.textContent).toBe('Show more')
  })

  it('of many lines is cut as well, and links are never cut in two', async () => {
    const lines = await feedOf([makePost('1', { text: say('A line\n'.repeat(30)) })])
    expect(part(lines, 'text')?.textContent?.split('\n').length).toBeLessThanOrEqual(9)
    const href = 'https://tidewater.example/a'
    const links = Array.from(
      { length: 40 },
      (_, index) => ({ type: 'link', text: `tidewater.example/${index}`, href }) as const,
    )
    const feed = await feedOf([makePost('1', { text: links })])
    for (const link of parts(feed, 'link')) expect(link.textContent).toMatch(/^tidewater\.example\/\d+$/)
    expect(parts(feed, 'link').length).toBeLessThan(40)
  })

  it('in a script without spaces is cut between its words', async () => {
    const text = '図書館の閲覧室は今夜九時まで開いています。'.repeat(30)
    const feed = await feedOf([makePost('1', { text: say(text), language: 'ja' })])
    const shown = part(feed, 'text')?.textContent?.replace('\u00a0…', '') ?? ''
    expect(text.startsWith(shown)).toBe(true)
    expect(shown.length).toBeGreaterThan(350)
  })

  it('is left whole when it is not long', async () => {
    expect(part(await feedOf([makePost('1', { text: say(LONG.slice(0, 500)) })]), 'more')).toBeNull()
  })
})

describe('a content warning', () => {
  const post = makePost('1', {
    warning: 'Storm damage',
    text: say('Storm damage\n\nThe roof of the map room is gone.'),
    sensitive: true,
    media: [photo(800, 600, 'A roof without tiles')],
  })

  it('stands alone: nothing behind it is loaded or read out until it is asked for', async () => {
    const feed = await feedOf([post])
    expect(part(feed, 'warning')?.textContent).toContain('Storm damage')
    expect(words(feed)).toContain('Content warning: Storm damage')
    expect(words(feed)).not.toContain('map room')
    expect(part(feed, 'photo')).toBeNull()
  })

  it('is asked once, and can be closed again', async () => {
    const feed = await feedOf([post])
    const button = part(feed, 'button')
    button?.click()
    await feed.updateComplete
    expect(part(feed, 'text')?.textContent).toBe('The roof of the map room is gone.')
    expect(part(feed, 'photo')).not.toBeNull()
    expect(button?.textContent?.trim()).toBe('Hide content')
    button?.click()
    await feed.updateComplete
    expect(part(feed, 'photo')).toBeNull()
  })
})

describe('what an author answers to themself', () => {
  const url = (id: string) => `https://x.com/${author.handle}/status/${id}`
  const reply = (id: string, to: string, more = {}) =>
    makePost(id, { replyTo: { handle: author.handle, url: url(to) }, ...more })
  const ids = (feed: SocialFeed) =>
    parts(feed, 'permalink').map(link => link.getAttribute('href')?.split('/').at(-1))

  it('is joined into one thread, the first post on top, in the place of the newest', async () => {
    const feed = await feedOf([makePost('9'), reply('8', '6'), makePost('7'), reply('6', '5'), makePost('5')])
    expect(ids(feed)).toEqual(['9', '5', '6', '8', '7'])
    expect(parts(feed, 'post').map(post => post.className)).toEqual(['', 'below', 'above below', 'above', ''])
    expect(parts(feed, 'post').map(post => post.ariaPosInSet)).toEqual(['1', '2', '3', '4', '5'])
    expect(words(feed)).not.toContain('Replying to')
    expect(words(feed)).toContain('Thread')
  })

  it('is joined by one line from picture to picture', async () => {
    const feed = await feedOf([reply('2', '1'), makePost('1')])
    const [top, bottom] = parts(feed, 'avatar').map(box => box.getBoundingClientRect())
    const [post] = parts(feed, 'post')
    const line = post && getComputedStyle(post, '::before')
    const from = (post?.getBoundingClientRect().top ?? 0) + Number.parseFloat(line?.top ?? '0')
    const to = from + Number.parseFloat(line?.height ?? '0')
    expect(from).toBeGreaterThanOrEqual(top?.bottom ?? 0)
    expect(to).toBeLessThanOrEqual(bottom?.top ?? 0)
    expect(to - from).toBeGreaterThan(20)
    expect(line?.width).toBe('2px')
  })

  it('says whom it answers when that is not here, or is somebody else’s', async () => {
    const other = makePost('1', { author: friend, repostedBy: author })
    const feed = await feedOf([
      reply('3', '0'),
      makePost('2', { replyTo: { handle: friend.handle, url: other.url } }),
      other,
    ])
    expect(parts(feed, 'context').map(line => line.textContent?.trim())).toEqual([
      'Replying to @tidewaterlib',
      'Replying to @inesok',
      'Tidewater Library reposted',
    ])
  })
})

describe('more posts than the tag shows', () => {
  it('are asked for once, from the same window, and the focus goes to the first of them', async () => {
    const handle = own('then', 'window')
    const feed = await show(handle, { limit: '3' })
    expect(parts(feed, 'post').length).toBe(3)
    const [first] = parts(feed, 'post')
    const button = part(feed, 'more-posts')?.querySelector('button')
    expect(button?.textContent).toBe('Show more posts')
    button?.focus()
    button?.click()
    await until(() => parts(feed, 'post').length === gallery.length)
    await until(() => focused(feed) === parts(feed, 'post')[3])
    expect(parts(feed, 'post')[0]).toBe(first)
    expect(part(feed, 'more-posts')).toBeNull()
    expect((await log(handle)).map(asked => asked.url)).toEqual([
      `/feeds/x/${handle}?limit=3`,
      `/feeds/x/${handle}?limit=100`,
    ])
  })

  it('stay where they are when the rest can’t be had', async () => {
    const feed = await show(own('then', 'window', 'cut'), { limit: '3' })
    part(feed, 'more-posts')?.querySelector('button')?.click()
    await until(() => part(feed, 'stale') !== null)
    expect(parts(feed, 'post').length).toBe(3)
    expect(feed.state).toBe('posts')
  })
})

describe('layouts', () => {
  const boxes = (feed: SocialFeed) => parts(feed, 'post').map(post => post.getBoundingClientRect())

  it('grid puts posts beside each other where there is room, in their order', async () => {
    const feed = await show('posts', { layout: 'grid', height: 'auto' })
    const [first, second] = boxes(feed)
    expect(second?.top).toBe(first?.top)
    expect(second?.left).toBeGreaterThan(first?.right ?? Infinity)
    const narrow = await show('posts', { layout: 'grid', style: 'display:block;inline-size:320px' })
    const [above, below] = boxes(narrow)
    expect(below?.left).toBe(above?.left)
  })

  it.each(['ltr', 'rtl'])('carousel puts them in one row, with buttons that turn it, in %s', async dir => {
    await page.viewport(800, 900)
    const feed = await show('posts', { layout: 'carousel', lang: dir === 'rtl' ? 'ar' : 'en' })
    const list = part(feed, 'list')
    const [first, second] = boxes(feed)
    expect(second?.top).toBe(first?.top)
    expect(getComputedStyle(list ?? feed).scrollSnapType).toBe('x mandatory')
    const [back, on] = parts(feed, 'turn')
    on?.click()
    const sign = dir === 'rtl' ? -1 : 1
    await until(() => (list?.scrollLeft ?? 0) * sign > 200)
    back?.click()
    await until(() => Math.abs(list?.scrollLeft ?? 1) < 2)
  })

  it('carousel follows the keyboard from post to post', async () => {
    const feed = await show('posts', { layout: 'carousel' })
    part(feed, 'list')?.focus()
    for (let step = 0; step < 5; step++) await userEvent.keyboard('{PageDown}')
    expect(focused(feed)).toBe(parts(feed, 'post')[4])
    const list = part(feed, 'list')?.getBoundingClientRect()
    await until(() => (focused(feed)?.getBoundingClientRect().left ?? -1) >= (list?.left ?? 0))
  })

  it.each(['grid', 'carousel'])('%s has no violation of axe and stays inside at 320 px', async layout => {
    const feed = await show('posts', { layout, style: 'display:block;height:600px;inline-size:320px' })
    const { violations } = await axe.run(feed)
    expect(violations.map(violation => `${violation.id} ${violation.nodes[0]?.html}`)).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth)
  })

  it('change when the attribute does', async () => {
    const feed = await show('posts')
    feed.layout = 'carousel'
    await until(() => parts(feed, 'turn').length === 2)
    feed.layout = 'list'
    await feed.updateComplete
    expect(part(feed, 'turn')).toBeNull()
  })
})

it('lets the page render posts itself, in articles that keep their place and their keyboard', async () => {
  const feed = await feedOf([makePost('1'), makePost('2')])
  feed.renderPost = post => {
    const link = document.createElement('a')
    link.href = post.url
    link.textContent = `ours ${post.id}`
    return link
  }
  await feed.updateComplete
  const posts = parts(feed, 'post')
  expect(posts.map(post => post.textContent?.trim())).toEqual(['ours 1', 'ours 2'])
  expect(posts.map(post => [post.ariaLabel, post.ariaPosInSet])).toEqual([
    ['Tidewater Library', '1'],
    ['Tidewater Library', '2'],
  ])
  await until(() => posts.every(post => post.querySelector('a')?.tabIndex === 0))
})
