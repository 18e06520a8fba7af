/** Walls, from the stand-ins of three networks to the visitor, on a server that was given no key. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { WallDocument, WallPost } from '../wire/wall.js'
import { ADMIN, openTown, type Town } from './support/town.js'

const MINUTE = 60_000

let town: Town
afterEach(() => town.close())

const postsOf = (wall: WallDocument): readonly WallPost[] => (wall.status === 'posts' ? wall.posts : [])
const statuses = ({ wall }: WallDocument) => wall.sources.map(({ status }) => status)
const textOf = (post: WallPost | undefined) => post?.text.map(({ text }) => text).join('')

function play(scenes: Partial<Record<'bluesky' | 'mastodon' | 'rss', string>>): void {
  for (const [name, scene] of Object.entries(scenes)) {
    const station = town[name as keyof typeof scenes]
    station.play(station.handle, scene)
  }
}

describe('a wall', () => {
  it('shows the posts of all its feeds, newest first, each with its source', async () => {
    town = await openTown()
    const wall = await town.wall('?limit=100')
    expect(statuses(wall)).toEqual(['posts', 'posts', 'posts'])
    expect(wall.wall.sources.map(({ network, handle }) => `${network}/${handle}`)).toEqual([
      `bluesky/${town.bluesky.handle}`,
      `mastodon/${town.mastodon.handle}`,
      `rss/${town.rss.handle}`,
    ])
    const posts = postsOf(wall)
    for (const post of posts) expect(post.network).toBe(wall.wall.sources[post.source]?.network)
    expect(new Set(posts.map(({ source }) => source))).toEqual(new Set([0, 1, 2]))
    const times = posts.filter(post => !post.repostedBy).map(({ createdAt }) => Date.parse(createdAt))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  it('counts what its limit leaves out, and hides replies and reposts as a feed does', async () => {
    town = await openTown()
    const all = postsOf(await town.wall('?limit=100'))
    const some = await town.wall('?limit=3')
    expect(postsOf(some)).toEqual(all.slice(0, 3))
    expect(some).toMatchObject({ more: all.length - 3 })
    const own = postsOf(await town.wall('?limit=100&reposts=false'))
    expect(own).toEqual(all.filter(post => !post.repostedBy))
    expect(own.length).toBeLessThan(all.length)
  })

  it('shows once what was said on two networks, with both addresses', async () => {
    town = await openTown()
    const text = 'The evening boat calls at the old steps again, from Monday on, weather permitting.'
    town.bluesky.publish(town.bluesky.handle, text)
    town.mastodon.publish(town.mastodon.handle, text)
    const said = postsOf(await town.wall('?limit=100')).filter(post => textOf(post) === text)
    expect(said).toMatchObject([{ network: 'bluesky', source: 0, also: [{ source: 1 }] }])
    expect(said[0]?.also?.[0]?.url).toContain(town.mastodon.hosts[0])
  })

  it('answers 304 while no member has changed, and new bytes once one has', async () => {
    town = await openTown()
    const first = await town.get('walls/quay')
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe(
      'public, max-age=60, s-maxage=900, stale-while-revalidate=900, stale-if-error=603900',
    )
    town.clock.advance(20 * MINUTE)
    expect((await town.get('walls/quay', { 'if-none-match': etag })).status).toBe(304)
    town.rss.publish(town.rss.handle, 'Fresh bread at the quay.')
    town.clock.advance(20 * MINUTE)
    const next = async () => (await town.get('walls/quay', { 'if-none-match': etag })).text()
    await expect.poll(next).toContain('Fresh bread')
  })

  it('is answered alike by the route and by the fast path in front of it', async () => {
    town = await openTown()
    await town.wall()
    const ask = async () => {
      const response = await town.get('walls/quay?limit=3')
      const { date: _, ...headers } = Object.fromEntries(response.headers)
      return { status: response.status, headers, text: await response.text() }
    }
    // The first goes through the route, which then knows the address.
    const slow = await ask()
    expect(slow.headers['cache-status']).toMatch(/; hit; /)
    expect(await ask()).toEqual(slow)
  })

  it('reads each network once, however many ask at the same time', async () => {
    town = await openTown()
    const before = town.rss.calls.length
    const all = await Promise.all(Array.from({ length: 50 }, () => town.get('walls/quay')))
    expect(new Set(await Promise.all(all.map(response => response.text()))).size).toBe(1)
    // The page that names the feed is not asked: the handle is the feed's own address.
    expect(town.rss.calls.length - before).toBe(1)
  })

  it('serves its members as feeds of their own too, and nothing else', async () => {
    town = await openTown()
    const feed = await town.get(`feeds/rss/${encodeURIComponent(town.rss.handle)}`)
    expect(await feed.json()).toMatchObject({ status: 'posts', network: 'rss' })
    expect((await town.get('feeds/bluesky/stranger.example')).status).toBe(403)
  })

  it.each([
    ['walls/nowhere', 404, 'WALLS'],
    ['walls/quay?limit=0', 400, 'limit'],
    ['walls/quay?replies=yes', 400, 'replies'],
  ])('answers %s with the problem', async (path, status, said) => {
    town = await openTown()
    const response = await town.get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({ status, detail: expect.stringContaining(said) })
  })
})

describe('a member that fails', () => {
  it('is told in its own line, and costs the others nothing', async () => {
    town = await openTown()
    play({ bluesky: 'server-error-500' })
    const response = await town.get('walls/quay')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toContain('max-age=15')
    const wall = await town.wall()
    expect(statuses(wall)).toEqual(['unavailable', 'posts', 'posts'])
    expect(wall.wall.sources[0]).toMatchObject({ reason: 'outage' })
    expect(new Set(postsOf(wall).map(({ source }) => source))).toEqual(new Set([1, 2]))
  })

  it('after good posts keeps them, marked with their age', async () => {
    town = await openTown()
    const known = await town.wall('?limit=100')
    play({ rss: 'server-error-500' })
    town.clock.advance(20 * MINUTE)
    const source = async () => (await town.wall('?limit=100')).wall.sources[2]
    const stale = { since: known.fetchedAt, reason: 'outage' }
    await expect.poll(source).toMatchObject({ status: 'posts', stale })
    const wall = await town.wall('?limit=100')
    expect(wall.wall.sources[1]).not.toHaveProperty('stale')
    expect(postsOf(wall)).toEqual(postsOf(known))
  })

  it('by not answering is waited for once, then told, then shown when it has answered', async () => {
    town = await openTown({ patience: 1500 })
    // Whatever this machine is busy with, the others are known by then.
    for (const name of ['bluesky', 'rss'] as const)
      await town.get(`feeds/${name}/${encodeURIComponent(town[name].handle)}`)
    play({ mastodon: 'hang' })
    // The others are known before, so that nobody is late but the one that hangs.
    for (const { network, handle } of [
      { network: 'bluesky', handle: town.bluesky.handle },
      { network: 'rss', handle: town.rss.handle },
    ])
      await town.get(`feeds/${network}/${encodeURIComponent(handle)}`)
    const slow = await town.wall()
    expect(statuses(slow)).toEqual(['posts', 'unavailable', 'posts'])
    expect(slow.wall.sources[1]).toMatchObject({ reason: 'timeout' })
    const started = performance.now()
    expect(await town.wall()).toEqual(slow)
    expect(performance.now() - started).toBeLessThan(1500)
  })

  it.each<readonly [string, Parameters<typeof play>[0], string, number]>([
    ['all are empty', { bluesky: 'empty', mastodon: 'empty', rss: 'empty' }, 'empty', 200],
    [
      'one is empty and the others gone',
      { bluesky: 'empty', mastodon: 'suspended', rss: 'gone' },
      'filtered',
      200,
    ],
    [
      'two are empty and one can’t be read',
      { bluesky: 'empty', mastodon: 'reset', rss: 'empty' },
      'filtered',
      200,
    ],
    ['all are gone', { bluesky: 'not-found', mastodon: 'not-found', rss: 'gone' }, 'filtered', 200],
    [
      'none can be read',
      { bluesky: 'server-error-500', mastodon: 'reset', rss: 'html-200' },
      'unavailable',
      503,
    ],
  ])('when %s, says so as a whole', async (_, scenes, status, code) => {
    town = await openTown()
    play(scenes)
    const response = await town.get('walls/quay')
    expect(response.status).toBe(code)
    expect(await town.wall()).toMatchObject({ status })
    expect(response.headers.has('retry-after')).toBe(code === 503)
  })
})

describe('what is deleted', () => {
  const TEXT = 'Words that somebody came to regret, posted on the quay in the fog.'
  const purge = async (path: string) => {
    const headers = { Authorization: `Bearer ${ADMIN}` }
    const response = await fetch(new URL(path, town.url), { method: 'DELETE', headers })
    expect(await response.json()).toEqual({ purged: true })
  }
  const onDisk = async () => {
    const files = await readdir(town.dataDir, { recursive: true, withFileTypes: true })
    const texts = files
      .filter(file => file.isFile())
      .map(file => readFile(join(file.parentPath, file.name), 'utf8'))
    return (await Promise.all(texts)).join()
  }
  const everywhere = async () =>
    (await Promise.all(['', '?limit=3', '?replies=true'].map(query => town.wall(query)))).map(wall =>
      JSON.stringify(wall),
    )

  it('is gone from every view of a wall at once, from the disk too, and stays on other networks', async () => {
    town = await openTown()
    const id = town.bluesky.publish(town.bluesky.handle, TEXT)
    town.mastodon.publish(town.mastodon.handle, TEXT)
    for (const shown of await everywhere()) expect(shown).toContain(id)
    await expect.poll(onDisk).toContain(id)
    await purge(`feeds/bluesky/${town.bluesky.handle}/posts/${encodeURIComponent(id)}`)
    for (const shown of await everywhere()) expect(shown).not.toContain(id)
    expect(await onDisk()).not.toContain(`"id":"${id}"`)
    const [left] = postsOf(await town.wall()).filter(post => textOf(post) === TEXT)
    expect(left).toMatchObject({ network: 'mastodon', source: 1 })
    expect(left).not.toHaveProperty('also')
  })

  it('with a whole feed leaves no post of it, though its network can’t be asked', async () => {
    town = await openTown()
    town.rss.publish(town.rss.handle, TEXT)
    for (const shown of await everywhere()) expect(shown).toContain(TEXT)
    await expect.poll(onDisk).toContain(TEXT)
    play({ rss: 'server-error-500' })
    await purge(`feeds/rss/${encodeURIComponent(town.rss.handle)}`)
    for (const shown of await everywhere()) expect(shown).not.toContain(TEXT)
    expect(await onDisk()).not.toContain(TEXT)
    expect(statuses(await town.wall())).toEqual(['posts', 'posts', 'unavailable'])
  })
})
