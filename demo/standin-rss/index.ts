/** A local server of feeds, so that the demo and the tests run without the internet. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FeedScene, playScene, type Reply } from './scenes.js'
import { note, type Story, someStories } from './stories.js'

export interface FeedStandInOptions {
  /** 0, the default, takes any free one. */
  readonly port?: number
  readonly now?: () => number
  /** What it calls itself when it is reached under another name. Default: where it listens. */
  readonly origin?: string
  /** What is there from the start. */
  readonly sites?: Readonly<Record<string, Newspaper>>
}

export interface Newspaper {
  readonly title: string
  /** An address. */
  readonly image: string
  readonly stories: readonly Story[]
}

export interface FeedCall {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** 0 until an answer begins. */
  readonly status: number
}

export interface FeedStandIn {
  /** `127.0.0.1:PORT` */
  readonly host: string
  /** The site of this name; a page that names its feed. Ends with a slash. */
  siteUrl(name: string): string
  feedUrl(name: string): string
  /** Every request, oldest first. */
  readonly calls: readonly FeedCall[]
  /** From now on this site's feed is so: a new site begins with three stories as `rss2`. */
  play(name: string, scene: FeedScene): void
  /** A new post without a title at the top; returns its id. */
  publish(name: string, text: string): string
  remove(name: string, id: string): void
  /** Cuts open connections; hanging ones too. */
  close(): Promise<void>
}

/** Sites are at `/NAME/`, their feeds at `/NAME/feed.xml`. Rejects when the port is taken. */
export async function startFeeds({
  port = 0,
  now = Date.now,
  origin,
  sites = {},
}: FeedStandInOptions = {}): Promise<FeedStandIn> {
  const scenes = new Map<string, FeedScene>()
  const stories = new Map(Object.entries(sites).map(([name, site]) => [name, site.stories]))
  const calls: FeedCall[] = []
  let host = ''

  const siteUrl = (name: string) => `${origin ?? `http://${host}`}/${name}/`
  const storiesOf = (name: string) => stories.get(name) ?? someStories(now())

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://stand-in.invalid')
    calls.push({
      path: pathname,
      headers: request.headers,
      get status() {
        return response.headersSent ? response.statusCode : 0
      },
    })
    const [, name = '', file = ''] = pathname.split('/')
    const site = { title: `${name} & Sons`, ...sites[name], url: siteUrl(name) }
    const scene = file === 'feed.xml' ? scenes.get(name) : scenes.get(`${name}/`)
    const known = stories.has(name) && (file === '' || file === 'feed.xml')
    const usual = file === '' ? 'page' : 'rss2'
    const play = known ? playScene(scene ?? usual, site, storiesOf(name)) : NOTHING
    if (typeof play === 'function') play({ request, response, resetAt: now() / 1000 + 900 })
    else answer(play, request, response)
  }

  const server = createServer(handle)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    siteUrl,
    feedUrl: name => `${siteUrl(name)}feed.xml`,
    calls,
    play(name, scene) {
      // `name/` is the page of the site, `name` its feed.
      playScene(scene, { title: name, url: siteUrl(name) }, []) // an unknown scene fails here, not in somebody's request
      scenes.set(name, scene)
      const site = name.replace('/', '')
      stories.set(site, storiesOf(site))
    },
    publish(name, text) {
      const id = `note-${storiesOf(name).length + 1}`
      stories.set(name, [note(text, id, now()), ...storiesOf(name)])
      return id
    },
    remove(name, id) {
      const left = storiesOf(name).filter(story => story.id !== id)
      if (left.length === storiesOf(name).length) throw new RangeError(`${name} has no post ${id}`)
      stories.set(name, left)
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

const NOTHING: Reply = { status: 404, type: 'text/html', body: '<h1>Not found</h1>' }

/** Asked with the validator it gave, it says that nothing changed. */
function answer(
  { status = 200, type, body }: Reply,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...(status === 200 && { etag }),
  })
  response.end(body)
}
