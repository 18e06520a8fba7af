/**
 * What labels on an account or a post ask of whoever shows it to people that are not logged in. Authors
 * label themselves; the AppView adds those of Bluesky's own moderation and of nobody else. https://atproto.com/specs/label
 */
import { fewAt, flagAt, stringAt } from './json.js'

export interface Marks {
  /** Its author does not want it to be seen without logging in. */
  readonly members: boolean
  /** Bluesky shows it to nobody. */
  readonly hidden: boolean
  /** Bluesky took the account or the post down. */
  readonly down: boolean
  /** Shown behind a warning. */
  readonly sensitive: true | undefined
}

/** Of a post or a profile, at this moment in milliseconds: labels can be taken back and can end. */
export function marksOf(subject: unknown, now: number): Marks {
  const values = new Set(
    fewAt(subject, 'labels')
      .filter(label => !flagAt(label, 'neg') && !(Date.parse(stringAt(label, 'exp') ?? '') <= now))
      .map(label => stringAt(label, 'val')),
  )
  return {
    members: values.has('!no-unauthenticated'),
    hidden: values.has('!hide'),
    down: values.has('!takedown') || values.has('!suspend'),
    sensitive: SENSITIVE.some(value => values.has(value)) || undefined,
  }
}

/** https://docs.bsky.app/docs/advanced-guides/moderation, with the older names of the same labels. */
const SENSITIVE = [
  ...['!warn', 'porn', 'sexual', 'nudity', 'sexual-figurative'],
  ...['graphic-media', 'gore', 'corpse', 'nsfl', 'self-harm'],
]

export const mayShow = ({ members, hidden, down }: Marks): boolean => !members && !hidden && !down
