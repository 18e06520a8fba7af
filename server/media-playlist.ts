/** A list of a film's pieces (HLS), with every piece led through this server. Pure. https://www.rfc-editor.org/rfc/rfc8216 */

/**
 * `base` is where the list came from. `mint` answers the address on this server, or undefined for one that
 * may not be fetched: then there is no list at all, because a film with holes is none.
 */
export function rewritePlaylist(
  text: string,
  base: string,
  mint: (url: string) => string | undefined,
): string | undefined {
  let refused = false
  const through = (address: string): string => {
    const minted = URL.canParse(address, base) ? mint(new URL(address, base).href) : undefined
    refused ||= minted === undefined
    return minted ?? ''
  }
  const lines = text.split(/\r?\n/).map(line => {
    if (line.startsWith('#')) return line.replace(URI, (_, address: string) => `URI="${through(address)}"`)
    return line.trim() === '' ? line : through(line.trim())
  })
  return refused ? undefined : lines.join('\n')
}

/** Tags name keys, maps, sound and subtitles so. */
const URI = /URI="([^"]*)"/g
