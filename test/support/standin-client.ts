/** Asks a stand-in X over real HTTP, as a client of the API would. */
import { request } from 'node:http'
import type { StandIn } from '../../demo/standin/index.js'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: the tests read raw JSON of many shapes
  readonly body: any
}

type Query = Readonly<Record<string, string>> | URLSearchParams

const TOKEN = 'stand-in'

export async function get(standIn: StandIn, path: string, query: Query = {}, token = TOKEN): Promise<Answer> {
  const url = `${standIn.url}${path}?${new URLSearchParams(query)}`
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, headers: response.headers, body: isJson ? parse(text) : text }
}

export const lookup = (standIn: StandIn, handle: string, query: Query = {}): Promise<Answer> =>
  get(standIn, `users/by/username/${handle}`, query)

export const idOf = async (standIn: StandIn, handle: string): Promise<string> =>
  (await lookup(standIn, handle)).body.data.id

export const timeline = async (standIn: StandIn, handle: string, query: Query = {}): Promise<Answer> =>
  get(standIn, `users/${await idOf(standIn, handle)}/tweets`, query)

export const ids = ({ body }: Answer): string[] => body.data.map((post: { id: string }) => post.id)

export interface Raw {
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: number
  /** The code of what cut the connection. */
  readonly error?: string
}

/** Reads without decoding, to the end or to the break. */
export function raw(standIn: StandIn, path: string): Promise<Raw> {
  return new Promise(resolve => {
    let headers: Raw['headers'] = {}
    let bytes = 0
    const end = (error?: NodeJS.ErrnoException): void =>
      resolve({ headers, bytes, ...(error && { error: error.code ?? error.message }) })
    request(`${standIn.url}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } })
      .on('error', end)
      .on('response', response => {
        headers = response.headers
        response
          .on('data', (chunk: Buffer) => {
            bytes += chunk.length
          })
          .on('error', end)
          .on('end', () => end())
      })
      .end()
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
