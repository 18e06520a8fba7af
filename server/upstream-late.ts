/** The way to the networks, opened when it is first gone. */
import type { Upstream, UpstreamOptions } from './upstream.js'

/** Its client is half the time to start, so it is loaded when a network is first asked through it. */
export function openLate(options: UpstreamOptions): Upstream {
  let opened: Promise<Upstream> | undefined
  const open = (): Promise<Upstream> => {
    opened ??= import('./upstream.js').then(({ createUpstream }) => createUpstream(options))
    return opened
  }
  return {
    get: async (url, ask) => (await open()).get(url, ask),
    stream: async (url, ask) => (await open()).stream(url, ask),
    close: async () => (await opened)?.close(),
  }
}
