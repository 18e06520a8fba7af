/** Whose posts an old snippet is about: every way in which people have written it down since 2012. */

/** What an address of X leads to: a profile's feed can be shown, anything else stays a link. */
export type Target = { readonly handle: string } | { readonly other: string }

const HOST = /^(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com$/i
const NAME = /^\w{1,15}$/

/** First parts of a path that are pages of X, not accounts. */
const PAGES = new Set(
  'about compose explore hashtag home i intent login logout messages notifications oauth privacy search settings share signup tos who_to_follow widgets'.split(
    ' ',
  ),
)
/** What may follow an account's name where the address still means its posts. */
const OF_A_PROFILE = new Set(['', 'with_replies', 'media', 'tweets', 'posts'])

/** Takes `https://x.com/name`, `twitter.com/name/`, `//www.twitter.com/#!/name?lang=en`, `@name`, `name`. */
export function targetOf(written: string | null | undefined): Target | undefined {
  const text = bare(written)
  if (!text) return undefined
  if (/^(?:@|%40)?\w{1,15}$/i.test(text)) return { handle: text.replace(/^(?:@|%40)/, '') }
  const address = absolute(text)
  if (!address || !HOST.test(address.hostname)) return undefined
  const path = address.hash.startsWith('#!') ? address.hash.slice(2) : address.pathname
  const [first = '', second = '', ...more] = path.split('/').filter(Boolean).map(decode)
  if (first.toLowerCase() === 'intent') return named(address.searchParams.get('screen_name'), address)
  const whole = more.length === 0 && OF_A_PROFILE.has(second.toLowerCase())
  return whole && !PAGES.has(first.toLowerCase()) ? named(first, address) : { other: address.href }
}

/** The account in “Tweets by @name” or “Posts by name”; the last resort when nothing else tells. */
export function handleInText(text: string | null): string | undefined {
  return (
    /@(\w{1,15})(?!\w)/.exec(text ?? '')?.[1] ??
    /^\s*(?:tweets|posts) by (\w{1,15})\s*$/i.exec(text ?? '')?.[1]
  )
}

/** Without the quotes that an editor has made curly, or escaped once too often. */
export function bare(written: string | null | undefined): string {
  return (written ?? '').replace(/&quot;|&#0?3[49];/g, '"').replace(/^[\s"'“”„‘’«»″]+|[\s"'“”„‘’«»″]+$/g, '')
}

function named(name: string | null, { href }: URL): Target {
  const handle = name?.replace(/^@/, '') ?? ''
  return NAME.test(handle) ? { handle } : { other: href }
}

function absolute(text: string): URL | undefined {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text.replace(/^\/+/, '')}`
  return URL.canParse(address) ? new URL(address) : undefined
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
