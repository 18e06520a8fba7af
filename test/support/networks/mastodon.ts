import { startMastodon } from '../../../demo/standin-mastodon/index.js'
import type { MastodonScene } from '../../../demo/standin-mastodon/scenes.js'
import { mastodonNetwork } from '../../../server/sources/mastodon.js'
import type { NetworkUnderTest } from './network.js'

export const mastodon: NetworkUnderTest = {
  module: mastodonNetwork,
  handles: {
    '@Mo.Tide@Slipway.Example': 'mo.tide@slipway.example',
    ' mo@slipway.example ': 'mo@slipway.example',
    'https://slipway.example/@Mo': 'mo@slipway.example',
    'mo@127.0.0.1:8080': 'mo@127.0.0.1:8080',
    'mo@bücher.example': 'mo@xn--bcher-kva.example',
    'mo_1-a@slipway.example:443': 'mo_1-a@slipway.example',
  },
  noHandles: [
    ...['', '@', 'mo', '@mo', 'mo@', 'mo@harbour', 'mo@a@b.example', 'm o@b.example', 'mo@b.example/x'],
    ...['mo@b.example?x', '.mo@b.example', '../x@b.example', `${'m'.repeat(80)}@b.example`, 'x'.repeat(1e5)],
  ],
  truths: [
    ['empty', 'empty'],
    ['snac-empty', 'empty'],
    ['only-replies', 'filtered'],
    ['private-leaked', 'filtered'],
    ['followers-only', 'protected'],
    ['suspended', 'suspended'],
    ['limited', 'withheld'],
    ['not-found', 'not-found'],
  ],
  hidden: ['nothing-public'],
  good: [
    'posts',
    'odd-post',
    'locked',
    'moved',
    'gotosocial',
    'pleroma',
    'akkoma',
    'older',
    'snac',
    'pixelfed',
    'lookup:null-body',
    'lookup:html-200',
  ],
  faults: [
    ['html-200', 'unreadable'],
    ['login-redirect', 'unreadable'],
    ['no-content-204', 'unreadable'],
    ['null-body', 'unreadable'],
    ['not-a-list', 'unreadable'],
    ['empty-body', 'unreadable'],
    ['truncated-json', 'unreadable'],
    ['brotli-garbage', 'unreadable'],
    ['gzip-garbage', 'unreadable'],
    ['huge', 'unreadable'],
    ['timeline-404', 'unreadable'],
    ['no-such-api', 'unreadable'],
    ['login-401', 'key'],
    ['login-403', 'key'],
    ['login-422', 'key'],
    ['too-many', 'rate-limit'],
    ['server-error-500', 'outage'],
    ['bad-gateway-html-502', 'outage'],
    ['reset', 'outage'],
    ['hang', 'timeout'],
    ['drip', 'timeout'],
    ['lookup:login-401', 'key'],
    ['lookup:reset', 'outage'],
  ],
  threads: 'always',
  async start(now) {
    const standIn = await startMastodon({ now })
    const user = (handle: string) => handle.slice(0, handle.indexOf('@'))
    return {
      ...standIn,
      handle: `quayside@${standIn.host}`,
      needs: {},
      hosts: [standIn.host],
      play: (handle, scene) => standIn.play(user(handle), scene as MastodonScene),
      publish: (handle, text, to) => standIn.publish(user(handle), text, to),
      remove: (handle, id) => standIn.remove(user(handle), id),
    }
  },
}
