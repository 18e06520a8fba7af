import { describe, expect, it } from 'vitest'
import type { SocialFeed } from '../../widget/social-feed.js'
import { log, mount, own, part, parts, release, until } from './support.js'

/** A feed of which three quarters have come, and no more will before `finish`. */
async function begin(turn: string) {
  const handle = own('long', turn)
  const feed = await mount(handle)
  const loaded: SocialFeed['feed'][] = []
  feed.addEventListener('feed-load', ({ detail }) => loaded.push(detail.feed))
  await until(async () => (await log(handle)).length === 1)
  const finish = async (): Promise<void> => {
    await release(handle)
    await feed.refreshed
  }
  return { feed, loaded, finish }
}

const count = ({ feed }: SocialFeed): number => (feed?.status === 'posts' ? feed.posts.length : 0)

describe('a long answer', () => {
  it('shows its first posts while the rest is on its way, and all of them at its end', async () => {
    const { feed, loaded, finish } = await begin('end')
    await until(() => parts(feed, 'post').length === 20 && !part(feed, 'skeleton'))
    expect([feed.state, count(feed), loaded]).toEqual(['posts', 20, []])
    expect(part(feed, 'list')?.getAttribute('aria-busy')).toBe('true')
    expect(parts(feed, 'text')[7]?.textContent).toBe('A text with "},{"id":"1"}]} in it')
    const first = part(feed, 'post')
    await finish()
    expect([count(feed), loaded.length]).toEqual([60, 1])
    expect(part(feed, 'post')).toBe(first)
    expect(part(feed, 'list')?.getAttribute('aria-busy')).toBe('false')
    await until(() => parts(feed, 'post').length === 60)
  })

  it('that is torn off leaves the posts that have come, and says how old they are', async () => {
    const { feed, loaded, finish } = await begin('torn')
    await until(() => feed.state === 'posts')
    await finish()
    expect([feed.state, count(feed), loaded]).toEqual(['posts', 20, []])
    expect(feed.matches(':state(stale)')).toBe(true)
  })

  it('whose fields stand in another order is shown at its end', async () => {
    const { feed, loaded, finish } = await begin('turned')
    await new Promise(requestAnimationFrame)
    expect(feed.state).toBe('loading')
    await finish()
    expect([count(feed), loaded.length]).toEqual([60, 1])
  })

  it('moves nobody who has begun to read', async () => {
    const { feed, finish } = await begin('end')
    await until(() => feed.state === 'posts')
    await feed.updateComplete
    const scroller = part(feed, 'scroller')
    scroller?.scrollTo({ top: 500 })
    const top = parts(feed, 'post')[6]?.getBoundingClientRect().top
    await finish()
    await until(() => parts(feed, 'post').length === 60)
    expect([scroller?.scrollTop, parts(feed, 'post')[6]?.getBoundingClientRect().top]).toEqual([500, top])
  })
})
