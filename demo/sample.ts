/** Sample mode: the stand-in networks in the same process, and the two sample addresses that never answer well. */
import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { startStandIn } from './standin/index.js'
import { startBluesky } from './standin-bluesky/index.js'

export interface Sample {
  /** What the X source is given instead of the real API. */
  readonly x: { readonly token: string; readonly url: string }
  /** What the Bluesky source is given instead of the public AppView. */
  readonly blueskyAppView: string
  /** Those that are stood in for; no other is asked. */
  readonly networks: readonly string[]
  /** The hosts with ports that may be called: none but these. */
  readonly allowPrivate: readonly string[]
  /** The app with the sample addresses in front. */
  around(app: RequestListener): RequestListener
  close(): Promise<void>
}

const TOKEN = 'sample'

/** `publicUrl` is where browsers reach this server's `/samples/` pictures; it ends with a slash. */
export async function startSample(publicUrl: string): Promise<Sample> {
  const held = new Set<Socket>()
  const mediaBase = `${publicUrl}samples/`
  const standIn = await startStandIn({ mediaBase, token: TOKEN })
  const bluesky = await startBluesky({ mediaBase })
  return {
    x: { token: TOKEN, url: standIn.url },
    blueskyAppView: bluesky.url,
    networks: ['x', 'bluesky'],
    allowPrivate: [new URL(bluesky.url).host],
    around: app => (request, response) => {
      // Held open: the page shows what waiting looks like.
      if (request.url === '/samples/loading') return void held.add(request.socket)
      if (request.url === '/samples/offline') return void request.socket.destroy()
      app(request, response)
    },
    close: async () => {
      for (const socket of held) socket.destroy()
      await Promise.all([standIn.close(), bluesky.close()])
    },
  }
}
