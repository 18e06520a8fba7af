/**
 * English, and the contract: every other language has these words and those of `en-later.ts`.
 * Here is what the first posts need. `{}` is where a name or a number goes.
 */
export const messages = {
  postsFrom: 'Posts from {}',
  viewTheProfile: 'View the profile',
  viewOn: 'View on {}',
  states: {
    loading: 'Loading posts',
    posts: '',
    unavailable: "Posts can't be loaded right now",
    offline: "You're offline",
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
