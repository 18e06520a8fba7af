/** Which addresses are public, in every form that hides one that is not. */
import { describe, expect, it } from 'vitest'
import { isPublicAddress, refusalOf } from '../server/addresses.js'
import { PRIVATE_ADDRESSES } from './fixtures/inside.js'

const PUBLIC = ['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1', '2a00:1450::1']

describe('an address', () => {
  it.each([...PRIVATE_ADDRESSES, 'fe80::1%lo', 'nonsense', ''])('%s is not public', address => {
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
