/** Who lives in the stand-in Bluesky. All invented: no account here is a real one, and every profile says so. */
import * as pictures from '../standin/pictures.js'
import type { Desk, Draft, Picture } from './drafts.js'
import { store } from './drafts.js'
import type { Scene } from './scenes.js'
import { addAccount } from './world.js'

const HOUR = 60
const DAY = 24 * HOUR

const withAlt = (picture: Picture, alt: string): Picture => ({ ...picture, alt })

const rowers: Draft = {
  by: 'rowing.example',
  text: 'Six boats, one buoy, no collisions. We are as surprised as you are.',
  minutes: 5 * HOUR,
  likes: 88,
  photos: [
    withAlt(pictures.regatta1, 'Rowing boats in a line, oars raised'),
    withAlt(pictures.regatta2, 'Two crews neck and neck at the red buoy'),
  ],
}

const question: Draft = {
  by: 'tidewatch.example',
  text: 'Is the lower path dry before nine?',
  minutes: 3 * HOUR,
  likes: 4,
}

const keeper: Draft = {
  by: 'tidewatch.example',
  text: 'The lamp room is open to visitors on Thursday. Mind the ladder.',
  minutes: 5 * DAY,
  likes: 21,
}

const membersOnly: Draft = { by: 'shy.example', text: 'For people I know.', minutes: 2 * DAY, likes: 9 }

/** Newest first. */
export const QUAYSIDE_POSTS: readonly Draft[] = [
  {
    text: 'First lamp lit at 16:52. The walk along the quay is open until the last boat. 🕯️ #Quayside',
    minutes: 11,
    likes: 54,
    photos: [withAlt(pictures.lanterns, 'Paper lanterns in a row, glowing orange against the dark')],
  },
  {
    text: '⛴️ From Monday the evening boat calls at the old steps again. Timetable: https://quayside.example/timetable, questions to @tidewatch.example',
    minutes: 95,
    likes: 41,
    card: {
      url: 'https://quayside.example/timetable',
      title: 'The evening boat is back',
      description: 'Four calls a day at the old steps, weather permitting.',
      picture: pictures.ferry,
    },
  },
  {
    text: 'Dry from half past eight, slippery until ten. Take the rail.',
    minutes: 2 * HOUR + 40,
    likes: 6,
    replyTo: question,
  },
  { text: '', minutes: 4 * HOUR, repost: rowers },
  {
    text: 'The whole quay is proud of you, and a little wet.',
    minutes: 4 * HOUR + 20,
    likes: 37,
    quote: rowers,
  },
  {
    text: 'Der Laternenweg ist heute bis 22 Uhr geöffnet. Grüße an alle Frühaufsteher: ab sechs gibt es Kaffee. #Quayside',
    minutes: 9 * HOUR,
    lang: 'de',
    likes: 19,
  },
  {
    text: 'How to read this account: tides in the morning, lamps in the evening, gulls at any time.',
    minutes: 40 * DAY,
    likes: 120,
    pinned: true,
  },
  {
    text: 'The notice below has been taken back by its author.',
    minutes: 20 * HOUR,
    likes: 8,
    quote: 'detached',
  },
  {
    text: 'The poster we quoted is gone. The soup it announced is not.',
    minutes: 26 * HOUR,
    likes: 12,
    quote: 'gone',
  },
  { text: '', minutes: 2 * DAY, repost: membersOnly },
  {
    text: 'Study of a seal, in charcoal, from the life class. Contains one bare flipper.',
    minutes: 3 * DAY,
    likes: 77,
    photos: [withAlt(pictures.seal, 'A round, pale seal pup asleep on a stone slipway')],
    labels: ['nudity'],
  },
  {
    text: 'What the lens sees at night, with thanks to the keeper.',
    minutes: 4 * DAY,
    likes: 63,
    photos: [withAlt(pictures.lens, 'Rings of cut glass glowing amber at the centre')],
    quote: keeper,
  },
]

/** The accounts with a feed of their own. */
const CAST: readonly {
  readonly handle: string
  readonly name: string
  readonly shows: string
  readonly avatar?: string
  readonly verified?: 'verified' | 'verifier'
  readonly posts?: readonly Draft[]
  readonly scene?: Scene
}[] = [
  {
    handle: 'quayside.example',
    name: 'Quayside',
    shows: 'posts of every kind',
    avatar: 'council',
    verified: 'verifier',
    posts: QUAYSIDE_POSTS,
  },
  { handle: 'newcomer.example', name: 'Newcomer', shows: 'empty: it has not posted yet' },
  { handle: 'members.example', name: 'Members', shows: 'withheld: for members only', scene: 'members' },
  {
    handle: 'away.example',
    name: 'Away',
    shows: 'withheld: switched off by its owner',
    scene: 'deactivated',
  },
  { handle: 'down.example', name: 'Down', shows: 'suspended', scene: 'taken-down' },
]

/** People that only others quote or repost. */
const NEIGHBOURS = [
  { handle: 'rowing.example', name: 'Quay Rowing Club', avatar: 'seals', verified: 'verified' as const },
  { handle: 'tidewatch.example', name: 'Tidewatch', avatar: 'ferries' },
  { handle: 'shy.example', name: 'Shy', labels: ['!no-unauthenticated'] },
]

export const BLUESKY_ACCOUNTS: readonly { readonly handle: string; readonly shows: string }[] = CAST.map(
  ({ handle, shows }) => ({ handle, shows }),
)

/** Brings everyone into the world; returns the scenes that are on from the start. */
export function sampleCast(desk: Desk): readonly (readonly [string, Scene])[] {
  const picture = (avatar = 'sample'): string => `${desk.world.mediaBase}${avatar}_400x400.jpg`
  for (const { avatar, ...neighbour } of NEIGHBOURS)
    addAccount(desk.world, { ...neighbour, avatar: picture(avatar) })
  for (const { handle, name, avatar, verified, posts = [] } of CAST) {
    const about = 'Sample account. Invented.'
    const account = addAccount(desk.world, {
      handle,
      name,
      about,
      avatar: picture(avatar),
      ...(verified && { verified }),
    })
    for (const draft of posts) store(desk, draft, account)
  }
  return CAST.flatMap(({ handle, scene }) => (scene ? [[handle, scene] as const] : []))
}
