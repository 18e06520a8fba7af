/** A feed's bytes → text, by whatever says how they are encoded and turns out to be true. */

/** `contentType` is the answer's header. Never throws; what can't be decoded becomes U+FFFD. */
export function decodeFeed(body: Uint8Array, contentType: string | undefined): string {
  const labels = [markOf(body), charsetOf(contentType), declared(body), 'utf-8'].filter(isKnown)
  for (const label of labels) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(body)
    } catch {
      // This one was not true.
    }
  }
  return new TextDecoder(labels[0]).decode(body)
}

/** The byte order mark, or XML's own first characters where two bytes make one. https://www.w3.org/TR/xml/#sec-guessing */
function markOf(body: Uint8Array): string | undefined {
  const [a, b, c] = body
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be'
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le'
  return undefined
}

function charsetOf(contentType = ''): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1]
}

function declared(body: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 200))
  const label = /^\s*<\?xml[^>]{1,150}encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(head)?.[1]
  // Bytes that could be read this far are not made of pairs, whatever they say.
  return label !== undefined && !/^utf-?16|^ucs/i.test(label) ? label : undefined
}

function isKnown(label: string | undefined): label is string {
  if (label === undefined) return false
  try {
    new TextDecoder(label)
    return true
  } catch {
    return false
  }
}
