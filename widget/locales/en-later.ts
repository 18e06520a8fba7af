/** The rest of English: the words of panels and of what hangs on posts. They come with the chunks that say them. */
import type { FirstMessages, Words } from './en.js'

const later = {
  nextPost: 'When they post, their posts will show up here.',
  approvedOnly: 'Only approved followers can see them.',
  viewProfile: 'View profile',
  tryAgain: 'Try again',
  trying: 'Trying…',
  paidPartnership: 'Paid partnership',
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

/** English comes in two parts, other languages whole: this makes either complete. */
export function complete(messages: FirstMessages & Partial<LaterMessages>): Messages {
  return { ...later, ...messages }
}
