/** What the elements of HTML mean for a text: which are none of it, where its lines end, what is quoted or listed. */

export type Attributes = Readonly<Record<string, string>>

/** An element that is open. */
export interface Frame {
  readonly name: string
  readonly hides: boolean
  readonly ends: (() => void) | undefined
  /** Items begun, of an ordered list. */
  items?: number
}

/** Their content is no text, or stands in for something that can't be shown here. */
const NO_TEXT = new Set(
  'script style template noscript iframe object embed svg math video audio canvas head title select datalist textarea rp'.split(
    ' ',
  ),
)

/** Mastodon writes the whole address and hides its ends with these classes, so do others after it. */
export function hides(
  name: string,
  attributes: Attributes,
  classes: readonly string[],
  hide: readonly string[] = [],
) {
  if (NO_TEXT.has(name) || Object.hasOwn(attributes, 'hidden')) return true
  return classes.some(word => word === 'invisible' || hide.includes(word))
}

const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl figure table hr'.split(' '))
const BLOCKS = new Set(
  'div section article header footer main aside nav address li dt dd tr caption figcaption form fieldset details summary center'.split(
    ' ',
  ),
)

/** A blank line around paragraphs, a line for other blocks; lists within lists stand close. */
export function linesAround(name: string, frames: readonly Frame[]): number {
  if ((name === 'ul' || name === 'ol') && frames.some(frame => frame.name === 'li')) return 1
  // A paragraph is how some editors write the text of an item or a cell.
  if (name === 'p' && frames.at(-1)?.name === 'li') return 1
  return PARAGRAPHS.has(name) ? 2 : BLOCKS.has(name) ? 1 : 0
}

/** Quotation marks, so that nobody is taken for the author of what is quoted; `<q>` has them in browsers too. */
export function marksOf(name: string, frames: readonly Frame[]): readonly [before: string, after: string] {
  if (name === 'blockquote' || name === 'q') return ['“', '”']
  if (name !== 'li') return ['', '']
  const list = frames.findLast(frame => frame.name === 'ol' || frame.name === 'ul')
  if (list?.name !== 'ol') return ['• ', '']
  list.items = (list.items ?? 0) + 1
  return [`${list.items}. `, '']
}
