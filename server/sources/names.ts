/** A name must not turn round the line it stands in: without the bidi embeddings, overrides and isolates. */
export function plainName(name: string): string {
  return name.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').trim()
}

/** BCP 47 in its canonical spelling; undefined when it is no language tag. */
export function languageOf(tag: string | undefined): string | undefined {
  try {
    return tag ? Intl.getCanonicalLocales(tag.trim().replace('_', '-'))[0] : undefined
  } catch {
    return undefined
  }
}
