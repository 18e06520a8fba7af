/** Addresses out of foreign documents. */

/** Absolute `https:` or `http:`, as the URL parser writes it, or undefined. One that holds a login is none. */
export function absolute(value: string | undefined, base?: string): string | undefined {
  const text = value?.trim()
  if (!text || text.length > 4096 || !URL.canParse(text, base)) return undefined
  const url = new URL(text, base)
  const web = url.protocol === 'https:' || url.protocol === 'http:'
  return web && !url.username && !url.password ? url.href : undefined
}

/** The host as it is shown to people. */
export function siteOf(url: string): string {
  return new URL(url).host.replace(/^www\./, '')
}
