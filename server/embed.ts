/** The page of one feed, made for an `<iframe>`: rendered whole, so that a script only has to take over. */
import { createHash } from 'node:crypto'
import type { Network } from '../wire/document.js'
import type { RenderedFeed } from '../wire/render.js'
import { titleOf as titleOfWall } from '../wire/wall.js'
import type { Config } from './config.js'
import { Html, html, NOTHING } from './html.js'

/** What a page is about: one account, or a wall of this server. */
export type Shown = { readonly network: Network; readonly handle: string } | { readonly wall: string }

export interface Frame {
  /** Where this server's files are, seen from the page; ends with a slash. */
  readonly root: string
  /** Absent for a wall. */
  readonly profileUrl: string | undefined
  /** Addresses that describe the page to whoever embeds it, as JSON and as XML. */
  readonly oembed: { readonly json: string; readonly xml: string }
  readonly theme: 'auto' | 'light' | 'dark'
  /** Pixels the page asks for, `auto` for as many as the posts take; absent: what it is given. */
  readonly height: number | 'auto' | undefined
  /** A frame in a sandbox may not ask for documents: it goes on with the one in the page. */
  readonly isClosed: boolean
}

export function embedPage(feed: RenderedFeed, frame: Frame): string {
  const { root, profileUrl, oembed, theme, height, isClosed } = frame
  const title = withoutMarkup(feed.title)
  return page({
    root,
    title,
    language: feed.language,
    direction: feed.direction,
    head: html`${
      profileUrl
        ? html`<link rel="canonical" href="${profileUrl}">
`
        : NOTHING
    }${discovery(oembed, title)}
<script type="module" src="${root}embed.js"></script>
<script type="module" src="${root}widget.js"></script>`,
    body: html`<body${height ? html` data-height="${height}"` : NOTHING} data-theme="${theme}"${isClosed ? html` data-closed` : NOTHING}>
<main><h1 class="hidden">${title}</h1>${new Html(feed.tag)}</main>`,
  })
}

/** The links by which a page that is given this one's address finds what describes it. */
export function discovery({ json, xml }: Frame['oembed'], title: string): Html {
  return html`<link rel="alternate" type="application/json+oembed" href="${json}" title="${title}">
<link rel="alternate" type="text/xml+oembed" href="${xml}" title="${title}">`
}

/** For an address at which no feed is shown. `link` is where the account lives, when that can be told. */
export function refusedPage(root: string, link: string | undefined): string {
  const title = "These posts can't be shown here"
  const way = link
    ? html`<p><a href="${link}" target="_blank" rel="noopener">View the profile</a></p>`
    : NOTHING
  return page({
    root,
    title,
    language: 'en',
    direction: 'ltr',
    head: html`<script type="module" src="${root}embed.js"></script>`,
    body: html`<body data-theme="auto">
<main><h1>${title}</h1>${way}</main>`,
  })
}

/**
 * The sites that may show the feeds may frame the page. `self`, also in a sandbox, is where the page came
 * from; `media` is the origin at which pictures and films are addressed, all of which come through this server.
 * The one style inside the page is the feed's own, and it is known by its hash.
 */
export function policyOf(origins: Config['origins'], media: string, style?: string): string {
  const known = style === undefined ? '' : ` 'sha256-${createHash('sha256').update(style).digest('base64')}'`
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${known}`,
    `img-src 'self' ${media}`,
    `media-src 'self' ${media}`,
    "connect-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins === '*' ? '*' : ["'self'", ...origins].join(' ')}`,
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/** “Posts from @handle”, or the name of a wall. */
export function titleOf(shown: Shown): string {
  if ('wall' in shown) return titleOfWall(shown.wall)
  const { network, handle } = shown
  const name = network === 'rss' && URL.canParse(handle) ? new URL(handle).hostname : `@${handle}`
  return withoutMarkup(`Posts from ${name}`)
}

/** Readers have been seen to escape titles twice, so nothing in one means anything in HTML. */
const withoutMarkup = (title: string): string => title.replace(/[&<>"']/g, '')

interface Outside {
  readonly root: string
  readonly title: string
  readonly language: string
  readonly direction: string
  readonly head: Html
  readonly body: Html
}

const page = ({ root, title, language, direction, head, body }: Outside): string =>
  html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<meta name="robots" content="noindex">
<link rel="stylesheet" href="${root}embed.css">
${head}
</head>
${body}
</body>
</html>
`.text
