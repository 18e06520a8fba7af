/** Who reads Nynorsk, or names no kind of Norwegian, reads Bokmål. */
const NEXT_OF_KIN: Readonly<Record<string, string>> = { nn: 'nb', no: 'nb' }

/**
 * The names under which a reader of `locale` may find words, best first. The script goes without saying in a
 * tag, and tells more than the region: `zh-TW` is `zh-Hant`. Throws at a malformed tag.
 */
export function namesOf(locale: string): readonly string[] {
  const { language, script } = new Intl.Locale(locale).maximize()
  return [`${language}-${script}`, language, NEXT_OF_KIN[language] ?? '']
}
