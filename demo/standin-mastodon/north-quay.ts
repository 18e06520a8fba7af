/** The sample account of the stand-in Mastodon: the newsroom's second home, with the lighthouse's log. Invented. */
import * as pictures from '../standin/pictures.js'
import type { Resident } from './answers.js'
import { account, type Fields, type Place, status, written } from './world.js'

export const NORTH_QUAY = 'northquay'

const HOUR = 60
const DAY = 24 * HOUR

interface Entry {
  readonly minutes: number
  readonly text: string
  readonly likes: number
  readonly picture?: { readonly file: string; readonly size: readonly [number, number] }
  readonly alt?: string
  readonly more?: Fields
}

/** Newest first. The good evening stands on X too, word for word; the walk leads to the town's paper. */
const LOG: readonly Entry[] = [
  {
    minutes: 5,
    text: 'Good evening from the quay. The last boat is in, the kettle is on, and the harbour has put on its best coat.',
    likes: 37,
    picture: pictures.harbour,
    alt: 'Dusk over a small harbour: moored boats, lit windows and a rose-coloured sky',
  },
  {
    minutes: 34,
    text: 'Wind south-west four, falling. The moths have the lamp to themselves tonight. #LampLog',
    likes: 23,
    picture: pictures.lighthouse,
    alt: 'A white lighthouse under a violet sky, its lamp just lit',
  },
  {
    minutes: 3 * HOUR + 10,
    text: 'A hundred lanterns passed the ice-house wall. One turned back for its hat.',
    likes: 64,
  },
  {
    minutes: 3 * HOUR + 40,
    text: '',
    likes: 19,
    more: {
      content:
        '<p>Four hundred came to the lantern walk <a href="https://gazette.example/quay/walk">gazette.example/quay/walk</a></p>',
    },
  },
  {
    minutes: 7 * HOUR,
    text: 'What should the fog bell be called?',
    likes: 12,
    more: {
      poll: {
        id: '1',
        expires_at: null,
        expired: false,
        options: [
          { title: 'Agnes', votes_count: 41 },
          { title: 'Old Patience', votes_count: 36 },
          { title: 'Dong', votes_count: 17 },
        ],
      },
    },
  },
  {
    minutes: DAY + 2 * HOUR,
    text: 'Polished the big lens, all two hundred and six pieces. The gull watched and offered no help.',
    likes: 118,
    picture: pictures.lens,
    alt: 'Rings of cut glass glowing amber at the centre',
  },
]

export function northQuay(place: Place): Resident {
  const face = `${place.mediaBase}northquay_400x400.jpg`
  const owner = account(place, NORTH_QUAY, {
    id: '500',
    display_name: 'North Quay News',
    avatar: face,
    avatar_static: face,
    emojis: [],
  })
  const statuses = LOG.map(({ minutes, text, likes, picture, alt, more }) =>
    status(place, owner, minutes, {
      ...written(text, place),
      favourites_count: likes,
      ...(picture && { media_attachments: [attached(place, picture, alt ?? '')] }),
      ...more,
    }),
  )
  return { account: owner, scene: 'posts', statuses }
}

function attached({ mediaBase }: Place, { file, size }: NonNullable<Entry['picture']>, alt: string): Fields {
  const [width, height] = size
  const url = `${mediaBase}${file}`
  const meta = { original: { width, height }, small: { width, height } }
  return { id: file, type: 'image', url, preview_url: url, description: alt, meta }
}
