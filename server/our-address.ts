/** Addresses of this server that a person may paste elsewhere: of a frame, of a document, of the builder with its choices. */
import type { Request } from 'express'
import { NETWORKS } from '../wire/document.js'
import type { Shown } from './embed.js'
import { searchOf } from './embed-query.js'
import { canonicalHandle } from './sources/handles.js'

export interface Addressed {
  readonly shown: Shown
  /** How it is to look, as the frame is asked for it: empty, or with its question mark. */
  readonly search: string
}

/** `url` is where browsers reach this server; ends with a slash. Whether it is served is not asked. */
export function addressedAt(address: string, url: string): Addressed | undefined {
  if (!URL.canParse(address) || !address.startsWith(url)) return undefined
  const { pathname, searchParams } = new URL(address)
  const path = pathname.slice(new URL(url).pathname.length)
  const query = Object.fromEntries(searchParams)
  if (path === '') return query.account === undefined ? undefined : chosenIn(query)
  const [place, ...named] = path.split('/')
  if (place === 'walls' && named.length === 1) return { shown: wall(named[0]), search: searchOf(query) }
  if (place !== 'embed' && place !== 'feeds') return undefined
  const shown = shownAt(named)
  return shown && { shown, search: searchOf(query) }
}

type Choices = Request['query']

/** The builder's own words; an unchecked box is `0`. */
export function chosenIn(choices: Choices): Addressed | undefined {
  const { account, network, handle, box, height, message, ...look } = choices
  const named = account ? divide(String(account)) : [network, handle]
  const shown = shownAt(named.map(part => encodeURIComponent(String(part ?? ''))))
  const left = ['reposts', 'header', 'footer', 'border', 'media', 'metrics'].filter(
    name => choices[name] === '0',
  )
  const search = searchOf({
    ...look,
    height: box === 'auto' ? 'auto' : height,
    replies: look.replies === '1' ? 'true' : 'false',
    reposts: 'true',
    ...(message === '0' && { 'when-empty': 'hide' }),
    ...Object.fromEntries(left.map(name => [`no-${name}`, 'true'])),
  })
  return shown && { shown, search }
}

function shownAt([name, written, ...more]: readonly string[]): Shown | undefined {
  if (!written || more.length > 0) return undefined
  if (name === 'wall') return wall(written)
  const network = NETWORKS.find(known => known === name)
  const handle = network && canonicalHandle(network, decoded(written))
  return handle ? { network, handle } : undefined
}

const wall = (written = ''): Shown => ({ wall: decoded(written).toLowerCase() })

/** A handle may hold slashes itself. */
function divide(name: string): readonly string[] {
  const slash = name.indexOf('/')
  return [name.slice(0, slash), name.slice(slash + 1)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
