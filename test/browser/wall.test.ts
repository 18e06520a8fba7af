import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { SocialFeed } from '../../widget/social-feed.js'
import type { WallDocument, WallSource } from '../../wire/wall.js'
import { makeWall, SOURCES } from '../fixtures/wall.js'
import { mount, part, parts, until, words } from './support.js'

async function showWall(
  wall: WallDocument = makeWall(),
  attributes: Readonly<Record<string, string>> = {},
): Promise<SocialFeed> {
  const dated = { ...wall, fetchedAt: new Date(Date.now() - 3 * 60 * 60_000).toISOString() }
  const src = URL.createObjectURL(new Blob([JSON.stringify(dated)], { type: 'application/json' }))
  const feed = await mount('', { ...attributes, src })
  await feed.refreshed
  return feed
}

const withSources = (...sources: readonly WallSource[]) => makeWall({ wall: { name: 'city-hall', sources } })
const shown = (feed: SocialFeed) =>
  parts(feed, 'post').map(post => /number (\d)/.exec(post.textContent ?? '')?.[1])
const pressed = (feed: SocialFeed) => parts(feed, 'source').map(button => button.getAttribute('aria-pressed'))
const press = (feed: SocialFeed, index: number) =>
  userEvent.click(parts(feed, 'source')[index] as HTMLElement)

describe('a wall', () => {
  it('is asked for by its name', async () => {
    const feed = await mount('', { limit: '5', replies: '' })
    const failed = new Promise<string | undefined>(resolve =>
      feed.addEventListener('feed-error', ({ detail }) => resolve(detail.advice), { once: true }),
    )
    feed.wall = 'city-hall'
    expect(await failed).toContain(`${location.origin}/walls/city-hall?limit=5&replies=true`)
    expect(part(feed, 'title')?.textContent).toBe('City hall')
  })

  it('says its name, shows every post and counts those of each source', async () => {
    const feed = await showWall()
    expect(part(feed, 'title')?.textContent).toBe('City hall')
    expect(part(feed, 'base')?.getAttribute('aria-label')).toBe('City hall')
    expect(part(feed, 'mark')).toBeNull() // it is no one network's
    expect(feed.state).toBe('posts')
    expect(shown(feed)).toEqual(['1', '2', '3', '4', '5'])
    expect(parts(feed, 'source').map(button => button.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'X 2',
      'Bluesky 1',
      'Mastodon 2',
      'The Quay Paper 1',
    ])
  })

  it('shows a site whose handle is no address', async () => {
    const [x, , , site] = SOURCES
    const { author: _, ...nameless } = site
    const feed = await showWall(withSources(x, x, x, { ...nameless, handle: 'gazette' }))
    expect(feed.state).toBe('posts')
    expect(words(feed)).toContain('gazette')
  })

  it('names accounts where two are on one network', async () => {
    const [, bluesky] = SOURCES
    const feed = await showWall(
      withSources(SOURCES[0], { ...SOURCES[0], handle: 'other' }, SOURCES[2], bluesky),
    )
    expect(words(feed)).toContain('Tidewater Library')
  })

  it('marks each post as its own network’s, and with no other’s mark', async () => {
    const feed = await showWall()
    const marks = parts(feed, 'post').map(post => [
      ...[...post.querySelectorAll('[part=origin]')].map(mark => mark.getAttribute('aria-label')),
      post.querySelectorAll('.icon:is(.x, .bluesky, .mastodon, .rss)').length,
    ])
    expect(marks).toEqual([
      ['X', 1],
      ['Bluesky', 1],
      ['X', 1],
      ['Mastodon', 1],
      ['RSS', 1],
    ])
    const elsewhere = parts(feed, 'elsewhere').map(line => line.querySelector('a'))
    expect(elsewhere.map(link => [link?.textContent, link?.href])).toEqual([
      ['View on Mastodon', 'https://pier.example/@mole/posts/3'],
    ])
  })

  it('leads to every account from its footer', async () => {
    const feed = await showWall()
    expect(parts(feed, 'footer-link').map(link => link.getAttribute('href'))).toEqual(
      SOURCES.map(({ profileUrl }) => profileUrl),
    )
  })

  it('that is no wall at all is refused', async () => {
    const feed = await showWall({ ...makeWall(), wall: { name: 'x', sources: [] } })
    expect(feed.state).toBe('unavailable')
  })
})

describe('the choice of sources', () => {
  it('shows what is pressed, folded posts with each of their sources, and all when nothing is', async () => {
    const feed = await showWall()
    await press(feed, 2)
    expect(pressed(feed)).toEqual(['false', 'false', 'true', 'false'])
    expect(shown(feed)).toEqual(['3', '4'])
    await press(feed, 1)
    expect(shown(feed)).toEqual(['2', '3', '4'])
    await press(feed, 1)
    await press(feed, 2)
    expect(shown(feed)).toEqual(['1', '2', '3', '4', '5'])
  })

  it('stays when the wall is asked for again', async () => {
    const feed = await showWall()
    await press(feed, 3)
    await feed.refresh()
    expect(pressed(feed)).toEqual(['false', 'false', 'false', 'true'])
    expect(shown(feed)).toEqual(['5'])
  })

  it('is made with the keyboard, and keeps the focus', async () => {
    const feed = await showWall()
    const button = parts(feed, 'source')[1] as HTMLElement
    button.focus()
    await userEvent.keyboard('{Enter}')
    await feed.updateComplete
    expect(shown(feed)).toEqual(['2'])
    expect(feed.shadowRoot?.activeElement).toBe(button)
    await userEvent.keyboard(' ')
    await feed.updateComplete
    expect(shown(feed)).toHaveLength(5)
  })

  it('moves nothing but the posts', async () => {
    const feed = await showWall()
    const places = () =>
      [...parts(feed, 'source'), ...parts(feed, 'footer'), ...parts(feed, 'list')].map(element => {
        const { top, left } = element.getBoundingClientRect()
        return [top, left]
      })
    const before = places()
    await press(feed, 0)
    expect(places()).toEqual(before)
  })

  it('is not offered where one source has all the posts', async () => {
    const feed = await showWall(makeWall({ posts: makeWall().posts.slice(0, 1) }))
    expect(part(feed, 'sources')).toBe(null)
  })
})

describe('a source that has something to say', () => {
  const stale = { since: new Date(Date.now() - 3 * 60 * 60_000).toISOString(), reason: 'outage' } as const
  const [x, bluesky, mastodon, rss] = SOURCES

  it.each<readonly [string, WallSource, string]>([
    [
      'can’t be read',
      { ...bluesky, status: 'unavailable', reason: 'outage' },
      "Tide Table: Posts can't be loaded right now",
    ],
    ['is behind', { ...bluesky, stale }, 'Tide Table: Updated 3 hours ago'],
    ['is protected', { ...bluesky, status: 'protected' }, 'Tide Table: These posts are protected'],
    ['is suspended', { ...bluesky, status: 'suspended' }, 'Tide Table: This account is suspended'],
    ['is gone', { ...bluesky, status: 'not-found' }, "Tide Table: This account doesn't exist"],
    ['is withheld', { ...bluesky, status: 'withheld' }, "Tide Table: These posts can't be shown here"],
  ])('when it %s says so in one quiet line beside the others’ posts', async (_, source, line) => {
    const feed = await showWall(withSources(x, source, mastodon, rss))
    expect(parts(feed, 'notice').map(notice => notice.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      line,
    ])
    expect(shown(feed)).toContain('1')
  })

  it('says nothing when it merely has no posts', async () => {
    const feed = await showWall(
      withSources(x, { ...bluesky, status: 'empty' }, { ...mastodon, status: 'filtered' }, rss),
    )
    expect(parts(feed, 'notice')).toEqual([])
  })
})

describe('without posts', () => {
  const bare = (status: 'empty' | 'filtered', sources: readonly WallSource[]): WallDocument => {
    const { posts: _, ...wall } = makeWall({ wall: { name: 'city-hall', sources } })
    return { ...wall, status }
  }
  const [x, bluesky] = SOURCES

  it('says "yet" only of a wall whose sources are all empty', async () => {
    const empty = await showWall(
      bare('empty', [
        { ...x, status: 'empty' },
        { ...bluesky, status: 'empty' },
      ]),
    )
    expect(words(empty)).toContain('Nothing to see here – yet')
    const mixed = await showWall(
      bare('filtered', [
        { ...x, status: 'empty' },
        { ...bluesky, status: 'suspended' },
      ]),
    )
    expect(words(mixed)).toContain('No posts to show here')
    expect(words(mixed)).not.toContain('yet')
    expect(words(mixed)).toContain('Tide Table: This account is suspended')
  })

  it('offers to try again when no source could be read', async () => {
    const { posts: _, ...wall } = makeWall()
    const feed = await showWall({ ...wall, status: 'unavailable', reason: 'outage', retryAfter: 30 })
    expect(feed.state).toBe('unavailable')
    expect(part(feed, 'button')?.textContent?.trim()).toBe('Try again')
  })
})

describe.each(['light', 'dark'] as const)('in %s', theme => {
  it.each(['en', 'ar'])('has no violation of axe in %s', async lang => {
    const [x, bluesky, mastodon, rss] = SOURCES
    const broken = { ...bluesky, status: 'unavailable', reason: 'outage' } as const
    const feed = await showWall(withSources(x, broken, mastodon, rss), { theme, lang, height: 'auto' })
    const main = feed.closest('main')
    if (main) main.style.background = theme === 'dark' ? '#000' : '#fff'
    await until(() => part(feed, 'post')?.hasAttribute('tabindex') === true)
    await press(feed, 1)
    const { violations } = await axe.run(feed)
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 120)}`)),
    ).toEqual([])
  })
})

it('a pinned post says so, on a feed as on a wall', async () => {
  const [first, ...others] = makeWall().posts
  if (!first) throw new Error('no post')
  const feed = await showWall(makeWall({ posts: [{ ...first, pinned: true }, ...others] }))
  expect(parts(feed, 'context').map(line => line.textContent?.trim())).toEqual(['Pinned'])
  expect(parts(feed, 'post')[0]?.contains(part(feed, 'context'))).toBe(true)
})
