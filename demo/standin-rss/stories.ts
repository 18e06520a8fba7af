/** Invented articles of an invented harbour town, as a site of its own would hold them. */
import { written } from '../standin-mastodon/world.js'

export interface Story {
  readonly id: string
  readonly path: string
  readonly title: string
  /** HTML. */
  readonly summary: string
  readonly content: string
  readonly author: string
  /** Milliseconds since 1970; absent: the feed does not date it. */
  readonly at?: number
}

const HOUR = 3_600_000

/** Newest first; `now` is when the newest was an hour old. */
export function someStories(now: number): readonly Story[] {
  return STORIES.map((story, index) => ({
    ...story,
    id: `tag:north-quay.example,2026:${story.path}`,
    at: now - (index * 9 + 1) * HOUR,
  }))
}

const STORIES: readonly Omit<Story, 'id' | 'at'>[] = [
  {
    path: 'ferries/winter',
    title: 'Ferries run later this winter & cost the same',
    summary: '<p>The last boat now leaves at <b>23:40</b>. Dogs travel free.</p>',
    content:
      '<p>The last boat now leaves at <b>23:40</b>. Dogs travel free.</p><p>See the <a href="../timetable?season=winter&amp;boat=heron">whole timetable</a>.</p>',
    author: 'Mo Tidewell',
  },
  {
    path: 'pier/benches',
    title: 'Twelve new benches on the old pier',
    summary:
      '<p>Each one bears the name of a boat. <img src="/pictures/bench.jpg" alt="A bench" width="640" height="480"></p>',
    content:
      '<p>Each one bears the name of a boat. <img src="/pictures/bench.jpg" alt="A bench" width="640" height="480"></p><blockquote>Sit down, the tide comes to you.</blockquote>',
    author: 'Ada Pike',
  },
  {
    path: 'market/crabs',
    title: 'Crabs are back at the Saturday market',
    summary: 'Bring a bucket &lt;and patience&gt;.',
    content: '<ul><li>Brown crabs from eight</li><li>Mussels from nine</li></ul>',
    author: 'Mo Tidewell',
  },
]

/** A post without a title, as a short-post server writes it. */
export function note(text: string, id: string, at: number): Story {
  const { content } = written(text, { origin: 'https://north-quay.example' })
  return { id, path: `notes/${id}`, title: '', summary: content, content, author: 'Mo Tidewell', at }
}
