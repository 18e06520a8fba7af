import { startFeeds } from '../../../demo/standin-rss/index.js'
import type { FeedScene } from '../../../demo/standin-rss/scenes.js'
import { rssNetwork } from '../../../server/sources/rss.js'
import type { NetworkUnderTest } from './network.js'

const NAME = 'quayside'

export const rss: NetworkUnderTest = {
  module: rssNetwork,
  handles: {
    'https://Example.ORG/Feed.xml': 'https://example.org/Feed.xml',
    ' example.org/feed ': 'https://example.org/feed',
    'http://example.org': 'http://example.org/',
    'https://example.org/feed#top': 'https://example.org/feed',
    'https://example.org:443/a/../b?x=1': 'https://example.org/b?x=1',
    'bücher.example': 'https://xn--bcher-kva.example/',
  },
  noHandles: [
    ...['', 'harbour', 'https://', 'javascript:alert(1)', 'ftp://example.org/', 'data:text/xml,<rss/>'],
    ...['https://a:b@example.org/', 'https://[', `https://example.org/${'a'.repeat(1e5)}`],
  ],
  truths: [
    ['empty', 'empty'],
    ['empty-atom', 'empty'],
    ['empty-json', 'empty'],
    ['not-found', 'not-found'],
    ['gone', 'not-found'],
  ],
  hidden: [],
  good: ['posts', 'odd-post', 'rss1', 'atom', 'json', 'podcast', 'broken-off', 'undated', 'wrong-header'],
  faults: [
    ['html-200', 'unreadable'],
    ['page-without-feed', 'unreadable'],
    ['no-content-204', 'unreadable'],
    ['empty-body', 'unreadable'],
    ['other-xml', 'unreadable'],
    ['other-json', 'unreadable'],
    ['broken-off-at-once', 'unreadable'],
    ['unreadable-items', 'unreadable'],
    ['brotli-garbage', 'unreadable'],
    ['gzip-garbage', 'unreadable'],
    ['fifty-megabytes', 'unreadable'],
    ['unauthorized', 'key'],
    ['forbidden', 'key'],
    ['too-many', 'rate-limit'],
    ['server-error-500', 'outage'],
    ['bad-gateway-html-502', 'outage'],
    ['reset', 'outage'],
    ['hang', 'timeout'],
    ['drip', 'timeout'],
  ],
  // HTML has no indentation.
  shown: text => text.replace(/\n +/g, '\n'),
  async start(now) {
    const standIn = await startFeeds({ now })
    return {
      ...standIn,
      handle: standIn.feedUrl(NAME),
      account: { handle: standIn.host, url: standIn.siteUrl(NAME) },
      needs: {},
      hosts: [standIn.host],
      play: (_, scene) => standIn.play(NAME, (scene === 'posts' ? 'rss2' : scene) as FeedScene),
      publish: (_, text) => standIn.publish(NAME, text),
      remove: (_, id) => standIn.remove(NAME, id),
    }
  },
}
