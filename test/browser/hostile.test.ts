import { expect, it } from 'vitest'
import { isFeedDocument } from '../../wire/guard.js'
import { gallery, makePosts } from '../fixtures/documents.js'
import { hostile, STRINGS } from '../fixtures/hostile.js'
import { part, parts, show, showDocument } from './support.js'

declare global {
  interface Window {
    broken?: number
  }
}

it('shows markup as the text it is, and runs none of it', async () => {
  const feed = await show('hostile')
  expect(feed.state).toBe('posts')
  expect(parts(feed, 'post').length).toBe(hostile.posts.length)
  expect(feed.shadowRoot?.querySelector('script, style, [onerror], img[src=x]')).toBeNull()
  expect(part(feed, 'text')?.textContent).toContain(STRINGS.MARKUP.repeat(2))
  expect(part(feed, 'name')?.textContent).toBe(STRINGS.MARKUP)
  await new Promise(requestAnimationFrame)
  expect(window.broken).toBeUndefined()
})

it('runs none of it when everything is uncovered, opened and started', async () => {
  const feed = await show('hostile')
  // What is behind a warning has buttons of its own; the rest toggles, so twice is enough.
  for (const round of [1, 2]) {
    const buttons = parts(feed, 'post').flatMap(post => [...post.querySelectorAll('button')])
    expect(buttons.length, `round ${round}`).toBeGreaterThan(hostile.posts.length)
    for (const button of buttons) if (button.getAttribute('part') !== 'enlarge') button.click()
    await feed.updateComplete
  }
  expect(feed.shadowRoot?.querySelector('script, style, [onerror], [style], img[src=x]')).toBeNull()
  for (const place of feed.shadowRoot?.querySelectorAll('[href], [src]') ?? [])
    expect(place.getAttribute('href') ?? place.getAttribute('src')).toMatch(/^https?:\/\//)
  await new Promise(requestAnimationFrame)
  expect(window.broken).toBeUndefined()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth)
})

it('lets no text out of its box, and turns no text around that is not its own', async () => {
  const feed = await show('hostile', { style: 'display:block;inline-size:320px' })
  const box = feed.getBoundingClientRect()
  for (const post of parts(feed, 'post')) expect(post.scrollWidth).toBeLessThanOrEqual(post.clientWidth)
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth)
  for (const name of ['byline', 'text', 'card', 'quote', 'poll', 'actions', 'context']) {
    for (const piece of parts(feed, name)) {
      expect(piece.getBoundingClientRect().right, name).toBeLessThanOrEqual(box.right)
    }
  }
  // The override in the name is never closed, and still the time beside it reads from left to right.
  const [, odd] = parts(feed, 'post')
  const time = odd?.querySelector('time')
  const name = odd?.querySelector('[part=name]')
  expect(time?.textContent).toMatch(/2026|now|\d/)
  expect(time && name && time.getBoundingClientRect().left).toBeGreaterThan(
    name?.getBoundingClientRect().right ?? Infinity,
  )
})

it('keeps the prototypes of the page as they were', async () => {
  await show('hostile')
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

it('shows nothing of a post that no guard has read', async () => {
  const [post] = gallery
  const script = 'javascript:alert(1)'
  const deeper = { type: 'post', post: { ...post, url: script, author: { ...post?.author, url: script } } }
  const document = makePosts([
    { ...post, id: '1', text: [{ type: 'text', text: 'plain', href: script, url: script }] },
    {
      ...post,
      id: '2',
      quote: { type: 'post', post: { ...post, text: [{ type: 'text', text: 'quoted' }], quote: deeper } },
    },
  ] as never)
  const feed = await showDocument(document)
  expect(feed.state).toBe('posts')
  expect(parts(feed, 'text').map(text => text.textContent)).toContain('plain')
  expect(parts(feed, 'quote').length).toBe(1)
  for (const place of feed.shadowRoot?.querySelectorAll('[href], [src]') ?? [])
    expect(place.getAttribute('href') ?? place.getAttribute('src')).toMatch(/^https?:\/\//)
})

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//x.com',
  '',
  'https:',
])('refuses a document with the address %j anywhere in it', address => {
  const document = makePosts(gallery)
  expect(isFeedDocument(document)).toBe(true)
  let places = 0
  // Every address of the document is tried in its turn.
  const count = JSON.stringify(document).match(/"https:\/\/[^"]+"/g)?.length ?? 0
  for (let place = 0; place < count; place++) {
    let seen = 0
    const text = JSON.stringify(document).replace(/"https:\/\/[^"]+"/g, found =>
      seen++ === place ? JSON.stringify(address) : found,
    )
    if (!isFeedDocument(JSON.parse(text))) places += 1
  }
  expect(count).toBeGreaterThan(80)
  expect(places).toBe(count)
})
