/** What a feed of the stand-in can be: each dialect, each kind of site, each truth, each fault. */
import { FAULTS, type Fault, send } from '../standin/faults.js'
import { DIALECTS, type Dialect, esc, rss2, rssItem, type Site, type Written } from './dialects.js'
import { HOSTILE } from './hostile.js'
import type { Story } from './stories.js'

export type FeedScene = Dialect | keyof typeof KINDS | keyof typeof HOSTILE | (typeof SHARED)[number]

export interface Reply {
  readonly status?: number
  readonly type: string
  readonly body: string | Buffer
}

type Play = (site: Site, stories: readonly Story[]) => Reply | Fault

const XML = 'application/rss+xml'
const html = (body: string): Reply => ({ type: 'text/html; charset=utf-8', body: `<!doctype html>\n${body}` })
const status = (code: number): Reply => ({ status: code, type: 'text/html', body: `<h1>${code}</h1>` })
const atom = (site: Site, stories: readonly Story[]): Written => DIALECTS.atom(site, stories)

const KINDS = {
  empty: site => DIALECTS.rss2(site, []),
  'empty-atom': site => atom(site, []),
  'empty-json': site => DIALECTS.json(site, []),
  'broken-off': (site, stories) => cut(DIALECTS.rss2(site, stories), 0.7),
  'broken-off-at-once': site => ({ type: XML, body: rss2(site, '').replace(/<\/channel>[\s\S]*$/, '') }),
  'unreadable-items': site => ({ type: XML, body: rss2(site, '<item><guid>1</guid></item>') }),
  undated: (site, stories) =>
    DIALECTS.rss2(
      site,
      stories.map(({ at: _, ...story }) => story),
    ),
  'oldest-first': (site, stories) => DIALECTS.rss2(site, stories.toReversed()),
  duplicates: (site, stories) => DIALECTS.rss2(site, [...stories, ...stories]),
  'odd-post': (site, stories) => ({
    type: XML,
    body: rss2(site, `${stories.map(story => rssItem(site, story)).join('')}<item><guid>odd</guid></item>`),
  }),
  podcast: (site, stories) =>
    withMore(
      site,
      stories,
      ({ path }) =>
        `<enclosure url="${site.url}audio/${path}.mp3" type="audio/mpeg" length="1"/><itunes:duration>1:02:03</itunes:duration><itunes:image href="${site.url}pictures/cover.jpg"/>`,
    ),
  pictures: (site, stories) =>
    withMore(
      site,
      stories,
      ({ path }) =>
        `<media:content url="${site.url}${path}.jpg" type="image/jpeg" width="800" height="600"><media:description>The harbour</media:description></media:content>`,
    ),
  films: (site, stories) =>
    withMore(
      site,
      stories,
      ({ path }) =>
        `<media:group><media:content url="${site.url}${path}.mp4" type="video/mp4" bitrate="300" width="640" height="360"/><media:content url="${site.url}${path}-hd.mp4" type="video/mp4" bitrate="900" width="1280" height="720" duration="31"><media:subTitle type="text/vtt" lang="en-gb" href="${path}.vtt"/><media:subTitle type="application/smil" lang="en-gb" href="${path}.smil"/></media:content><media:thumbnail url="${site.url}${path}.jpg" width="640" height="360"/></media:group><podcast:transcript url="${site.url}${path}-de.vtt" type="text/vtt" language="de"/><podcast:transcript url="${site.url}${path}.srt" type="application/x-subrip"/>`,
    ),
  channel: (site, stories) => ({ type: 'text/xml', body: channel(site, stories) }),
  'western-bytes': (site, stories) => ({
    type: XML,
    body: Buffer.from(
      DIALECTS.rss2(site, stories).body.replace('utf-8', 'iso-8859-1').replace('Crabs', 'Été: crabs'),
      'latin1',
    ),
  }),
  'wrong-header': (site, stories) => ({
    type: `${XML}; charset=utf-8`,
    body: Buffer.from(
      DIALECTS.rss2(site, stories).body.replace('utf-8', 'windows-1252').replace('Crabs', 'Été: crabs'),
      'latin1',
    ),
  }),
  'wide-bytes': (site, stories) => ({
    type: XML,
    body: Buffer.from(`\uFEFF${DIALECTS.rss2(site, stories).body.replace('Crabs', 'Été: crabs')}`, 'utf16le'),
  }),
  page: site =>
    html(`<html><head><title>${esc(site.title)}</title><link rel="alternate" type="application/rss+xml" href="feed.xml">
<link rel="alternate" type="application/rss+xml" href="comments.xml"></head><body>Hello</body></html>`),
  'page-without-feed': () => html('<html><head><title>Harbour</title></head><body>Hello</body></html>'),
  'page-to-page': () =>
    html(
      '<html><head><link rel="alternate" type="application/rss+xml" href="./"></head><body></body></html>',
    ),
  'other-xml': () => ({ type: 'text/xml', body: '<sitemap><url/></sitemap>' }),
  'other-json': () => ({ type: 'application/json', body: '{"posts":[]}' }),
  'not-found': () => status(404),
  gone: () => status(410),
  unauthorized: () => status(401),
  forbidden: () => status(403),
  'too-many': () => exchange => {
    send(exchange, 429, '', { 'retry-after': '90' })
  },
} satisfies Readonly<Record<string, Play>>

/** The faults that any server can have. */
const SHARED = [
  'html-200',
  'no-content-204',
  'empty-body',
  'brotli-garbage',
  'gzip-garbage',
  'server-error-500',
  'bad-gateway-html-502',
  'hang',
  'drip',
  'reset',
] as const satisfies readonly (keyof typeof FAULTS)[]

export const FEED_SCENES = [
  ...Object.keys(DIALECTS),
  ...Object.keys(KINDS),
  ...SHARED,
] as readonly FeedScene[]
export const HOSTILE_SCENES = Object.keys(HOSTILE) as readonly (keyof typeof HOSTILE)[]

export function playScene(scene: FeedScene, site: Site, stories: readonly Story[]): Reply | Fault {
  if (Object.hasOwn(DIALECTS, scene)) return DIALECTS[scene as Dialect](site, stories)
  if (Object.hasOwn(KINDS, scene)) return KINDS[scene as keyof typeof KINDS](site, stories)
  if (Object.hasOwn(HOSTILE, scene)) return hostile(scene as keyof typeof HOSTILE)
  const fault = SHARED.find(name => name === scene)
  if (!fault) throw new RangeError(`no scene is called "${scene}"`)
  return FAULTS[fault]
}

const made = new Map<string, Reply>()

/** Made once: some take longer to make than to send. */
function hostile(scene: keyof typeof HOSTILE): Reply {
  const reply = made.get(scene) ?? { type: 'text/plain', body: Buffer.from(HOSTILE[scene]()) }
  made.set(scene, reply)
  return reply
}

function withMore(site: Site, stories: readonly Story[], more: (story: Story) => string): Reply {
  return { type: XML, body: rss2(site, stories.map(story => rssItem(site, story, more(story))).join('')) }
}

function cut({ type, body }: Written, part: number): Reply {
  return { type, body: body.slice(0, Math.floor(body.length * part)) }
}

/** As large video sites write it: a player's address, a picture, plain text. */
function channel(site: Site, stories: readonly Story[]): string {
  const entries = stories.map(
    ({
      id,
      path,
      title,
      at = 0,
    }) => `<entry><id>${esc(id)}</id><title>${esc(title)}</title><link rel="alternate" href="${site.url}watch/${path}"/>
<published>${new Date(at).toISOString()}</published><media:group><media:title>${esc(title)}</media:title>
<media:content url="${site.url}v/${path}" type="application/x-shockwave-flash" width="640" height="390"/>
<media:thumbnail url="${site.url}${path}.jpg" width="480" height="360"/><media:description>Filmed at low tide.
Wear boots.</media:description></media:group></entry>`,
  )
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>${esc(site.title)}</title><link rel="alternate" href="${site.url}"/>
${entries.join('')}</feed>`
}
