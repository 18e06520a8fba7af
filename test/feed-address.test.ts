/** What the element asks its server for. */
import { expect, it } from 'vitest'
import { canonicalHandle, DEFAULT_LIMIT, feedAddress } from '../widget/feed-address.js'

it.each([
  [' @NorthQuay ', 'northquay'],
  ['@Mo@Slipway.Example', 'mo@slipway.example'],
  ['https://example.org/Feeds/UCx1?a=B', 'https://example.org/Feeds/UCx1?a=B'],
])('a handle typed %j is asked for as %j', (typed, handle) => {
  expect(canonicalHandle(typed)).toBe(handle)
})

it('an address as a handle is one piece of the path', () => {
  const handle = 'https://example.org/Feed.xml?a=b'
  const request = {
    server: 'https://feeds.example/',
    network: 'rss',
    handle,
    limit: DEFAULT_LIMIT,
    replies: false,
    reposts: true,
  }
  expect(feedAddress(request)).toBe(
    'https://feeds.example/feeds/rss/https%3A%2F%2Fexample.org%2FFeed.xml%3Fa%3Db',
  )
})
