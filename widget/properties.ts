/** The element's properties: what each is while nobody says, and how its attribute is read. */
import type { PropertyDeclarations } from 'lit'
import type { Network } from '../wire/document.js'
import type { Post } from '../wire/post.js'
import { DEFAULT_LIMIT } from './feed-address.js'

export interface Properties {
  handle: string
  network: Network
  wall: string
  server: string
  src: string
  limit: number
  height: string
  theme: 'auto' | 'light' | 'dark'
  loading: 'lazy' | 'eager'
  layout: 'list' | 'grid' | 'carousel'
  every: number
  renderPost: ((post: Post) => unknown) | undefined
  whenEmpty: 'message' | 'hide'
  replies: boolean
  noReposts: boolean
  noHeader: boolean
  noFooter: boolean
  noBorder: boolean
  noMedia: boolean
  noMetrics: boolean
}

export const DEFAULTS: Properties & { readonly lang: string } = {
  handle: '',
  network: 'x',
  wall: '',
  // A bundle that is a classic script knows no address of its own.
  server: new URL(import.meta.url ?? location).origin,
  src: '',
  limit: DEFAULT_LIMIT,
  height: '600',
  theme: 'auto',
  lang: '',
  loading: 'lazy',
  layout: 'list',
  every: 0,
  renderPost: undefined,
  whenEmpty: 'message',
  replies: false,
  noReposts: false,
  noHeader: false,
  noFooter: false,
  noBorder: false,
  noMedia: false,
  noMetrics: false,
}

/** What the style sheets ask the tag about. */
const REFLECTED = ['height', 'theme', 'layout', 'whenEmpty']

export const properties: PropertyDeclarations = Object.fromEntries(
  Object.entries(DEFAULTS).map(([name, value]) => [
    name,
    {
      attribute: name !== 'renderPost' && attributeOf(name),
      reflect: REFLECTED.includes(name),
      converter: (text: string | null) => read(text, value),
    },
  ]),
)

/** `refresh` is a method, so the property has another name. */
function attributeOf(name: string): string {
  return name === 'every' ? 'refresh' : name.replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`)
}

/** An attribute that is taken away leaves the default. */
function read(text: string | null, value: unknown): unknown {
  if (text === null) return value
  return typeof value === 'boolean' || (typeof value === 'number' ? Number(text) : text)
}
