/** English, and the contract: every other language has these keys. `{}` is where a name or a number goes. */
export const messages = {
  postsFrom: 'Posts from {}',
  loading: 'Loading posts',
  updated: 'Updated {}',
  sample: 'Sample',
  skip: 'Skip these posts',
  hint: 'Page Up and Page Down move between posts, Left and Right inside a post.',
  viewProfile: 'View profile',
  viewTheProfile: 'View the profile',
  viewOn: 'View on {}',
  tryAgain: 'Try again',
  trying: 'Trying…',
  panels: {
    empty: ['Nothing to see here – yet', 'When they post, their posts will show up here.'],
    filtered: ['No posts to show here'],
    protected: ['These posts are protected', 'Only approved followers can see them.'],
    suspended: ['This account is suspended'],
    'not-found': ["This account doesn't exist"],
    withheld: ["These posts can't be shown here"],
    unavailable: ["Posts can't be loaded right now"],
    offline: ["You're offline"],
  },
  reposted: '{} reposted',
  replyingTo: 'Replying to {}',
  edited: 'Edited',
  paidPartnership: 'Paid partnership',
  verified: {
    blue: 'Verified account',
    business: 'Verified organization',
    government: 'Verified government account',
  },
  withheldPost: {
    law: 'Withheld in {} after a legal demand',
    copyright: 'Withheld in {} after a copyright claim',
  },
  everywhere: 'every country',
  sensitive: 'This media may be sensitive',
  show: 'Show',
  image: 'Image',
  playVideo: 'Play video',
  playGif: 'Play GIF',
  quoteUnavailable: 'This post is unavailable',
  votes: { one: '{} vote', other: '{} votes' },
  ends: 'Ends {}',
  finalResults: 'Final results',
  reply: 'Reply',
  repost: 'Repost',
  like: 'Like',
  replies: { one: '{} reply', other: '{} replies' },
  reposts: { one: '{} repost', other: '{} reposts' },
  likes: { one: '{} like', other: '{} likes' },
  now: 'now',
} satisfies Shape

interface Shape {
  readonly [key: string]:
    | string
    | Plural
    | Readonly<Record<string, string | readonly [title: string, text?: string]>>
}

/** One text per plural category of the language; which one is chosen by Intl.PluralRules. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }

/** What a language must say. */
export type Messages = {
  readonly [K in keyof typeof messages]: (typeof messages)[K] extends string
    ? string
    : (typeof messages)[K] extends { other: string }
      ? Plural
      : {
          readonly [P in keyof (typeof messages)[K]]: (typeof messages)[K][P] extends string
            ? string
            : PanelText
        }
}

/** A heading, and one sentence where there is something to add. */
export type PanelText = readonly [title: string, text?: string]
