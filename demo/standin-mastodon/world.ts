/** What the stand-in knows: accounts and statuses in the shapes of Mastodon's API. https://docs.joinmastodon.org/entities/ */

export type Fields = Readonly<Record<string, unknown>>

export interface RawAccount extends Fields {
  readonly id: string
  readonly username: string
  readonly acct: string
}

export interface RawStatus extends Fields {
  readonly id: string
}

export interface Place {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** Where the pictures are; ends with `/`. */
  readonly mediaBase: string
  /** Milliseconds since 1970. */
  readonly start: number
}

export function account({ origin, mediaBase }: Place, username: string, more: Fields = {}): RawAccount {
  return {
    id: '1',
    username,
    acct: username,
    display_name: `${username[0]?.toUpperCase()}${username.slice(1)} :heron:`,
    locked: false,
    bot: false,
    created_at: '2024-05-01T00:00:00.000Z',
    note: '<p>Sample account</p>',
    url: `${origin}/@${username}`,
    uri: `${origin}/users/${username}`,
    avatar: `${mediaBase}${username}.webp`,
    avatar_static: `${mediaBase}${username}.webp`,
    emojis: [heron(mediaBase)],
    fields: [],
    ...more,
  }
}

export function status(
  { origin, start }: Place,
  owner: RawAccount,
  minutes: number,
  more: Fields,
): RawStatus {
  const at = start - minutes * 60_000
  // Ids sort by time, as Mastodon's do: milliseconds, then 16 bits.
  const id = String(BigInt(at) << 16n)
  return {
    id,
    created_at: new Date(at).toISOString(),
    in_reply_to_id: null,
    in_reply_to_account_id: null,
    sensitive: false,
    spoiler_text: '',
    visibility: 'public',
    language: 'en',
    uri: `${origin}/users/${owner.username}/statuses/${id}`,
    url: `${origin}/@${owner.username}/${id}`,
    replies_count: 1,
    reblogs_count: 2,
    favourites_count: 3,
    edited_at: null,
    content: '',
    reblog: null,
    account: owner,
    media_attachments: [],
    mentions: [],
    tags: [],
    emojis: [],
    card: null,
    poll: null,
    ...more,
  }
}

export function heron(mediaBase: string): Fields {
  return { shortcode: 'heron', url: `${mediaBase}heron.gif`, static_url: `${mediaBase}heron.png` }
}

/** What somebody typed, as Mastodon makes HTML of it. */
export function written(
  text: string,
  { origin }: Pick<Place, 'origin'>,
): { readonly content: string; readonly tags: readonly Fields[] } {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  const tagUrl = (name: string) => `${origin}/tags/${name.toLowerCase()}`
  const linked = escaped.replace(
    /(?<![\w&])#(\w+)/g,
    (_, name: string) =>
      `<a href="${tagUrl(name)}" class="mention hashtag" rel="tag">#<span>${name}</span></a>`,
  )
  const paragraphs = linked.split(/\n\n+/).map(lines => `<p>${lines.replace(/\n/g, '<br />')}</p>`)
  const names = [...text.matchAll(/(?<![\w&])#(\w+)/g)].map(([, name = '']) => name)
  return { content: paragraphs.join(''), tags: names.map(name => ({ name, url: tagUrl(name) })) }
}
