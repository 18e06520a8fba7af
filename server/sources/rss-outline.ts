/**
 * What the feed parser does not tell: is the document whole, how many items does it hold, in which
 * address do they stand (`xml:base`), and is an Atom text plain or markup. Emptiness is proved with this.
 */
import { Parser } from 'htmlparser2'
import { absolute } from './address.js'

export interface Outline {
  /** The root element's name, lower case and without its prefix. */
  readonly root: string
  /** The root was closed: nothing broke off. */
  readonly whole: boolean
  readonly items: readonly ItemOutline[]
  /** `xml:base` of the feed, absolute. */
  readonly base: string
  readonly language: string | undefined
}

export interface ItemOutline {
  /** Of its text. */
  readonly base: string
  /** Element name (`title`, `summary`, `content`) → Atom's `type`; `text` where none is given (RFC 4287 section 3.1.1). */
  readonly types: ReadonlyMap<string, string>
  /** Of those that hold XHTML, what stands in the document: the feed parser reads its entities once too often. */
  readonly xhtml: ReadonlyMap<string, string>
}

/** Elements within elements; a feed has about ten, its XHTML some more. */
const DEEPEST = 500

/** `url` is where the document came from. */
export function outlineOf(xml: string, url: string): Outline {
  const bases = [url]
  const names: string[] = []
  const items: { base: string; types: Map<string, string>; xhtml: Map<string, string> }[] = []
  let root = ''
  let whole = false
  let language: string | undefined
  let inItem = 0
  let textStart = 0

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = local(tag)
        const base = absolute(attributes['xml:base'], bases.at(-1)) ?? bases.at(-1) ?? url
        if (names.length === 0 && root === '') {
          root = name
          bases[0] = base
          language = attributes['xml:lang']
        }
        names.push(name)
        bases.push(base)
        const item = items.at(-1)
        if (inItem === 0 && isItem(names)) {
          inItem = names.length
          items.push({ base, types: new Map(), xhtml: new Map() })
        } else if (item && names.length === inItem + 1 && TEXTS.has(name)) {
          item.types.set(name, attributes.type ?? 'text')
          if (name === 'content') item.base = base
          textStart = parser.endIndex + 1
        }
        if (root === 'html' || names.length > DEEPEST) parser.pause()
      },
      onclosetag(_, isImplied) {
        const item = items.at(-1)
        const name = names.at(-1) ?? ''
        if (item && names.length === inItem + 1 && item.types.get(name) === 'xhtml') {
          item.xhtml.set(name, xml.slice(textStart, parser.startIndex))
        }
        if (names.length === inItem) inItem = 0
        names.pop()
        bases.pop()
        if (names.length === 0 && !isImplied) whole = true
      },
    },
    { xmlMode: true },
  )
  parser.write(xml)
  return { root, whole, items, base: bases[0] ?? url, language }
}

const TEXTS = new Set(['title', 'summary', 'content'])

/** RSS 2.0 holds items in its channel, RSS 1.0 beside it; Atom's are entries. */
function isItem(names: readonly string[]): boolean {
  const [root, ...rest] = names
  const path = rest.join('/')
  if (root === 'feed') return path === 'entry'
  return root === 'rdf' ? path === 'item' : path === 'channel/item'
}

function local(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1).toLowerCase()
}
