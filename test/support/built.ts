/** The built widget and documents of ours on one plain server: what a page of somebody else's meets. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'

const PUBLIC = new URL('../../dist/public/', import.meta.url)
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  json: 'application/json',
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  webp: 'image/webp',
}

export interface Built {
  /** Ends with a slash. */
  readonly url: string
  /** The address of a page with this markup, for tests that need the browser's own cache: a routed page has none. */
  page(markup: string): string
  /** How often a feed was asked for since the start, by handle. */
  asked(handle: string): number
  close(): void
}

/** `feeds` are documents by handle; `key-posts` answers with `posts`, for a test that counts its own. */
export async function serveBuilt(feeds: Readonly<Record<string, unknown>>): Promise<Built> {
  const asked = new Map<string, number>()
  let url = ''
  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://localhost')
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('cross-origin-resource-policy', 'cross-origin')
    const handle = path.startsWith('/feeds/x/') ? path.slice('/feeds/x/'.length) : ''
    const feed = feeds[handle] ?? feeds[handle.split('-').at(-1) ?? '']
    if (feed) {
      asked.set(handle, (asked.get(handle) ?? 0) + 1)
      response.setHeader('content-type', 'application/json')
      response.setHeader('cache-control', 'public, max-age=60')
      return response.end(JSON.stringify(feed).replaceAll('https://pictures.invalid/', `${url}pictures/`))
    }
    if (path === '/page') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return response.end(`<!doctype html><html lang="en"><title>City</title>${searchParams.get('markup')}`)
    }
    if (path.startsWith('/pictures/')) {
      response.setHeader('content-type', 'image/svg+xml')
      return response.end(picture(path))
    }
    response.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain')
    const file = path.replace(/^\/widget\/[\d.]+\//, '/').slice(1)
    return response.end(await readFile(new URL(file, PUBLIC)).catch(() => ''))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return {
    url,
    page: markup => `${url}page?${new URLSearchParams({ markup })}`,
    asked: handle => asked.get(handle) ?? 0,
    close: () => server.close(),
  }
}

/** A plain field of the size its name says. */
function picture(path: string): string {
  const [, width = '16', height = '9'] = /(\d+)x(\d+)/.exec(path) ?? []
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#6f8390"/></svg>`
}

/** What a page has to show for itself when its feeds have their first answers. */
export interface Shown {
  readonly state: string
  readonly posts: number
  readonly width: number
  readonly height: number
}

/** Waits for every feed of the page, through shadow roots as well, and tells what each shows. */
export function shown(page: Page): Promise<readonly Shown[]> {
  return page.evaluate(SHOWN) as Promise<readonly Shown[]>
}

const SHOWN = `(async () => {
  await customElements.whenDefined('social-feed')
  const find = root => [...root.querySelectorAll('*')].flatMap(element =>
    element.localName === 'social-feed' ? [element] : element.shadowRoot ? find(element.shadowRoot) : [])
  const feeds = find(document)
  await Promise.all(feeds.map(feed => feed.refreshed))
  return feeds.map(feed => {
    const { width, height } = feed.getBoundingClientRect()
    return { state: feed.state, posts: feed.shadowRoot.querySelectorAll('article').length, width, height }
  })
})()`
