/** A name must not turn round the line it stands in: without the bidi embeddings, overrides and isolates. */
export function plainName(name: string): string {
  return name.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').trim()
}
