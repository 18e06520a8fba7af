/** Somebody else's site: pages that carry the tag, documents that change when the test says so, and the demo pages. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makePost, makePosts, photo } from '../fixtures/documents.js'
import { run } from '../support/spawn.js'

export interface Site {
  /** Of the built server in sample mode; ends with a slash. */
  readonly server: string
  /** The address of a page with this markup. */
  page(markup: string, options?: PageOptions): string
  /** The address of a document with posts of these numbers, until it is told other ones. */
  document(name: string, posts: readonly number[]): string
  /** How often that document was asked for. */
  asked(name: string): number
  /** Answers who asks for it only when this is called. */
  hold(name: string): () => void
  close(): Promise<void>
}

export interface PageOptions {
  readonly policy?: string
  readonly language?: string
  readonly direction?: 'ltr' | 'rtl'
}

interface Document {
  posts: readonly number[]
  asked: number
  held?: Set<() => void>
}

/** Takes down what goes wrong on the page from its first moment on, and each time the page is shown. */
const WATCH = `
const wrong = [], shows = []
Object.assign(window, { wrong, shows })
addEventListener('error', ({ message, target }) => wrong.push(message ?? 'not loaded: ' + (target.src ?? target.href)), true)
addEventListener('unhandledrejection', ({ reason }) => wrong.push('rejected: ' + reason))
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => wrong.push(violatedDirective + ' ' + blockedURI))
addEventListener('pageshow', ({ persisted }) => shows.push(persisted))
const say = console.error
console.error = (...words) => { wrong.push(words.join(' ')); say(...words) }
`

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"><rect width="100%" height="100%" fill="#6f8390"/></svg>'

export async function startSite(): Promise<Site> {
  const service = run({ PORT: '0' })
  const [, home = ''] = await service.said(/ready: (http:\S+)/)
  const documents = new Map<string, Document>()
  const pages: { readonly html: string; readonly policy: string }[] = []
  let url = ''
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://site')
    const page = pages[Number(pathname.slice('/pages/'.length))]
    const document = documents.get(pathname.slice('/documents/'.length))
    if (document) {
      document.asked += 1
      const answer = (): void => send(response, 'application/json', bodyOf(document.posts, url))
      if (document.held) document.held.add(answer)
      else answer()
    } else if (pathname === '/watch.js') send(response, 'text/javascript', WATCH)
    else if (pathname.startsWith('/pictures/')) send(response, 'image/svg+xml', PICTURE)
    else if (page) {
      if (page.policy) response.setHeader('content-security-policy', page.policy)
      send(response, 'text/html; charset=utf-8', page.html)
    } else response.writeHead(204).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // The feed server's host has another name, so that this is another site.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return {
    server: home,
    page(markup, { policy = '', language = 'en', direction = 'ltr' } = {}) {
      const head = `<meta name="viewport" content="width=device-width"><title>City</title><script src="/watch.js"></script>`
      pages.push({
        html: `<!doctype html><html lang="${language}" dir="${direction}">${head}${markup}`,
        policy,
      })
      return `${url}pages/${pages.length - 1}`
    },
    document(name, posts) {
      const known = documents.get(name)
      if (known) known.posts = posts
      else documents.set(name, { asked: 0, posts })
      return `${url}documents/${name}`
    },
    asked: name => documents.get(name)?.asked ?? 0,
    hold(name) {
      const document = documents.get(name)
      if (!document) throw new Error(`There is no document ${name}`)
      document.held = new Set()
      return () => {
        for (const answer of document.held ?? []) answer()
        delete document.held
      }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      service.child.kill()
      await service.ended
    },
  }
}

function send(response: ServerResponse, type: string, body: string): void {
  response.setHeader('content-type', type)
  response.setHeader('access-control-allow-origin', '*')
  response.end(body)
}

/** Of unlike heights; every third has three pictures. */
function bodyOf(numbers: readonly number[], url: string): string {
  const posts = numbers.map(number => {
    const pictures = [1, 2, 3].map(part => photo(160, 90, `Picture ${part} of post ${number}`))
    return makePost(String(number), {
      createdAt: new Date(Date.now() - (60 - number) * 60_000).toISOString(),
      text: [
        { type: 'text', text: `Post number ${number}. ${'It rains on the quay. '.repeat((number * 5) % 7)}` },
      ],
      ...(number % 3 === 0 && { media: pictures }),
    })
  })
  const document = makePosts(posts, { fetchedAt: new Date().toISOString() })
  return JSON.stringify(document).replaceAll('https://pictures.invalid/', `${url}pictures/`)
}
