/**
 * A document whose pictures and films all come through this server. What may not be fetched is left out,
 * so that a page never asks anybody else. Pure; the truth in the cache keeps the network's own addresses.
 */
import type { FeedDocument, KnownDocument, Network } from '../wire/document.js'
import type { Author, Card, Media, Post, PostBody, Segment, Variant, Video } from '../wire/post.js'
import type { WallDocument, WallSource } from '../wire/wall.js'
import { LARGEST, type MediaKind, type Width } from './media-address.js'

/** The address on this server, or undefined when that host is none of the network's. */
export type Mint = (network: Network, kind: MediaKind, url: string, width?: Width) => string | undefined

export function throughOurServer<T extends FeedDocument | WallDocument>(document: T, mint: Mint): T {
  return {
    ...document,
    ...('wall' in document
      ? { wall: { ...document.wall, sources: document.wall.sources.map(source => accountOf(source, mint)) } }
      : accountOf(document, mint)),
    ...('posts' in document && { posts: document.posts.map(post => postOf(post, mint)) }),
  }
}

/** Every address that `throughOurServer` would have minted, as the network wrote it. */
export function mediaOf(document: KnownDocument): ReadonlySet<string> {
  const found = new Set<string>()
  throughOurServer(document, (_network, _kind, url) => {
    found.add(url)
    return url
  })
  return found
}

/** What `before` showed and `after`, if anything is left, does not. */
export function goneMedia(before: KnownDocument, after: KnownDocument | undefined): readonly string[] {
  const still = after ? mediaOf(after) : new Set()
  return [...mediaOf(before)].filter(url => !still.has(url))
}

type Affiliation = NonNullable<Author['affiliation']>

/** An avatar is 40 px wide on the page, and three times that on a phone. */
const AVATAR: Width = 128
const POSTER: Width = 960
const STEPS: readonly Width[] = [240, 480, 960, 1440]

interface Minter {
  picture(url: string, width?: Width): string | undefined
  film(url: string): string | undefined
  captions(url: string): string | undefined
}

const minter = (network: Network, mint: Mint): Minter => ({
  picture: (url, width) => mint(network, 'picture', url, width),
  film: url => mint(network, 'film', url),
  captions: url => mint(network, 'captions', url),
})

function accountOf<T extends FeedDocument | WallSource>(account: T, mint: Mint): T {
  if (!('author' in account) || !account.author) return account
  return { ...account, author: authorOf(account.author, minter(account.network, mint)) }
}

function postOf(post: Post, mint: Mint): Post {
  const from = minter(post.network, mint)
  const { repostedBy, quote } = post
  return {
    ...post,
    ...bodyOf(post, from),
    ...(repostedBy && { repostedBy: authorOf(repostedBy, from) }),
    ...(quote?.type === 'post' && { quote: { ...quote, post: bodyOf(quote.post, from) } }),
  }
}

function bodyOf<T extends PostBody>(post: T, from: Minter): T {
  const { author, text, media, card } = post
  return {
    ...post,
    author: authorOf(author, from),
    text: text.map(segment => segmentOf(segment, from)),
    ...(media && { media: media.flatMap(item => mediumOf(item, from) ?? []) }),
    ...(card && { card: cardOf(card, from) }),
  }
}

function authorOf({ avatar, affiliation, ...rest }: Author, from: Minter): Author {
  const minted = avatar && from.picture(avatar, AVATAR)
  return {
    ...rest,
    ...(minted && { avatar: minted }),
    ...(affiliation && { affiliation: affiliationOf(affiliation, from) }),
  }
}

function affiliationOf({ image, ...rest }: Affiliation, from: Minter): Affiliation {
  const minted = image && from.picture(image, AVATAR)
  return minted ? { ...rest, image: minted } : rest
}

function segmentOf(segment: Segment, from: Minter): Segment {
  if (segment.type !== 'emoji') return segment
  const url = from.picture(segment.url, AVATAR)
  return url ? { ...segment, url } : { type: 'text', text: segment.text }
}

function mediumOf(item: Media, from: Minter): Media | undefined {
  if (item.type !== 'photo') return filmOf(item, from)
  const url = from.picture(item.url)
  return url ? { ...item, url, variants: variantsOf(item, url, from) } : undefined
}

/** Without its sources it is a poster that leads to its network. */
function filmOf({ poster, sources, captions = [], ...rest }: Video, from: Minter): Video | undefined {
  const minted = poster && from.picture(poster, POSTER)
  const playable = sources.flatMap(source => {
    const url = from.film(source.url)
    return url ? [{ ...source, url }] : []
  })
  if (!minted && playable.length === 0) return undefined
  const readable = captions.flatMap(file => {
    const url = from.captions(file.url)
    return url ? [{ ...file, url }] : []
  })
  return {
    ...rest,
    ...(minted && { poster: minted }),
    sources: playable,
    ...(readable.length > 0 && { captions: readable }),
  }
}

function cardOf({ image, ...rest }: Card, from: Minter): Card {
  const url = image && from.picture(image.url)
  return url ? { ...rest, image: { ...image, url, variants: variantsOf(image, url, from) } } : rest
}

/** Smaller ones than the picture itself, and the picture. Of one whose size isn't known, all. */
function variantsOf(
  picture: { readonly url: string; readonly width?: number },
  whole: string,
  from: Minter,
): readonly Variant[] {
  const natural = picture.width ?? Number.POSITIVE_INFINITY
  const smaller = STEPS.filter(width => width < natural).flatMap(width => {
    const url = from.picture(picture.url, width)
    return url ? [{ url, width }] : []
  })
  return picture.width ? [...smaller, { url: whole, width: Math.min(picture.width, LARGEST) }] : smaller
}
