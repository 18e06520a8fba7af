/** A local server that speaks Mastodon's API, so that the demo and the tests run without the internet. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerTo, type Resident } from './answers.js'
import { effectOf, type MastodonScene } from './scenes.js'
import { someStatuses } from './statuses.js'
import { account, type Place, status, written } from './world.js'

export interface MastodonOptions {
  /** 0, the default, takes any free one. */
  readonly port?: number
  /** Where the pictures are, absolute, ending with `/`. Default `https://pictures.invalid/`. */
  readonly mediaBase?: string
  readonly now?: () => number
  /** What it calls itself when it is reached under another name. Default: where it listens. */
  readonly origin?: string
  /** One account that lives there from the start. */
  readonly cast?: (place: Place) => Resident
}

export interface MastodonCall {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** 0 until an answer begins. */
  readonly status: number
}

export interface MastodonStandIn {
  /** `127.0.0.1:PORT`, the domain of its accounts. */
  readonly host: string
  /** Every request, oldest first. */
  readonly calls: readonly MastodonCall[]
  /** From now on this account answers so. An unknown name gets an account with a status of every kind. */
  play(user: string, scene: MastodonScene): void
  /** A new status at the top of the account's timeline, or one that goes on from its own; returns its id. */
  publish(user: string, text: string, to?: string): string
  remove(user: string, id: string): void
  /** Cuts open connections; hanging ones too. */
  close(): Promise<void>
}

/** Rejects when the port is taken. */
export async function startMastodon(options: MastodonOptions = {}): Promise<MastodonStandIn> {
  const { port = 0, mediaBase = 'https://pictures.invalid/', now = Date.now, origin, cast } = options
  const residents = new Map<string, Resident>()
  const calls: MastodonCall[] = []
  let place: Place = { origin: '', mediaBase, start: now() }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in.invalid')
    const query = Object.fromEntries(searchParams)
    calls.push({
      path: pathname,
      query,
      get status() {
        return response.headersSent ? response.statusCode : 0
      },
    })
    const answer = answerTo(pathname, query, { place, residents })
    answer({ request, response, resetAt: Math.ceil(now() / 1000) + 900 })
  }

  function resident(user: string): Resident {
    const known = residents.get(user)
    if (known) return known
    const owner = account(place, user, { id: String(220 + (residents.size + 1)) })
    const made = { account: owner, scene: 'posts', statuses: someStatuses(place, owner) } as const
    residents.set(user, made)
    return made
  }

  const server = createServer(handle)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  place = { ...place, origin: origin ?? `http://${host}` }
  const guest = cast?.(place)
  if (guest) residents.set(guest.account.username, guest)
  return {
    host,
    calls,
    play(user, scene) {
      effectOf(scene) // an unknown scene fails here, not in somebody's request
      residents.set(user, { ...resident(user), scene })
    },
    publish(user, text, to) {
      const known = resident(user)
      const drafted = status({ ...place, start: now() }, known.account, 0, {
        ...written(text, place),
        ...(to && { in_reply_to_id: to, in_reply_to_account_id: known.account.id }),
      })
      // Two posts of one millisecond still sort: the later one is newer.
      const newest = BigInt(known.statuses[0]?.id ?? '0')
      const id = BigInt(drafted.id) > newest ? drafted.id : String(newest + 1n)
      const url = `${place.origin}/@${user}/${id}`
      residents.set(user, { ...known, statuses: [{ ...drafted, id, url }, ...known.statuses] })
      return id
    },
    remove(user, id) {
      const known = resident(user)
      const statuses = known.statuses.filter(post => post.id !== id)
      if (statuses.length === known.statuses.length) throw new RangeError(`@${user} has no post ${id}`)
      residents.set(user, { ...known, statuses })
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
