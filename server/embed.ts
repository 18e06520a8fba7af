/**
 * The page of one feed, made for an `<iframe>`: whole without JavaScript, where the posts are plain text. With it
 * the element takes over.
 */
import type { FeedDocument, Status } from '../wire/document.js'
import type { Media, Post, PostBody, Segment } from '../wire/post.js'
import { type Html, html, json, NOTHING } from './html.js'

export interface Frame {
  /** Where this server's files are, seen from the page; ends with a slash. */
  readonly root: string
  /** Addresses that describe the page to whoever embeds it, as JSON and as XML. */
  readonly oembed: { readonly json: string; readonly xml: string }
  readonly theme: 'auto' | 'light' | 'dark'
  /** BCP 47, of the element's words. */
  readonly lang: string
  readonly limit: number
  readonly replies: boolean
  readonly reposts: boolean
  /** `full` fills the frame and scrolls inside; `auto` is as tall as the posts, which the page around is told. */
  readonly height: 'full' | 'auto'
  /** The page carries its document along, for frames whose origin may not ask for it. */
  readonly inline: boolean
}

/** `document` is shown as it is known now; the element asks again. */
export function embedPage(document: FeedDocument, frame: Frame): string {
  const { network, handle, profileUrl } = document
  const { root, theme, lang, limit, height } = frame
  const flags = html`${flag('replies', frame.replies)}${flag('no-reposts', !frame.reposts)}`
  return page(
    titleOf(document),
    html`<link rel="canonical" href="${profileUrl}">
<link rel="alternate" type="application/json+oembed" href="${frame.oembed.json}" title="${titleOf(document)}">
<link rel="alternate" type="text/xml+oembed" href="${frame.oembed.xml}" title="${titleOf(document)}">
<script type="module" src="${root}embed.js"></script>
<script type="module" src="${root}widget.js"></script>`,
    html`<body data-height="${height}" data-theme="${theme}">
<social-feed network="${network}" handle="${handle}" limit="${limit}"${height === 'auto' ? html` height="auto"` : NOTHING} theme="${theme}" lang="${lang}" loading="eager"${flags}>
<h1><a href="${profileUrl}" target="_blank" rel="noopener">${titleOf(document)}</a></h1>
${wordsOf(document)}
${document.status === 'posts' ? document.posts.map(post) : NOTHING}
</social-feed>
${frame.inline ? html`<script type="application/json" id="document">${json(document)}</script>` : NOTHING}`,
    root,
  )
}

/** For an address at which no feed is shown. `link` is where the account lives, when that can be told. */
export function refusedPage(root: string, link: string | undefined): string {
  const way = link
    ? html`<p><a href="${link}" target="_blank" rel="noopener">View the profile</a></p>`
    : NOTHING
  return page(
    WORDS.withheld,
    NOTHING,
    html`<body data-height="full" data-theme="auto">
<h1>${WORDS.withheld}</h1>${way}
<script type="module" src="${root}embed.js"></script>`,
    root,
  )
}

/**
 * “Posts from @handle”. Nothing in it means anything in HTML, because readers have been seen to escape
 * titles twice.
 */
export function titleOf({ network, handle }: Pick<FeedDocument, 'network' | 'handle'>): string {
  const name = network === 'rss' && URL.canParse(handle) ? new URL(handle).hostname : `@${handle}`
  return `Posts from ${name.replace(/[&<>"']/g, '')}`
}

/** What a visitor reads in place of posts. */
const WORDS: Readonly<Record<Status, string>> = {
  posts: '',
  empty: 'Nothing to see here – yet',
  filtered: 'No posts to show here',
  protected: 'These posts are protected',
  suspended: 'This account is suspended',
  'not-found': "This account doesn't exist",
  withheld: "These posts can't be shown here",
  unavailable: "Posts can't be loaded right now",
}

const page = (title: string, head: Html, body: Html, root: string): string =>
  html`<!doctype html>
<html lang="en">
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

/** Gone as soon as the element speaks for itself. */
function wordsOf(document: FeedDocument): Html {
  const stale = 'stale' in document && document.stale
  if (stale) return html`<p class="words">Updated ${moment(document.fetchedAt)}</p>`
  return document.status === 'posts' ? NOTHING : html`<h2 class="words">${WORDS[document.status]}</h2>`
}

function post({ repostedBy, replyTo, quote, ...body }: Post): Html {
  return html`<article>
<p class="byline"><b>${body.author.name}</b> <span>@${body.author.handle}</span> · <a href="${body.url}" target="_blank" rel="noopener">${moment(body.createdAt)}</a></p>
${repostedBy ? html`<p class="aside">${repostedBy.name} reposted</p>` : NOTHING}
${replyTo ? html`<p class="aside">Replying to @${replyTo.handle}</p>` : NOTHING}
${content(body)}
${quote?.type === 'post' ? html`<blockquote><p class="byline"><b>${quote.post.author.name}</b></p>${content(quote.post)}</blockquote>` : NOTHING}
</article>
`
}

const content = ({ text, media = [], card, poll, withheld }: PostBody): Html => html`
${withheld ? html`<p class="aside">${WORDS.withheld}</p>` : NOTHING}
<p class="text" dir="auto">${text.map(segment)}</p>
${media.map(described)}
${poll ? html`<ul>${poll.options.map(({ label, votes }) => html`<li>${label}: ${votes}</li>`)}</ul>` : NOTHING}
${card ? html`<p><a href="${card.url}" target="_blank" rel="noopener">${card.title}</a></p>` : NOTHING}`

function segment(part: Segment): Html {
  return 'href' in part
    ? html`<a href="${part.href}" target="_blank" rel="noopener">${part.text}</a>`
    : html`${part.text}`
}

const KINDS: Readonly<Record<Media['type'], string>> = { photo: 'Picture', video: 'Video', gif: 'GIF' }

const described = ({ type, alt }: Media): Html =>
  html`<p class="aside">${KINDS[type]}${alt ? html`: <span dir="auto">${alt}</span>` : NOTHING}</p>`

function moment(iso: string): Html {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  return html`<time datetime="${iso}">${day.format(new Date(iso))} UTC</time>`
}

const flag = (name: string, isSet: boolean): Html => (isSet ? html` ${name}` : NOTHING)
