/** The headers every answer carries, worked out once: safety by helmet, and which sites may read. */
import helmet from 'helmet'
import type { Config } from './config.js'

export type Headers = Readonly<Record<string, string>>

/** helmet's own defaults keep other sites from loading a script or a picture, which is what an embed is for. */
const askHelmet = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
  },
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  crossOriginOpenerPolicy: false,
  xFrameOptions: false, // frame-ancestors says it, and can say more
  strictTransportSecurity: false, // the operator's to decide, where TLS ends
})

export const SAFETY: Headers = collect()

function collect(): Headers {
  const headers: Record<string, string> = {}
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name] = value
    },
    removeHeader: () => {},
  }
  askHelmet({} as never, response as never, () => {})
  return headers
}

/**
 * Which sites' pages may read the answers. Not a guard of the owner's quota: that is the allow-list of
 * feeds. Where it depends on the asking site, caches are told so.
 */
export function corsFor(origins: Config['origins']): (origin: string | undefined) => Headers {
  const expose = { 'Access-Control-Expose-Headers': 'Age, Cache-Status, ETag, Retry-After' }
  const all = { 'Access-Control-Allow-Origin': '*', Vary: 'Accept-Encoding', ...expose }
  const others = { Vary: 'Origin, Accept-Encoding', ...expose }
  if (origins === '*') return () => all
  const own = new Map(origins.map(origin => [origin, { 'Access-Control-Allow-Origin': origin, ...others }]))
  return origin => (origin && own.get(origin)) || others
}
