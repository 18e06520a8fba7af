/** What a post of X and a quoted one have in common. */
import type { Author, PostBody, Withheld } from '../../wire/post.js'
import { addressAt, compact, dateAt, flagAt, type Json, objectAt, stringAt, stringsAt } from './json.js'
import { toCard, toMedia, toPoll } from './x-media.js'
import { historyOf, type Includes, idOf, permalink } from './x-raw.js'
import { toSegments } from './x-text.js'

/** `quoted` is the id of the post that is shown as a quote with it. Undefined without an id or a date. */
export function toBody(raw: Json, author: Author, includes: Includes, quoted?: string): PostBody | undefined {
  const id = idOf(raw)
  const createdAt = dateAt(raw, 'created_at')
  if (!id || !createdAt) return undefined
  const { media, whole } = toMedia(raw, includes.media)
  const poll = toPoll(raw, includes.polls)
  const pictured = media.length > 0
  return compact<PostBody>({
    id,
    url: permalink(author.handle, id),
    author,
    createdAt,
    text: textOf(raw, { id, quoted, media: pictured && whole }),
    language: languageOf(raw),
    media: pictured ? media : undefined,
    // As on X: pictures, a poll or a quoted post stand in for a link's preview.
    card: pictured || poll || quoted ? undefined : toCard(raw),
    poll,
    sensitive: flagAt(raw, 'possibly_sensitive'),
    edited: historyOf(raw).length > 1 || undefined,
    withheld: withheldOf(raw),
    paidPartnership: flagAt(raw, 'paid_partnership'),
  })
}

/** What is shown with the text, so that links to it need not be. */
interface Shown {
  readonly id: string
  readonly quoted: string | undefined
  readonly media: boolean
}

/** A long post's whole text stands beside its first 280 characters, with entities of its own. */
function textOf(raw: Json, shown: Shown): PostBody['text'] {
  const note = objectAt(raw, 'note_tweet') ?? objectAt(raw, 'note_post')
  const source = stringAt(note, 'text') === undefined ? raw : note
  const selves = new Set([shown.id, ...historyOf(raw)])
  return toSegments(stringAt(source, 'text') ?? '', objectAt(source, 'entities'), (link, before) => {
    const target = postLinkOf(link)
    if (stringAt(link, 'media_key') !== undefined || target?.medium) return shown.media
    if (!target) return false
    // Behind an ellipsis the link to the post itself is the way to the rest of its text.
    return target.id === shown.quoted || (selves.has(target.id) && !before.endsWith('…'))
  })
}

/** The post that a link leads to, and whether to one of its media. */
function postLinkOf(link: Json): { readonly id: string; readonly medium: boolean } | undefined {
  const { hostname, pathname } = new URL(addressAt(link, 'expanded_url') ?? 'https://x.com/')
  if (!/^(?:(?:www|mobile)\.)?(?:x|twitter)\.com$/.test(hostname)) return undefined
  const [, id, medium] = /^\/[\w/]+\/status\/(\d+)(\/(?:photo|video)\/\d+)?\/?$/.exec(pathname) ?? []
  return id === undefined ? undefined : { id, medium: medium !== undefined }
}

/** X's codes for "no language" and the private ones are no BCP 47; two are spelt as they were before 1989. */
function languageOf(raw: Json): string | undefined {
  const code = stringAt(raw, 'lang') ?? ''
  const known = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(code) && !/^(?:und|zxx|art|q[a-t][a-z])$/.test(code)
  if (!known) return undefined
  return code === 'in' ? 'id' : code === 'iw' ? 'he' : code
}

/** `XY` is X's code for "everywhere, because of a copyright claim"; on the wire `XX` is everywhere. */
function withheldOf(raw: Json): Withheld | undefined {
  const withheld = objectAt(raw, 'withheld')
  if (!withheld) return undefined
  const codes = stringsAt(withheld, 'country_codes')
    .filter(code => /^[A-Z]{2}$/.test(code))
    .map(code => (code === 'XY' ? 'XX' : code))
  return {
    reason: flagAt(withheld, 'copyright') ? 'copyright' : 'law',
    countries: codes.length > 0 ? [...new Set(codes)] : ['XX'],
  }
}
