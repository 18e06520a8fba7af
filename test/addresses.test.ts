/** Which addresses are public, in every form that hides one that is not. */
import { describe, expect, it } from 'vitest'
import { isPublicAddress, refusalOf } from '../server/addresses.js'

const PRIVATE = [
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1'],
  ...['224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', '::2', '::7f00:1', '::ffff:127.0.0.1'],
  ...['::ffff:7f00:1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', 'fe80::1'],
  ...['fe80::1%lo', 'fc00::1', 'fd12:3456::1', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '100::1'],
  ...['2001:10::1', '2001:20::1', '3fff::1', '4000::1', 'nonsense', ''],
]
const PUBLIC = ['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1', '2a00:1450::1']

describe('an address', () => {
  it.each(PRIVATE)('%s is not public', address => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(PUBLIC)('%s is public', address => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

it('a redirect never leads from https: to http:, even to an allowed host', () => {
  const [from, next] = [new URL('https://example.org/'), new URL('http://127.0.0.1:8080/')]
  expect(refusalOf(next, new Set(['127.0.0.1:8080']))).toBeUndefined()
  expect(refusalOf(next, new Set(['127.0.0.1:8080']), from)).toBe('it redirects from https: to http:')
})
