import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { SocialFeed } from '../../widget/social-feed.js'
import { part, parts, show } from './support.js'

const focused = (feed: SocialFeed): Element | null | undefined => feed.shadowRoot?.activeElement

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await userEvent.keyboard(key)
}

/** Everything the Tab key stops at inside an element. */
function tabStops(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('a[href], button, video, [tabindex]')].filter(
    element => element.tabIndex >= 0 && element.checkVisibility(),
  )
}

it('has at most two tab stops in a post of any kind', async () => {
  const feed = await show('posts')
  for (const post of parts(feed, 'post')) expect(tabStops(post).length).toBe(1)
})

it('keeps one tab stop after sensitive media was uncovered and a film started', async () => {
  const feed = await show('posts')
  for (const name of ['cover', 'play'] as const) {
    const post = part(feed, name)?.closest('article')
    const button = post?.querySelector('button')
    button?.focus()
    button?.click()
    await feed.updateComplete
    await new Promise(requestAnimationFrame)
    expect(post && tabStops(post).length).toBe(1)
  }
})

it('stays at what a button has brought, not at the top of the list', async () => {
  const feed = await show('posts')
  const press = async (button: HTMLElement | null | undefined) => {
    button?.focus()
    await userEvent.keyboard('{Enter}')
    await feed.updateComplete
    await new Promise(requestAnimationFrame)
    return focused(feed)
  }
  const cover = part(feed, 'cover')
  const covered = cover?.closest('[part=media]')
  expect(await press(cover?.querySelector('button'))).toBe(covered?.querySelector('a, button'))
  const films = parts(feed, 'play').filter(film => film.matches('button'))
  expect(films.length).toBeGreaterThan(0)
  for (const film of films) {
    const media = film.closest('[part=media]')
    const now = await press(film)
    expect(media?.contains(now ?? null)).toBe(true)
    expect(now?.matches('video[controls], [part~=pause], a')).toBe(true)
  }
})

it('is a feed whose posts know their place and their name', async () => {
  const feed = await show('posts')
  const list = part(feed, 'list')
  const posts = parts(feed, 'post')
  expect(list?.getAttribute('role')).toBe('feed')
  expect(posts.map(post => post.getAttribute('aria-posinset'))).toEqual(
    posts.map((_, index) => `${index + 1}`),
  )
  for (const post of posts) {
    expect(post.getAttribute('aria-setsize')).toBe(`${posts.length}`)
    const name = feed.shadowRoot?.getElementById(post.getAttribute('aria-labelledby') ?? '')
    expect(name?.textContent).toContain('@')
  }
  const hint = feed.shadowRoot?.getElementById(list?.getAttribute('aria-describedby') ?? '')
  expect(hint?.textContent).toContain('Page Down')
})

describe('between posts', () => {
  it('Page Down and Page Up move', async () => {
    const feed = await show('posts')
    const posts = parts(feed, 'post')
    part(feed, 'list')?.focus()
    await press('{PageDown}')
    expect(focused(feed)).toBe(posts[0])
    await press('{PageDown}', '{PageDown}')
    expect(focused(feed)).toBe(posts[2])
    await press('{PageUp}')
    expect(focused(feed)).toBe(posts[1])
  })

  it('Page Down moves on from a link inside a post', async () => {
    const feed = await show('posts')
    part(feed, 'permalink')?.focus()
    await press('{PageDown}')
    expect(focused(feed)).toBe(parts(feed, 'post')[1])
  })

  it('Control with End or Home leads out', async () => {
    const feed = await show('posts')
    part(feed, 'list')?.focus()
    await press('{Control>}{End}{/Control}')
    expect(focused(feed)).toBe(part(feed, 'footer-link'))
    part(feed, 'permalink')?.focus()
    await press('{Control>}{Home}{/Control}')
    expect(focused(feed)).toBe(part(feed, 'skip'))
  })
})

describe('inside a post', () => {
  it('the arrows move among links and buttons, and Tab then leaves the post', async () => {
    const feed = await show('posts')
    const [first, second] = parts(feed, 'post')
    part(feed, 'author')?.focus()
    await press('{ArrowRight}')
    expect(focused(feed)).toBe(first?.querySelector('[part=permalink]'))
    await press('{ArrowRight}')
    expect(focused(feed)).toBe(first?.querySelector('[part=link]'))
    await press('{End}')
    expect(focused(feed)).toBe(first?.querySelector('[part~="action-like"]'))
    await press('{Home}')
    expect(focused(feed)).toBe(first?.querySelector('[part=author]'))
    await userEvent.tab()
    expect(second?.contains(focused(feed) ?? null)).toBe(true)
  })

  it('the arrows run with the direction of the page', async () => {
    const feed = await show('posts', { lang: 'ar' })
    part(feed, 'author')?.focus()
    await press('{ArrowLeft}')
    expect(focused(feed)).toBe(part(feed, 'permalink'))
  })

  it('what was focused last is the way back in', async () => {
    const feed = await show('posts')
    part(feed, 'link')?.focus()
    const [first] = parts(feed, 'post')
    expect(first && tabStops(first)).toEqual([part(feed, 'link')])
  })
})

it('lets the keyboard skip the posts, by a button that is seen only when it has the focus', async () => {
  const feed = await show('posts')
  const skip = part(feed, 'skip')
  expect(skip?.getBoundingClientRect().width).toBeLessThan(2)
  skip?.focus()
  expect(skip?.getBoundingClientRect().width).toBeGreaterThan(60)
  await press('{Enter}')
  await userEvent.tab()
  expect(focused(feed)).toBe(part(feed, 'footer-link'))
})

it('shows where the focus is', async () => {
  const feed = await show('posts')
  part(feed, 'list')?.focus()
  await press('{PageDown}')
  const style = getComputedStyle(focused(feed) ?? feed)
  expect(style.outlineStyle).toBe('solid')
  expect(Number.parseFloat(style.outlineWidth)).toBeGreaterThanOrEqual(2)
})

it('gives every link and button of a post at least 24 px, or room around it', async () => {
  const feed = await show('posts')
  for (const target of [...parts(feed, 'permalink'), ...parts(feed, 'action'), ...parts(feed, 'author')]) {
    expect(target.getBoundingClientRect().height).toBeGreaterThanOrEqual(24)
  }
})

it('does not trap the wheel', async () => {
  const feed = await show('posts')
  expect(getComputedStyle(part(feed, 'scroller') ?? feed).overscrollBehaviorY).toBe('auto')
})
