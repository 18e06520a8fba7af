/** One status of every kind, invented, newest first. */
import { account, type Fields, heron, type Place, type RawAccount, type RawStatus, status } from './world.js'

export function someStatuses(place: Place, owner: RawAccount): readonly RawStatus[] {
  const write = (minutes: number, more: Fields) => status(place, owner, minutes, more)
  const { origin, mediaBase } = place
  const pier = account(place, 'pier', {
    id: '220',
    acct: 'pier@slipway.example',
    url: 'https://slipway.example/@pier',
    emojis: [],
  })
  const first = write(900, { content: '<p>Hello, harbour.</p>' })
  return [
    write(5, {
      content: `<p>Low tide at noon, says <span class="h-card"><a href="https://slipway.example/@pier" class="u-url mention">@<span>pier</span></a></span> :heron: <a href="${origin}/tags/tides" class="mention hashtag" rel="tag">#<span>tides</span></a></p><p>All of it: <a href="https://tides.example/tables/2026/november" rel="nofollow"><span class="invisible">https://</span><span class="ellipsis">tides.example/tables/2026</span><span class="invisible">/november</span></a></p>`,
      mentions: [
        { id: '220', username: 'pier', acct: 'pier@slipway.example', url: 'https://slipway.example/@pier' },
      ],
      tags: [{ name: 'tides', url: `${origin}/tags/tides` }],
      emojis: [heron(mediaBase)],
      card: {
        url: 'https://tides.example/tables/2026/november',
        title: 'Tides in November',
        description: 'Every high and low water.',
        type: 'link',
        image: `${mediaBase}tides.webp`,
        width: 600,
        height: 400,
      },
    }),
    write(20, {
      content: '<p>The otter ate the whole catch.</p>',
      spoiler_text: 'Fish, dead',
      sensitive: true,
      media_attachments: [picture(mediaBase, 'catch', 'An otter on its back')],
    }),
    write(30, {
      content: '',
      sensitive: true,
      media_attachments: [picture(mediaBase, 'nets', null, { x: -0.5, y: 0.8 })],
    }),
    write(40, {
      content: '<p>Which boat first?</p>',
      poll: {
        id: '1',
        expires_at: '2026-11-24T09:00:00.000Z',
        expired: false,
        options: [
          { title: 'Heron', votes_count: 7 },
          { title: 'Otter', votes_count: 4 },
        ],
      },
    }),
    write(50, {
      content: '<p>A secret ballot</p>',
      poll: {
        id: '2',
        expires_at: null,
        expired: false,
        options: [
          { title: 'Row', votes_count: null },
          { title: 'Sail', votes_count: null },
        ],
      },
    }),
    write(60, {
      reblog: status(place, pier, 70, {
        content: '<p>The pier is open again.</p>',
        url: 'https://slipway.example/@pier/111',
      }),
    }),
    write(80, { content: '<p>Fog until eleven.</p>', edited_at: '2026-11-23T08:00:00.000Z' }),
    write(90, {
      content:
        '<p class="quote-inline">RE: <a href="https://slipway.example/@pier/111">slipway.example</a></p><p>Good news.</p>',
      quote: {
        state: 'accepted',
        quoted_status: status(place, pier, 70, { content: '<p>The pier is open again.</p>' }),
      },
    }),
    write(95, { content: '<p>It was said.</p>', quote: { state: 'revoked', quoted_status: null } }),
    write(100, {
      content: '<p>Waves, again and again.</p>',
      media_attachments: [
        {
          id: '9',
          type: 'gifv',
          url: `${mediaBase}waves.mp4`,
          preview_url: `${mediaBase}waves.webp`,
          description: 'Waves',
          meta: { original: { width: 640, height: 360, duration: 4.2 } },
        },
      ],
    }),
    write(110, {
      content: '<p>The foghorn.</p>',
      media_attachments: [
        {
          id: '10',
          type: 'audio',
          url: `${mediaBase}horn.mp3`,
          preview_url: null,
          description: 'Three blasts of the foghorn',
        },
      ],
    }),
    write(120, {
      content: '<p>The chart.</p>',
      media_attachments: [
        {
          id: '11',
          type: 'unknown',
          url: null,
          remote_url: 'https://charts.example/quay.geo',
          description: null,
        },
      ],
    }),
    write(130, { content: '<p>To friends only.</p>', visibility: 'private' }),
    write(140, { content: '<p>Quietly.</p>', visibility: 'unlisted' }),
    write(150, {
      content: '<p>@pier yes</p>',
      in_reply_to_id: '111',
      in_reply_to_account_id: '220',
      mentions: [
        { id: '220', username: 'pier', acct: 'pier@slipway.example', url: 'https://slipway.example/@pier' },
      ],
    }),
    write(880, {
      content: '<p>And hello, fog.</p>',
      in_reply_to_id: first.id,
      in_reply_to_account_id: owner.id,
    }),
    first,
  ]
}

/** `focus` is the point to keep in sight: -1 to 1, upwards. */
function picture(mediaBase: string, name: string, description: string | null, focus?: Fields): Fields {
  return {
    id: name,
    type: 'image',
    url: `${mediaBase}${name}.webp`,
    preview_url: `${mediaBase}${name}-small.webp`,
    description,
    blurhash: 'UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH',
    meta: {
      original: { width: 1200, height: 800 },
      small: { width: 480, height: 320 },
      ...(focus && { focus }),
    },
  }
}
