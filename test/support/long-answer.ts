/** An answer of sixty posts that comes in two parts: the second when it is released, or never. */
import type { ServerResponse } from 'node:http'
import { makePost, makePosts } from '../fixtures/documents.js'

const COUNT = 60
/** The one that would end the posts if what is in a text were taken for what is around it. */
const TRICKY = 7

/** How such an answer goes on: to its `end`, `torn` off, or with its fields in another order (`turned`). */
export type Turn = 'end' | 'torn' | 'turned'

/** Sends the first part, and hands over what sends the rest. */
export function answerLong(turn: string, fetchedAt: string, response: ServerResponse): () => void {
  const posts = Array.from({ length: COUNT }, (_, index) =>
    makePost(String(9000 - index), {
      text: [
        { type: 'text', text: index === TRICKY ? 'A text with "},{"id":"1"}]} in it' : `Boat ${index}.` },
      ],
    }),
  )
  const { posts: list, ...rest } = makePosts(posts, { fetchedAt })
  const body = JSON.stringify(turn === 'turned' ? { posts: list, ...rest } : { ...rest, posts: list })
  const half = body.length * 0.75
  response.setHeader('content-type', 'application/json')
  response.write(body.slice(0, half))
  return () => (turn === 'torn' ? response.socket?.destroy() : response.end(body.slice(half)))
}
