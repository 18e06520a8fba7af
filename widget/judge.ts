/** What an answer means that is no feed with posts: a status, a wall, or something the page's owner can mend. */
import { isFeedDocument } from '../wire/guard.js'
import type { Failure, Known } from './feed-state.js'

/** An empty address is a tag that names no account. A `status` of 0 is an answer that is no JSON. */
export async function judge(address: string, status: number, body: unknown): Promise<Known | Failure> {
  if (isFeedDocument(body)) return body
  if ('wall' in Object(body)) {
    const wall = await import('./templates/wall.js').catch(() => undefined)
    if (wall?.isWallDocument(body)) return body
  }
  return refusal(address, status, body)
}

function refusal(address: string, status: number, body: unknown): Failure {
  const detail = (body as { readonly detail?: unknown } | null | undefined)?.detail
  if (!address) return refused('needs a handle, as in <social-feed handle="varindiamag">')
  if (REFUSALS.includes(status) && typeof detail === 'string') return refused(detail)
  return { status: 'unavailable', reason: 'unreadable', advice: `${address} does not answer with a feed` }
}

/** The codes whose answer is a problem the page's owner can mend (RFC 9457). */
const REFUSALS = [400, 403, 404]

function refused(advice: string): Failure {
  return { status: 'unavailable', reason: 'refused', advice }
}
