import { startStandIn } from '../../../demo/standin/index.js'
import type { Scene } from '../../../demo/standin/scenes.js'
import { xNetwork } from '../../../server/sources/x.js'
import type { NetworkUnderTest } from './network.js'

export const x: NetworkUnderTest = {
  module: xNetwork,
  handles: { '@NorthQuay': 'northquay', ' a ': 'a', A_1: 'a_1' },
  noHandles: ['', '@', '@@a', 'a b', 'north-quay', '../x', 'x'.repeat(16), 'ｎorth', '__proto__/..'],
  truths: [
    ['empty', 'empty'],
    ['empty-array', 'empty'],
    ['protected', 'protected'],
    ['suspended', 'suspended'],
    ['not-found', 'not-found'],
    ['withheld-account', 'withheld'],
    ['withheld-all', 'withheld'],
  ],
  hidden: ['count-mismatch', 'only-replies'],
  good: ['posts', 'empty-with-next-token', 'partial-errors', 'odd-post', 'fields-400', 'slow:30'],
  faults: [
    ['errors-only', 'unreadable'],
    ['html-200', 'unreadable'],
    ['redirect-302', 'unreadable'],
    ['no-content-204', 'unreadable'],
    ['null-body', 'unreadable'],
    ['empty-body', 'unreadable'],
    ['truncated-json', 'unreadable'],
    ['brotli-garbage', 'unreadable'],
    ['gzip-garbage', 'unreadable'],
    ['huge', 'unreadable'],
    ['not-found-404-empty', 'unreadable'],
    ['forbidden-403', 'key'],
    ['credits-402', 'credit'],
    ['rate-limit-429', 'rate-limit'],
    ['server-error-500', 'outage'],
    ['bad-gateway-html-502', 'outage'],
    ['unavailable-503', 'outage'],
    ['reset', 'outage'],
    ['hang', 'timeout'],
    ['drip', 'timeout'],
    ['lookup:html-200', 'unreadable'],
    ['lookup:null-body', 'unreadable'],
    ['lookup:reset', 'outage'],
  ],
  threads: 'with replies',
  async start(now) {
    const standIn = await startStandIn({ now })
    return {
      ...standIn,
      handle: 'quayside',
      needs: { x: { token: 'stand-in', url: standIn.url } },
      hosts: [],
      play: (handle, scene) => standIn.play(handle, scene as Scene),
    }
  },
}
