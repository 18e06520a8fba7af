/** From what an author types to what X would store: short links, entities counted in code points of the escaped text. */
import type { Fields, World } from './world.js'

export interface Card {
  readonly title: string
  readonly description: string
  /** Absolute address, width, height. */
  readonly image?: readonly [string, number, number]
}

/** A link that X appends itself, for media or a quoted post. */
export interface Trailing {
  readonly expanded: string
  readonly display: string
  /** One entity is repeated for every photo, over the same span. */
  readonly mediaKeys?: readonly string[]
}

export interface Composed {
  readonly text: string
  readonly entities: Readonly<Record<string, readonly Fields[]>>
}

/** X's own limit; longer posts carry the rest in `note_tweet`. */
export const SHORT = 280

const TOKEN =
  /https?:\/\/[^\s]*[^\s.,!?)]|(?<![\w@])@\w{1,15}|[#＃][\p{L}\p{N}\p{M}_]+|(?<!\w)\$[A-Z]{1,6}\b/gu

export function compose(
  world: World,
  typed: string,
  trailing: readonly Trailing[] = [],
  card?: Card,
): Composed {
  const pen = new Pen()
  let from = 0
  let pending = card
  for (const match of typed.matchAll(TOKEN)) {
    pen.write(typed.slice(from, match.index))
    pen.mark(world, match[0], pending)
    if (match[0].startsWith('http')) pending = undefined
    from = match.index + match[0].length
  }
  pen.write(typed.slice(from))
  for (const link of trailing) pen.append(world, link)
  return { text: pen.text, entities: pen.entities }
}

/** The stored text of a long post: its beginning, and a link to the whole. */
export function shorten(world: World, typed: string, permalink: string): Composed {
  const beginning = [...typed].slice(0, SHORT - 26).join('')
  const words = beginning.slice(0, beginning.lastIndexOf(' '))
  return compose(world, `${words}…`, [{ expanded: permalink, display: display(permalink) }])
}

class Pen {
  text = ''
  readonly entities: Record<string, Fields[]> = {}
  #at = 0

  write(typed: string): { readonly start: number; readonly end: number } {
    const escaped = typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    const start = this.#at
    this.#at += [...escaped].length
    this.text += escaped
    return { start, end: this.#at }
  }

  mark(world: World, token: string, card: Card | undefined): void {
    if (token.startsWith('http')) {
      const url = shortLink(world)
      const link = {
        url,
        expanded_url: token,
        display_url: display(token),
        ...(card && preview(token, card)),
      }
      this.#add('urls', { ...this.write(url), ...link })
    } else if (token.startsWith('@')) {
      const username = token.slice(1)
      const known = [...world.users.values()].find(user => user.username === username)
      this.#add('mentions', { ...this.write(token), username, id: known?.id ?? '90999999' })
    } else {
      this.#add(token.startsWith('$') ? 'cashtags' : 'hashtags', {
        ...this.write(token),
        tag: token.slice(1),
      })
    }
  }

  append(world: World, { expanded, display: shown, mediaKeys }: Trailing): void {
    if (this.text) this.write(' ')
    const url = shortLink(world)
    const link = {
      ...this.write(url),
      url,
      expanded_url: expanded,
      display_url: mediaKeys ? `pic.x.com/${url.slice(13)}` : shown,
    }
    if (!mediaKeys) this.#add('urls', link)
    for (const media_key of mediaKeys ?? []) this.#add('urls', { ...link, media_key })
  }

  #add(kind: string, entity: Fields): void {
    const list = this.entities[kind] ?? []
    this.entities[kind] = list
    list.push(entity)
  }
}

/** 23 characters, like every `t.co` link. */
function shortLink(world: World): string {
  world.links += 1
  return `https://t.co/sample${world.links.toString(36).padStart(4, '0')}`
}

function display(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
  return bare.length > 27 ? `${bare.slice(0, 26)}…` : bare
}

function preview(url: string, { title, description, image }: Card): Fields {
  const [address, width, height] = image ?? []
  const images = image && {
    images: [
      { url: address, width, height },
      { url: address, width: 150, height: 150 },
    ],
  }
  return { ...images, status: 200, title, description, unwound_url: url }
}
