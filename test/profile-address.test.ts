import { expect, test } from 'vitest'
import { profileAt } from '../server/profile-address.js'

test.each([
  ['https://x.com/NorthQuay', 'x', 'northquay'],
  ['https://twitter.com/NorthQuay/?lang=en#top', 'x', 'northquay'],
  ['http://www.twitter.com/NorthQuay', 'x', 'northquay'],
  ['https://mobile.twitter.com/@NorthQuay', 'x', 'northquay'],
  ['https://bsky.app/profile/northquay.example', 'bluesky', 'northquay.example'],
  [
    'https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/',
    'bluesky',
    'did:plc:abcdefghijklmnopqrstuvwx',
  ],
  ['https://harbour.example/@Quay', 'mastodon', 'quay@harbour.example'],
  ['https://harbour.example/@quay@boats.example', 'mastodon', 'quay@boats.example'],
  ['https://harbour.example/users/quay', 'mastodon', 'quay@harbour.example'],
])('%s is %s/%s', (address, network, handle) => {
  expect(profileAt(address)).toEqual({ network, handle })
})

test.each([
  'https://x.com/',
  'https://x.com/home',
  'https://x.com/northquay/status/1',
  'https://x.com/a_name_that_is_far_too_long',
  'https://x.com.evil.example/northquay',
  'https://bsky.app/profile/northquay.example/post/3k',
  'https://bsky.app/profile/-',
  'https://harbour.example/about',
  'https://harbour.example/@quay/112233',
  'https://x.com/%E0%A4%A',
  'javascript:alert(1)',
  'ftp://x.com/northquay',
  'northquay',
  '',
])('%s is no profile', address => {
  expect(profileAt(address)).toBeUndefined()
})
