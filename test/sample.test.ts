/** Sample mode: what an invented world shows, and that it asks nobody outside of it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isWallDocument } from '../wire/wall-guard.js'
import { startSample } from './support/serve.js'

let sample: Awaited<ReturnType<typeof startSample>>
beforeAll(async () => {
  sample = await startSample()
})
afterAll(() => sample.close())

it.each([
  ['x/northquaynews', 'posts'],
  ['x/varindiamag', 'empty'],
  ['bluesky/quayside.example', 'posts'],
  ['bluesky/newcomer.example', 'empty'],
  ['bluesky/members.example', 'withheld'],
  ['bluesky/nobody.example', 'not-found'],
  ['mastodon/northquay@quay.example', 'posts'],
  ['mastodon/nobody@quay.example', 'not-found'],
  ['rss/https%3A%2F%2Fgazette.example%2Fquay%2Ffeed.xml', 'posts'],
])('%s is %s, and says that it is a sample', async (feed, status) => {
  const response = await fetch(`${sample.url}feeds/${feed}`)
  expect(await response.json()).toMatchObject({ status, sample: true })
})

it.each(['rss/https%3A%2F%2Ffeeds.example.org%2Fall.xml', 'mastodon/someone@host.example'])(
  'asks nobody for %s, because nobody stands in for its host',
  async feed => {
    const response = await fetch(`${sample.url}feeds/${feed}`)
    // Had it been asked for, the name would not have been found: an outage.
    expect(await response.json()).toMatchObject({ status: 'unavailable', reason: 'unreadable' })
  },
)

it('has one wall of every network, on which what was said twice stands once', async () => {
  const wall: unknown = await (await fetch(`${sample.url}walls/newsroom?limit=100`)).json()
  if (!isWallDocument(wall) || wall.status !== 'posts') throw new Error('no wall')
  expect(wall.sample).toBe(true)
  expect(wall.wall.sources.map(({ network, status }) => [network, status])).toEqual([
    ['x', 'posts'],
    ['bluesky', 'posts'],
    ['mastodon', 'posts'],
    ['rss', 'posts'],
  ])
  const folded = wall.posts.filter(post => post.also)
  expect(
    folded.map(post => [post.network, post.also?.map(({ source }) => wall.wall.sources[source]?.network)]),
  ).toEqual([
    ['x', ['mastodon']],
    ['mastodon', ['rss']],
  ])
})
