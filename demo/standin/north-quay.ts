/** The newsroom of an invented harbour town. Together its posts show every kind of post there is. */
import type { Draft, Picture } from './drafts.js'
import * as pictures from './pictures.js'

const HOUR = 60
const DAY = 24 * HOUR

const withAlt = (picture: Picture, alt: string): Picture => ({ ...picture, alt })

const bunsAreBack: Draft = {
  by: 'nq_bakery',
  text: 'The oven is mended! Cardamom buns from six tomorrow, still too hot to hold, still one coin each. 🥐',
  minutes: 4 * HOUR,
  likes: 212,
  photos: [withAlt(pictures.buns, 'A tray of golden cardamom buns on a blue checked cloth')],
}

const sealPup: Draft = {
  by: 'nq_sealwatch',
  text: 'Pup no. 14 of the season, fast asleep on the slipway since breakfast. Please give her forty metres & your quietest voice. She has had a long swim from the outer rocks, and the afternoon ferry has kindly agreed not to blow its horn. 🦭',
  minutes: 6 * HOUR,
  likes: 1840,
  photos: [
    withAlt(pictures.seal, 'A round, pale seal pup asleep on a stone slipway, one flipper over its nose'),
  ],
}

const keeperAsks: Draft = {
  by: 'nq_keeper',
  text: 'Does anyone still have the brass polish recipe from the old keepers’ notebook?',
  minutes: 9 * HOUR + 20,
  likes: 31,
}

const lanternsLit: Draft = {
  text: 'The lantern walk leaves from the ice-house on Sunday at dusk. Bring a jar, a candle and someone small.',
  minutes: 19 * DAY,
  likes: 96,
}

const bridgeTest: Draft = {
  text: 'Bridge test this morning: it went up. We are waiting at the barrier with everyone else.',
  minutes: 12 * DAY + 40,
  likes: 58,
}

/** Newest first. */
export const NORTH_QUAY_POSTS: readonly Draft[] = [
  {
    text: 'Good evening from the quay. The last boat is in, the kettle is on, and the harbour has put on its best coat.',
    minutes: 6,
    likes: 148,
    photos: [
      withAlt(
        pictures.harbour,
        'Dusk over a small harbour: moored boats, lit windows and a rose-coloured sky',
      ),
    ],
  },
  {
    text: '⛴️🧡 The winter timetable is out: more evening boats to Gull Island & a later last sailing on Fridays. @nq_ferries will answer questions about dogs & bicycles. https://northquay.example/ferries/winter-timetable #NorthQuay #Ferries',
    minutes: 52,
    likes: 87,
    card: {
      title: 'Winter timetable: two more boats, one later goodbye',
      description:
        'From Monday the Marigold sails every forty minutes, and on Fridays she waits for the end of the film.',
      picture: pictures.ferry,
    },
  },
  {
    text: 'The new ferry still needs a name. The council has made a shortlist; you have the vote. Please be kind, somebody will have to shout it across the water.',
    minutes: 2 * HOUR + 5,
    likes: 64,
    poll: {
      options: { Marigold: 312, 'Patient Heron': 287, 'Second Helping': 455, 'The Late Gull': 198 },
      hours: 9,
    },
  },
  {
    text: 'We sent the whole newsroom to check. For journalism.',
    minutes: 3 * HOUR + 30,
    likes: 119,
    quote: bunsAreBack,
  },
  { text: '', minutes: 5 * HOUR + 10, repost: sealPup },
  {
    text: `The lighthouse goes dark on Tuesday night, on purpose, for the first time in ninety-one years.

The great lens has to be lifted a hand’s width so that its bearing can be cleaned. Ines, who keeps the light, says it turns so easily that she can move two tonnes of glass with one finger, and that this is exactly the trouble: it has begun to drift.

From sunset until about four a lamp boat will lie off the point & show the same flash, two every ten seconds. If you can’t sleep, come up the hill: there will be soup, blankets and, for once, every single star. More at https://northquay.example/lighthouse #NorthQuay`,
    minutes: 7 * HOUR + 45,
    likes: 402,
    photos: [
      withAlt(pictures.lighthouse, 'A white lighthouse with a red lantern room above a grassy headland'),
      withAlt(pictures.lens, 'Rings of cut glass in the great lens, glowing amber at the centre'),
    ],
  },
  {
    text: '@nq_keeper Page 12, between the soup and the storm of ’53. Vinegar, flour, patience. We have sent you a picture.',
    minutes: 9 * HOUR,
    likes: 22,
    replyTo: keeperAsks,
  },
  {
    text: 'Twelve seconds of calm, filmed from the wheelhouse window. You are welcome.',
    minutes: 11 * HOUR,
    likes: 266,
    clip: {
      kind: 'video',
      file: 'crossing.mp4',
      seconds: 12,
      poster: withAlt(pictures.crossing, 'A small ferry crossing a calm bay at sunrise'),
    },
  },
  {
    text: '港の夜市は今週の土曜日、午後五時から。焼きたてのパンと、湯気の立つスープと、少しの音楽。傘をお忘れなく。＃夜市 #NorthQuay',
    minutes: 14 * HOUR,
    lang: 'ja',
    likes: 73,
  },
  {
    text: 'Council votes 7 to 4 to keep the slipway public. The gallery applauded; the gulls abstained. Full report: https://northquay.example/council/slipway-vote',
    minutes: 21 * HOUR,
    likes: 134,
    card: {
      title: 'Seven to four: the slipway stays open to everyone',
      description:
        'After two hours, one amendment and a letter read aloud from a nine-year-old rower, the council has decided.',
    },
  },
  {
    text: 'The tide gauge has learnt a new trick.',
    minutes: DAY + 2 * HOUR,
    likes: 91,
    clip: {
      kind: 'animated_gif',
      file: 'tide.mp4',
      seconds: 4,
      poster: withAlt(pictures.tide, 'A red float rises and falls in a glass tide gauge'),
    },
  },
  {
    text: 'Market day in three pictures: bread, fish, and what happens when somebody lends the florist a ladder. #NorthQuay',
    minutes: DAY + 6 * HOUR,
    likes: 158,
    photos: [
      withAlt(pictures.bread, 'Round loaves stacked on a wooden market stall'),
      withAlt(pictures.fish, 'Three silver fish on ice beside a cut lemon'),
      withAlt(pictures.lanterns, 'Paper lanterns and bunting strung between two gables'),
    ],
  },
  {
    text: `Tides for Thursday

High  04:12   4.1 m
Low   10:26   0.7 m
High  16:40   4.3 m
Low   22:58   0.5 m

Spring tide: the lower car park becomes, once more, the upper harbour.`,
    minutes: DAY + 11 * HOUR,
    likes: 45,
  },
  {
    text: 'Last week we asked how you take your tea on deck. The result is in, and the crew would like a recount.',
    minutes: 2 * DAY,
    likes: 77,
    poll: {
      options: { 'Black, like the water': 201, 'Milk, always': 388, 'Whatever is hot': 164 },
      hours: -20,
    },
  },
  {
    text: 'This is the notice everybody was quoting. It seems the glove has been found, and so the notice has gone.',
    minutes: 2 * DAY + 7 * HOUR,
    likes: 38,
    quote: 'gone',
  },
  {
    text: 'उत्तर घाट पर आज की सबसे अच्छी ख़बर: नाव में चाय फिर से मिलने लगी है। अदरक वाली, और बिस्कुट साथ में। ☕ #चाय',
    minutes: 3 * DAY,
    lang: 'hi',
    likes: 104,
  },
  {
    text: 'Correction: the brass band plays at four, not at fourteen. There are nine of them, as before.',
    minutes: 3 * DAY + 5 * HOUR,
    likes: 51,
    edited: true,
  },
  {
    text: 'On the make-believe exchange: $NQFY up two buns, $GULL unchanged, $KELP drifting. This is not advice; these are seagulls.',
    minutes: 4 * DAY,
    likes: 33,
  },
  {
    text: 'صباح الخير من المرفأ الشمالي. البحر هادئ، والعبّارة في موعدها، والخبز ما زال دافئًا. #صباح_الخير',
    minutes: 5 * DAY,
    lang: 'ar',
    likes: 88,
  },
  {
    text: 'Our harbour walk is back in print, with thanks to @nq_bakery, who paid for the paper and asked only that every route ends at their door. https://northquay.example/walks',
    minutes: 6 * DAY,
    likes: 42,
    card: {
      title: 'Six walks, one bakery',
      description: 'A folding map of the quays, the headland and the path that the tide forgets.',
      picture: pictures.map,
    },
    more: { paid_partnership: true },
  },
  {
    text: 'The regatta, as seen by whoever was holding the camera at the time. ⛵',
    minutes: 8 * DAY,
    likes: 174,
    photos: [
      withAlt(pictures.regatta1, 'A red-sailed dinghy leaning into the wind'),
      withAlt(pictures.regatta2, 'Two yellow sails rounding a buoy at noon'),
      withAlt(pictures.regatta3, 'White sails against a lilac evening'),
      withAlt(pictures.regatta4, 'One small boat, far behind, waving'),
    ],
  },
  {
    text: 'How the catch is cleaned, step by step, for those who asked. The rest of you may prefer the buns.',
    minutes: 10 * DAY,
    likes: 19,
    photos: [withAlt(pictures.fish, 'Three silver fish on ice beside a cut lemon')],
    more: { possibly_sensitive: true },
  },
  {
    text: 'And down again! Forty minutes, two thermos flasks, no complaints.',
    minutes: 12 * DAY,
    likes: 40,
    replyTo: bridgeTest,
  },
  bridgeTest,
  {
    text: 'What stood here is not shown.',
    minutes: 13 * DAY,
    withheld: true,
  },
  {
    text: 'A reminder, because two of you brought an umbrella last year and set it alight.',
    minutes: 16 * DAY,
    likes: 60,
    quote: lanternsLit,
  },
  lanternsLit,
  { text: 'First frost on the nets this morning. They rang like bells.', minutes: 22 * DAY, likes: 121 },
]
