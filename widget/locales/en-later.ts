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
}

export type LaterMessages = Words<typeof later>

/** What a language must say. */
export type Messages = FirstMessages & LaterMessages

/** English comes in two parts, other languages whole: this makes either complete. */
export function complete(messages: FirstMessages & Partial<LaterMessages>): Messages {
  return { ...later, ...messages }
}
