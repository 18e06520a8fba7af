/** Sample mode: the stand-in networks in the same process, and the two sample addresses that never answer well. */
import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { startStandIn } from './standin/index.js'
import { startBluesky } from './standin-bluesky/index.js'
import { startMastodon } from './standin-mastodon/index.js'
import { NORTH_QUAY, northQuay } from './standin-mastodon/north-quay.js'
import { gazette } from './standin-rss/gazette.js'
import { startFeeds } from './standin-rss/index.js'

export interface Sample {
  /** What the X source is given instead of the real API. */
  readonly x: { readonly token: string; readonly url: string }
  /** What the Bluesky source is given instead of the public AppView. */
  readonly blueskyAppView: string
  /** Those in which something is to be seen: what the start page offers. */
  readonly feeds: readonly SampleFeed[]
  /** One of every network, and one in which not all is well. */
  readonly walls: readonly SampleWall[]
  /** Origins → where they are stood in for. No other may be called. */
  readonly origins: Readonly<Record<string, string>>
  /** The hosts with ports that may be called: none but these. */
  readonly allowPrivate: readonly string[]
  /** The app with the sample addresses in front. */
  around(app: RequestListener): RequestListener
  close(): Promise<void>
}

interface SampleFeed {
  readonly network: 'x' | 'bluesky' | 'mastodon' | 'rss'
  readonly handle: string
  readonly replies: boolean
}

interface SampleWall {
  readonly name: string
  readonly feeds: readonly SampleFeed[]
}

const TOKEN = 'sample'

/** Where the Mastodon account and the feed of articles say that they live. */
const SOCIAL = 'https://quay.example'
const GAZETTE = 'https://gazette.example'

const NEWS = { network: 'x', handle: 'northquaynews', replies: true } as const
const EMPTY = { network: 'x', handle: 'varindiamag', replies: true } as const
const ARABIC = { network: 'x', handle: 'demo_arabic', replies: true } as const
const QUAYSIDE = { network: 'bluesky', handle: 'quayside.example', replies: true } as const
const TOWN = { network: 'mastodon', handle: `${NORTH_QUAY}@quay.example`, replies: true } as const
const PAPER = { network: 'rss', handle: `${GAZETTE}/quay/feed.xml`, replies: true } as const

const FEEDS: readonly SampleFeed[] = [NEWS, EMPTY, ARABIC, QUAYSIDE, TOWN, PAPER]

const WALLS: readonly SampleWall[] = [
  {
    name: 'newsroom',
    feeds: [NEWS, QUAYSIDE, TOWN, PAPER],
  },
  // One network is away, and one account is suspended.
  {
    name: 'storm',
    feeds: [
      { network: 'x', handle: 'demo_outage', replies: true },
      QUAYSIDE,
      { network: 'bluesky', handle: 'down.example', replies: true },
      PAPER,
    ],
  },
]

/** `url` is where this machine reaches the server, whose `/samples/` are the pictures; it ends with a slash. */
export async function startSample(url: string): Promise<Sample> {
  const held = new Set<Socket>()
  const mediaBase = `${url}samples/`
  const standIn = await startStandIn({ mediaBase, token: TOKEN })
  const bluesky = await startBluesky({ mediaBase })
  const mastodon = await startMastodon({ mediaBase, origin: SOCIAL, cast: northQuay })
  const feeds = await startFeeds({
    origin: GAZETTE,
    sites: {
      quay: {
        title: 'Quay Gazette',
        image: `${mediaBase}council_400x400.jpg`,
        stories: gazette(mediaBase, Date.now()),
      },
    },
  })
  return {
    x: { token: TOKEN, url: standIn.url },
    blueskyAppView: bluesky.url,
    feeds: FEEDS,
    walls: WALLS,
    origins: {
      [new URL(bluesky.url).origin]: new URL(bluesky.url).origin,
      [SOCIAL]: `http://${mastodon.host}`,
      [GAZETTE]: `http://${feeds.host}`,
    },
    allowPrivate: [new URL(bluesky.url).host, mastodon.host, feeds.host, hostAndPort(new URL(url))],
    around: app => (request, response) => {
      // Held open: the page shows what waiting looks like.
      if (request.url === '/samples/loading') return void held.add(request.socket)
      if (request.url === '/samples/offline') return void request.socket.destroy()
      app(request, response)
    },
    close: async () => {
      for (const socket of held) socket.destroy()
      await Promise.all([standIn.close(), bluesky.close(), mastodon.close(), feeds.close()])
    },
  }
}

/** With the port, the usual one too. */
const hostAndPort = ({ hostname, port }: URL): string => `${hostname.replace(/^\[|\]$/g, '')}:${port || '80'}`
