import type { RawPost, RawUser } from './world.js'

/** X puts a sentence of its own in the place of the text; its link covers words, not an address. */
export function withhold(post: RawPost, user: RawUser): RawPost {
  const sentence = `This Post from @${user.username} has been withheld in response to a legal demand.`
  const { note_tweet: _, ...rest } = post
  return {
    ...rest,
    text: `${sentence} Learn more.`,
    entities: {
      urls: [
        {
          start: sentence.length + 1,
          end: sentence.length + 11,
          url: 'https://t.co/samplelaw',
          expanded_url: 'https://help.x.com/rules-and-policies/post-withheld-by-country',
          display_url: 'Learn more',
        },
      ],
    },
    withheld: { copyright: false, country_codes: ['XX'], scope: 'tweet' },
  }
}
