/** What the address of a frame asks of the look: attributes for the tag, and what the page around it minds. */
import type { Request } from 'express'
import type { TagAttributes } from '../wire/render.js'
import type { Frame } from './embed.js'
import { MOST } from './oembed.js'
import { readView } from './request.js'
import type { View } from './view.js'

const FLAGS = ['no-reposts', 'no-header', 'no-footer', 'no-border', 'no-media', 'no-metrics'] as const

/**
 * What is no theme, no layout and no language counts as not asked for: a frame always shows its feed. `root` is
 * where this server is, seen from the page.
 */
export function attributesOf(
  query: Request['query'],
  { limit, replies, reposts }: View,
  root: string,
): TagAttributes {
  const { theme, layout, lang, height, 'when-empty': whenEmpty } = query
  const flags = FLAGS.filter(name => query[name] === '' || query[name] === 'true')
  return {
    server: root.slice(0, -1),
    ...(limit !== 20 && { limit }),
    ...(height === 'auto' && { height }),
    ...((theme === 'light' || theme === 'dark') && { theme }),
    ...((layout === 'grid' || layout === 'carousel') && { layout }),
    lang: languageOf(lang),
    ...(whenEmpty === 'hide' && { 'when-empty': whenEmpty }),
    ...(replies && { replies }),
    ...(!reposts && { 'no-reposts': true }),
    ...Object.fromEntries(flags.map(name => [name, true])),
  }
}

/** The closest that `Intl` has, of which there are few: what formats in a language is dear to build, and kept for good. */
function languageOf(asked: unknown): string {
  if (typeof asked !== 'string') return 'en'
  try {
    const { baseName, language } = new Intl.Locale(asked)
    const { locale } = new Intl.DateTimeFormat(baseName).resolvedOptions()
    return locale.split('-')[0] === language ? locale : language
  } catch {
    return 'en'
  }
}

/** The same look as the end of an address, in one spelling: empty, or with its question mark. */
export function searchOf(query: Request['query']): string {
  const asked = readView(query)
  const view = 'mistake' in asked ? { limit: 20, replies: false, reposts: true } : asked
  const { server: _, lang, ...attributes } = attributesOf(query, view, '')
  const { height } = frameOf(query)
  const entries = Object.entries({ ...attributes, ...(lang !== 'en' && { lang }), ...(height && { height }) })
  const search = new URLSearchParams(entries.map(([name, value]): [string, string] => [name, String(value)]))
  return search.size > 0 ? `?${search}` : ''
}

export function frameOf({ theme, height }: Request['query']): Pick<Frame, 'theme' | 'height'> {
  const pixels = Math.trunc(Number(height))
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    height: height === 'auto' ? height : pixels > 0 ? Math.min(pixels, MOST) : undefined,
  }
}
