/** The rest of English: the words of panels and of what hangs on posts. They come with the chunks that say them. */
import type { FirstMessages, Words } from './en.js'

const later = {
  updated: 'Updated {}',
  sample: 'Sample',
  skip: 'Skip these posts',
  hint: 'Page Up and Page Down move between posts, Left and Right inside a post.',
  verified: {
    blue: 'Verified account',
    business: 'Verified organization',
    government: 'Verified government account',
  },
  reposted: '{} reposted',
  replyingTo: 'Replying to {}',
  edited: 'Edited',
  states: {
    empty: 'Nothing to see here – yet',
    filtered: 'No posts to show here',
    protected: 'These posts are protected',
    suspended: 'This account is suspended',
    'not-found': "This account doesn't exist",
    withheld: "These posts can't be shown here",
  },
  nextPost: 'When they post, their posts will show up here.',
  approvedOnly: 'Only approved followers can see them.',
  viewProfile: 'View profile',
  tryAgain: 'Try again',
  trying: 'Trying…',
  paidPartnership: 'Paid partnership',
  withheldPost: {
    law: 'Withheld after a legal demand ({})',
    copyright: 'Withheld after a copyright claim ({})',
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
  newPosts: { one: '{} new post', other: '{} new posts' },
  morePosts: 'Show more posts',
  showMore: 'Show more',
  showLess: 'Show less',
  contentWarning: 'Content warning',
  showContent: 'Show content',
  hideContent: 'Hide content',
  thread: 'Thread',
  pinned: 'Pinned',
  images: 'Images',
  imageOf: 'Image {}',
  imageDescription: 'Image description',
  close: 'Close',
  previousImage: 'Previous image',
  nextImage: 'Next image',
  pauseGif: 'Pause GIF',
  cannotPlay: 'This can’t be played here',
  previousPosts: 'Previous posts',
  nextPosts: 'Next posts',
}

export type LaterMessages = Words<typeof later>

/** What a language must say. */
export type Messages = FirstMessages & LaterMessages

/** The words that are there: English comes in two parts, other languages whole. */
export type KnownMessages = FirstMessages &
  Partial<Omit<LaterMessages, 'states'>> & { readonly states: Partial<LaterMessages['states']> }

/** Makes either complete. */
export function complete(messages: KnownMessages): Messages {
  return { ...later, ...messages, states: { ...later.states, ...messages.states } }
}
