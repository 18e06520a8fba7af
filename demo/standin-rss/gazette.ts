/** The sample feed of articles: the town's own paper. Invented. Two of its stories were posted elsewhere too. */
import type { Story } from './stories.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Newest first. `mediaBase` ends with a slash, `now` is when the server started. */
export function gazette(mediaBase: string, now: number): readonly Story[] {
  return STORIES.map(({ picture, alt, minutes, words, ...story }) => {
    const image = picture
      ? `<p><img src="${mediaBase}${picture}" alt="${alt}" width="1200" height="675"></p>`
      : ''
    const content = `<p>${words}</p>${image}`
    return {
      ...story,
      id: `tag:gazette.example,2026:${story.path}`,
      summary: content,
      content,
      at: now - minutes * MINUTE,
    }
  })
}

const STORIES: readonly (Pick<Story, 'path' | 'title' | 'author'> & {
  readonly minutes: number
  readonly words: string
  readonly picture?: string
  readonly alt?: string
})[] = [
  {
    path: 'walk',
    title: 'Four hundred came to the lantern walk',
    words: 'The last jar was carried home at ten, still alight. The ice-house thanks whoever left the soup.',
    author: 'Ada Pike',
    minutes: 2 * 60 + 15,
  },
  {
    path: 'market',
    title: 'Crabs are back at the Saturday market',
    words: 'Bring a bucket and patience: the first boat lands at eight, the second when it likes.',
    author: 'Mo Tidewell',
    minutes: 5 * 60 + 30,
    picture: 'map.webp',
    alt: 'A drawn map of the quay with the market square marked in red',
  },
  {
    path: 'benches',
    title: 'Twelve new benches on the old pier',
    words: 'Each one bears the name of a boat. Sit down, the tide comes to you.',
    author: 'Ada Pike',
    minutes: (26 * HOUR) / MINUTE,
  },
]
