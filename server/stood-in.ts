/** The way to the stand-ins of sample mode under the names they go by. Nobody else is ever called. */
import { FeedError } from './errors.js'
import type { Upstream } from './upstream.js'

/** `origins`: the name an address goes by → where it is stood in for. */
export function stoodIn(upstream: Upstream, origins: Readonly<Record<string, string>>): Upstream {
  const names = new Map(Object.entries(origins))
  return {
    ...upstream,
    async get(address, ask) {
      const { origin } = new URL(address)
      const place = names.get(origin)
      if (!place) throw new FeedError('unreadable', `sample mode calls nobody: ${origin} has no stand-in`)
      const answer = await upstream.get(place + address.slice(origin.length), ask)
      return { ...answer, url: answer.url.replace(place, origin) }
    },
  }
}
