import { describe, expect, test } from 'vitest'
import { handleInText, targetOf } from '../widget/legacy/address.js'

describe('an address in an old snippet', () => {
  test.each([
    'https://x.com/NorthQuay',
    'https://twitter.com/NorthQuay',
    'http://twitter.com/NorthQuay/',
    'https://www.twitter.com/NorthQuay',
    'https://mobile.twitter.com/NorthQuay',
    'https://m.twitter.com/NorthQuay',
    'HTTPS://WWW.X.COM/NorthQuay',
    '//twitter.com/NorthQuay',
    'twitter.com/NorthQuay',
    'www.x.com/NorthQuay/',
    'https://twitter.com/#!/NorthQuay',
    'https://twitter.com/@NorthQuay',
    'https://twitter.com/%40NorthQuay',
    'https://x.com/NorthQuay?ref_src=twsrc%5Etfw',
    'https://x.com/NorthQuay?lang=en&amp;s=20#top',
    'https://twitter.com/NorthQuay/with_replies',
    'https://twitter.com/NorthQuay/media',
    'https://twitter.com/intent/user?screen_name=NorthQuay',
    'https://twitter.com/intent/follow?screen_name=@NorthQuay',
    ' @NorthQuay ',
    '%40NorthQuay',
    'NorthQuay',
    '”https://twitter.com/NorthQuay”',
    '&quot;https://twitter.com/NorthQuay&quot;',
    '“@NorthQuay”',
  ])('%s is the account', written => {
    expect(targetOf(written)).toEqual({ handle: 'NorthQuay' })
  })

  test.each([
    'https://x.com/',
    'https://x.com/search?q=%23harbour',
    'https://x.com/hashtag/harbour',
    'https://x.com/i/lists/1234',
    'https://x.com/NorthQuay/lists/boats',
    'https://x.com/NorthQuay/likes',
    'https://x.com/NorthQuay/status/1234567890',
    'https://x.com/a_name_that_is_far_too_long',
    'https://x.com/%E0%A4%A',
    'https://twitter.com/intent/tweet?text=hello',
  ])('%s is something else at X', written => {
    expect(targetOf(written)).toEqual({ other: new URL(written).href })
  })

  test.each([
    '',
    undefined,
    null,
    'https://x.com.evil.example/NorthQuay',
    'https://evil.example/x.com/NorthQuay',
    'https://bsky.app/profile/northquay.example',
    'javascript:alert(1)',
    'mailto:harbour@x.com',
    'north quay',
  ])('%s is nothing', written => {
    expect(targetOf(written)).toBeUndefined()
  })
})

test.each([
  ['Tweets by @NorthQuay', 'NorthQuay'],
  ['Posts by @NorthQuay!', 'NorthQuay'],
  ['Nachrichten von @NorthQuay', 'NorthQuay'],
  ['Tweets by NorthQuay', 'NorthQuay'],
  ['Posts by North Quay', undefined],
  ['Write to @a_name_that_is_far_too_long', undefined],
  ['Our news', undefined],
  [null, undefined],
])('the text “%s” names %s', (text, handle) => {
  expect(handleInText(text)).toBe(handle)
})
