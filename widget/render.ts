/**
 * The same templates, rendered where there is no browser: a tag whose shadow root is declared in the
 * markup. It is a second entry beside the element, touches no global of a browser, and is never part of
 * what a page loads.
 */
import { ElementRenderer, render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import type { CSSResult } from 'lit'
import type { FeedDocument } from '../wire/document.js'
import type { RenderedFeed, RenderFeed, TagAttributes } from '../wire/render.js'
import type { WallDocument } from '../wire/wall.js'
import { type Speech, speak } from './i18n.js'
import * as marks from './marks.js'
import { frame } from './styles/frame.js'
import { layoutStyles } from './styles/layouts.js'
import { manners } from './styles/manners.js'
import { panelStyles } from './styles/panel.js'
import { post } from './styles/post.js'
import { still } from './styles/still.js'
import { tokens } from './styles/tokens.js'
import { wallStyles } from './styles/wall.js'
import { subjectOf } from './subject.js'
import * as attached from './templates/attachments.js'
import { feed } from './templates/feed.js'
import * as later from './templates/later.js'
import * as layouts from './templates/layouts.js'
import * as panel from './templates/panel.js'
import * as wall from './templates/wall.js'
import type { View } from './view.js'

export const renderFeed: RenderFeed = async (document, attributes, now): Promise<RenderedFeed> => {
  const speech = await hear(attributes.lang ?? 'en')
  const view = viewOf(document, attributes, speech, now)
  const style = [
    STYLE,
    'wall' in document && WALL_STYLE,
    STILL,
    boxOf(attributes.height),
    isHidden(document, attributes) && HIDDEN,
  ]
    .filter(Boolean)
    .join('')
  const shadow = (await collectResult(render(feed(view), { customElementHostStack: [HOST] }))).replace(
    MARKERS,
    '',
  )
  return {
    tag: `<social-feed${written({ ...nameOf(document), ...attributes })}
><template shadowrootmode="open"><style>${style}</style>${shadow}${seed(document)}</template
>${links(document, view)}</social-feed>`,
    style,
    title: view.title,
    language: speech.language,
    direction: speech.direction,
  }
}

/** Slots are rendered in the shadow root of some element only; of this one nothing else is asked. */
const HOST = new (class extends ElementRenderer {})('social-feed')

function hear(language: string): Promise<Speech> {
  return new Promise((resolve, reject) => {
    speak(language, resolve).catch(reject)
  })
}

/** Nothing but the document says whose posts these are. */
const UNASKED = { network: 'x', handle: '', wall: '' } as const

function viewOf(
  document: FeedDocument | WallDocument,
  attributes: TagAttributes,
  speech: Speech,
  now: number,
): View {
  return {
    ...speech,
    ...subjectOf(document, UNASKED, speech),
    state: document,
    still: true,
    asking: false,
    dir: speech.direction,
    now,
    life: undefined,
    profileUrl: 'profileUrl' in document ? document.profileUrl : undefined,
    owner: {
      noHeader: !!attributes['no-header'],
      noFooter: !!attributes['no-footer'],
      noBorder: !!attributes['no-border'],
      noMedia: !!attributes['no-media'],
      noMetrics: !!attributes['no-metrics'],
      clientWidth: WIDTH,
      layout: attributes.layout ?? 'list',
      renderPost: undefined,
    },
    chunks: { attachments: attached, later: { ...later, full: inUtc }, layouts, marks, panel, wall },
    opened: UNFOLDED,
    on: { retry: nothing, toggle: nothing, open: nothing },
  }
}

/** Pixels; of the films a post offers, one for a box of this width is chosen. */
const WIDTH = 600

/** Nobody can unfold a long text without a script. */
const UNFOLDED = {
  has: (key: string) => key.endsWith(' text'),
} as ReadonlySet<string>

function nothing(): void {}

/** The visitor's zone isn't known here, so a moment says in which it is. */
function inUtc(date: string, locale: string): string {
  const { format } = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  })
  return format(new Date(date))
}

/** All of it in one sheet, in the order in which the element takes its sheets on; without comments and indents. */
const STYLE = [tokens, frame, post, ...attached.styles, layoutStyles, ...marks.styles, panelStyles, manners]
  .map(shorten)
  .join('')
const WALL_STYLE = shorten(wallStyles)
const STILL = shorten(still)

function shorten({ cssText }: CSSResult): string {
  return cssText.replace(/\/\*.*?\*\//gs, '').replace(/\s*\n\s*/g, '\n')
}

/** Until the element tells itself what it shows. It keeps its place in the page, in which it may come near. */
const HIDDEN =
  ':host(:is(:not(:defined),:state(loading))){block-size:0!important;visibility:hidden!important;overflow:clip!important}'

function isHidden({ status }: FeedDocument | WallDocument, attributes: TagAttributes): boolean {
  return attributes['when-empty'] === 'hide' && (status === 'empty' || status === 'filtered')
}

/** The height the element would give itself. */
function boxOf(height: string | undefined): string {
  const pixels = Number.parseFloat(height ?? '')
  return pixels > 0 ? `:host{block-size:${pixels}px}` : ''
}

/** Marks for those who go on with the same nodes; the element puts its own in their place. */
const MARKERS = /<!--\/?lit-[^>]*-->|<\?>/g

/**
 * What is shown, for the element that takes over: it remembers it as if this browser had seen it. No
 * document can end the script early, because every `<` in it is written as an escape.
 */
function seed(document: FeedDocument | WallDocument): string {
  if (document.status === 'unavailable') return ''
  return `<script type="application/json">${JSON.stringify(document).replaceAll('<', '\\u003c')}</script>`
}

function nameOf(document: FeedDocument | WallDocument): Readonly<Record<string, string>> {
  if ('wall' in document) return { wall: document.wall.name }
  return { network: document.network, handle: document.handle }
}

/** What is inside the tag: the ways to the accounts, for where nothing else can be shown. */
function links(document: FeedDocument | WallDocument, { title }: View): string {
  const ways =
    'wall' in document
      ? document.wall.sources.map(({ profileUrl, network, handle }) => [
          profileUrl,
          network === 'rss' ? handle : `@${handle}`,
        ])
      : [[document.profileUrl, title]]
  return ways.map(([url = '', text = '']) => `<a href="${escapeText(url)}">${escapeText(text)}</a>`).join(' ')
}

function written(attributes: Readonly<Record<string, unknown>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeText(String(value))}"`))
    .join('')
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}
