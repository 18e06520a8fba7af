/**
 * English, and the contract: every other language has these words and those of `en-later.ts`.
 * Here is what the first posts need. `{}` is where a name or a number goes.
 */
export const messages = {
  postsFrom: 'Posts from {}',
  updated: 'Updated {}',
  sample: 'Sample',
  skip: 'Skip these posts',
  hint: 'Page Up and Page Down move between posts, Left and Right inside a post.',
  viewTheProfile: 'View the profile',
  viewOn: 'View on {}',
  states: {
    loading: 'Loading posts',
    posts: '',
    empty: 'Nothing to see here – yet',
    filtered: 'No posts to show here',
    protected: 'These posts are protected',
    suspended: 'This account is suspended',
    'not-found': "This account doesn't exist",
    withheld: "These posts can't be shown here",
    unavailable: "Posts can't be loaded right now",
    offline: "You're offline",
  },
  reposted: '{} reposted',
  replyingTo: 'Replying to {}',
  edited: 'Edited',
  verified: {
    blue: 'Verified account',
    business: 'Verified organization',
    government: 'Verified government account',
  },
  reply: 'Reply',
  repost: 'Repost',
  like: 'Like',
  replies: { one: '{} reply', other: '{} replies' },
  reposts: { one: '{} repost', other: '{} reposts' },
  likes: { one: '{} like', other: '{} likes' },
  now: 'now',
}

/** One text per plural category of the language; which one is chosen by Intl.PluralRules. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }

/** The shape of some words, whatever the language. */
export type Words<English> = {
  readonly [Key in keyof English]: English[Key] extends string
    ? string
    : English[Key] extends { other: string }
      ? Plural
      : Words<English[Key]>
}

export type FirstMessages = Words<typeof messages>
