/** How an old snippet asks to be shown: by `data-*` attributes, by options of the API, by metas of the page. */
import { bare } from './address.js'

/** A value as it was written: `data-tweet-limit` and `tweetLimit` are the same setting. */
export type Settings = (name: string) => string

/** https://developer.x.com/en/docs/x-for-websites/timelines/guides/parameter-reference */
const LEAST_WIDTH = 180
const LEAST_HEIGHT = 200
const MOST_POSTS = 20

/** The page's word for all of its timelines, where one has none of its own. */
const METAS: Readonly<Record<string, string>> = {
  theme: 'twitter:widgets:theme',
  'border-color': 'twitter:widgets:border-color',
  'link-color': 'twitter:widgets:link-color',
}

export function settingsOf(anchor: Element): Settings {
  return name => bare(anchor.getAttribute(`data-${name}`)) || metaOf(name)
}

/** Options come in camel case, as numbers and booleans too, and `chrome` as a list as well. */
export function optionsOf(options: unknown): Settings {
  const given = new Map(
    Object.entries(Object(options)).map(([key, value]) => [
      key.replace(/[A-Z]/g, capital => `-${capital.toLowerCase()}`),
      value === undefined || value === null ? '' : bare([value].flat().join(' ')),
    ]),
  )
  return name => given.get(name) || metaOf(name)
}

export function meta(name: string): string {
  return bare(document.querySelector(`meta[name="${name}" i]`)?.getAttribute('content'))
}

/** Puts the settings on a feed: what the element knows as attributes, the rest as style without a style attribute. */
export function apply(asked: Settings, feed: HTMLElement): void {
  const limit = numberIn(asked('tweet-limit'))
  const height = numberIn(asked('height'))
  const chrome = asked('chrome')
    .toLowerCase()
    .split(/[\s,]+/)
  const attributes: Readonly<Record<string, string | false | undefined>> = {
    limit: limit ? `${Math.min(Math.max(Math.trunc(limit), 1), MOST_POSTS)}` : undefined,
    // A list of so many posts is as tall as they are; a height does not count then.
    height: limit ? 'auto' : height ? `${Math.max(height, LEAST_HEIGHT)}` : undefined,
    theme: /^(?:light|dark)$/i.exec(asked('theme'))?.[0].toLowerCase(),
    lang: asked('lang').replace('_', '-') || undefined,
    replies: /^true$/i.test(asked('show-replies')) && '',
    'no-header': chrome.includes('noheader') && '',
    'no-footer': chrome.includes('nofooter') && '',
    'no-border': chrome.some(word => /^noborders?$/.test(word)) && '',
  }
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'string') feed.setAttribute(name, value)
  feed.classList.toggle('noscrollbar', chrome.includes('noscrollbar'))
  style(feed, {
    width: widthOf(asked('width')),
    'max-width': asked('width') && '100%',
    height: limit ? 'auto' : `${Math.max(height ?? 600, LEAST_HEIGHT)}px`,
    '--social-feed-accent': colourOf(asked('link-color')),
    '--social-feed-line': colourOf(asked('border-color')),
    '--social-feed-background': chrome.includes('transparent') ? 'transparent' : '',
  })
}

/** For what a single element can't say of itself; adopted, so that no policy of the page forbids it. */
export function adopt(root: Node): void {
  if (!(root instanceof Document || root instanceof ShadowRoot)) return
  if (!root.adoptedStyleSheets.includes(sheet())) root.adoptedStyleSheets.push(sheet())
}

let made: CSSStyleSheet | undefined

function sheet(): CSSStyleSheet {
  if (!made) {
    made = new CSSStyleSheet()
    made.replaceSync(`social-feed.twitter-timeline:not(:defined){display:block;overflow:hidden}
social-feed.noscrollbar::part(scroller){scrollbar-width:none}`)
  }
  return made
}

function style(element: HTMLElement, properties: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(properties)) if (value) element.style.setProperty(name, value)
}

/** `300`, `300px` and `100%` are all found on pages. */
function widthOf(text: string): string {
  const width = numberIn(text)
  if (!width) return ''
  return text.endsWith('%') ? `${Math.min(width, 100)}%` : `${Math.max(width, LEAST_WIDTH)}px`
}

/** Hexadecimal, with or without `#`, is all the old script knew. */
function colourOf(text: string): string {
  return /^#?(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(text) ? `#${text.replace('#', '')}` : ''
}

function numberIn(text: string): number | undefined {
  const number = Number.parseFloat(text)
  return number > 0 ? number : undefined
}

function metaOf(setting: string): string {
  const name = METAS[setting]
  return name ? meta(name) : ''
}
