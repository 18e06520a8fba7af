/** Sample mode: what an invented world shows, and that it asks nobody outside of it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
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
])('%s is %s, and says that it is a sample', async (feed, status) => {
  const response = await fetch(`${sample.url}feeds/${feed}`)
  expect(await response.json()).toMatchObject({ status, sample: true })
})

it.each(['rss/https%3A%2F%2Ffeeds.example.org%2Fall.xml', 'mastodon/someone@host.example'])(
  'asks nobody for %s, because nobody stands in for its network',
  async feed => {
    const response = await fetch(`${sample.url}feeds/${feed}`)
    // Had it been asked for, the name would not have been found: an outage.
    expect(await response.json()).toMatchObject({ status: 'unavailable', reason: 'unreadable' })
  },
)
