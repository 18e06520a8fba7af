import { startBluesky } from '../../../demo/standin-bluesky/index.js'
import type { Scene } from '../../../demo/standin-bluesky/scenes.js'
import { blueskyNetwork } from '../../../server/sources/bluesky.js'
import type { NetworkUnderTest } from './network.js'

const DID = 'did:plc:abcdefghijklmnopqrstuvwx'.replace('w', '2')

export const bluesky: NetworkUnderTest = {
  module: blueskyNetwork,
  handles: {
    '@Quayside.Example': 'quayside.example',
    ' bsky.app ': 'bsky.app',
    'xn--bcher-kva.example': 'xn--bcher-kva.example',
    'a-b.c-d.example': 'a-b.c-d.example',
    [DID]: DID,
    'did:web:Quayside.example': 'did:web:quayside.example',
  },
  noHandles: [
    ...['', '@', 'bsky', 'bsky.', '.bsky.app', 'a..b', '-a.example', 'a-.example', 'a_b.example', 'a.1'],
    ...['127.0.0.1', 'bsky.app/..', 'bücher.example', 'a b.example', 'did:plc:short', 'did:key:z6Mk'],
    ...['did:web:localhost', 'did:web:a.example%3A80', `${'a.'.repeat(130)}example`, 'x'.repeat(1e5)],
  ],
  truths: [
    ['empty', 'empty'],
    ['only-members', 'filtered'],
    ['taken-down', 'suspended'],
    ['not-found', 'not-found'],
    ['deactivated', 'withheld'],
    ['members', 'withheld'],
    ['hidden', 'withheld'],
  ],
  hidden: ['count-mismatch', 'only-replies'],
  good: ['posts', 'odd-post', 'short-pages', 'good-once', 'slow:30', 'lookup:slow:30'],
  faults: [
    ['html-200', 'unreadable'],
    ['redirect-302', 'unreadable'],
    ['no-content-204', 'unreadable'],
    ['null-body', 'unreadable'],
    ['no-feed-200', 'unreadable'],
    ['empty-body', 'unreadable'],
    ['truncated-json', 'unreadable'],
    ['brotli-garbage', 'unreadable'],
    ['gzip-garbage', 'unreadable'],
    ['huge', 'unreadable'],
    ['bad-parameter-400', 'unreadable'],
    ['not-found-404-empty', 'unreadable'],
    ['forbidden-403', 'unreadable'],
    ['rate-limit-429', 'rate-limit'],
    ['server-error-500', 'outage'],
    ['bad-gateway-html-502', 'outage'],
    ['unavailable-503', 'outage'],
    ['reset', 'outage'],
    ['hang', 'timeout'],
    ['drip', 'timeout'],
    ['lookup:html-200', 'unreadable'],
    ['lookup:null-body', 'unreadable'],
    ['lookup:bad-parameter-400', 'unreadable'],
    ['lookup:reset', 'outage'],
  ],
  threads: 'always',
  async start(now) {
    const standIn = await startBluesky({ now })
    return {
      ...standIn,
      handle: 'harbour.example',
      needs: { blueskyAppView: standIn.url },
      hosts: [new URL(standIn.url).host],
      play: (handle, scene) => standIn.play(handle, scene as Scene),
    }
  },
}
