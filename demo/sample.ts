/** Sample mode: the stand-in X in the same process, and the two sample addresses that never answer well. */
import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { startStandIn } from './standin/index.js'

export interface Sample {
  /** What the X source is given instead of the real API. */
  readonly x: { readonly token: string; readonly url: string }
  /** The app with the sample addresses in front. */
  around(app: RequestListener): RequestListener
  close(): Promise<void>
}

const TOKEN = 'sample'

/** `publicUrl` is where browsers reach this server's `/samples/` pictures; it ends with a slash. */
export async function startSample(publicUrl: string): Promise<Sample> {
  const held = new Set<Socket>()
  const standIn = await startStandIn({ mediaBase: `${publicUrl}samples/`, token: TOKEN })
  return {
    x: { token: TOKEN, url: standIn.url },
    around: app => (request, response) => {
      // Held open: the page shows what waiting looks like.
      if (request.url === '/samples/loading') return void held.add(request.socket)
      if (request.url === '/samples/offline') return void request.socket.destroy()
      app(request, response)
    },
    close: () => {
      for (const socket of held) socket.destroy()
      return standIn.close()
    },
  }
}
