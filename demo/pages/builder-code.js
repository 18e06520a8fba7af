/* From what was chosen to what is pasted: attributes and styles of the feed, and the four ways to write them. */

/** In the order in which they are written. A boolean attribute is `true`. */
export function attributesOf(chosen) {
  return Object.entries({
    wall: chosen.wall?.name,
    network: !chosen.wall && chosen.network !== 'x' && chosen.network,
    handle: !chosen.wall && chosen.handle,
    limit: chosen.limit !== '20' && chosen.limit,
    height: chosen.box === 'auto' ? 'auto' : chosen.height !== '600' && chosen.height,
    layout: chosen.layout !== 'list' && chosen.layout,
    theme: chosen.theme !== 'auto' && chosen.theme,
    class: chosen.preset,
    lang: chosen.lang,
    refresh: chosen.refresh !== '0' && chosen.refresh,
    'when-empty': !chosen.message && 'hide',
    replies: chosen.replies,
    'no-reposts': !chosen.reposts,
    'no-header': !chosen.header,
    'no-footer': !chosen.footer,
    'no-border': !chosen.border,
    'no-media': !chosen.media,
    'no-metrics': !chosen.metrics,
  }).filter(([, value]) => value)
}

/** The box that is kept before the script has run, and the tokens that were changed. */
export function stylesOf(chosen) {
  const tokens = Object.entries(chosen.tokens).map(([name, value]) => [`--social-feed-${name}`, value])
  const box = chosen.box === 'auto' ? [] : [['height', `${chosen.height}px`]]
  return [['display', 'block'], ...box, ...tokens]
}

/** Where the account lives: what the link inside the tag leads to. */
export function profileOf({ network, handle }) {
  if (network === 'bluesky') return `https://bsky.app/profile/${handle}`
  if (network === 'mastodon') {
    const [user, host] = handle.replace(/^@/, '').split('@')
    return `https://${host}/@${user}`
  }
  if (network === 'rss') return /^https?:/.test(handle) ? handle : `https://${handle}`
  return `https://x.com/${handle}`
}

/** `server` is where this server is reached, with its path and a slash at the end. */
export function writeCode(way, chosen, server) {
  return { tag, iframe, react, script }[way](chosen, server)
}

function tag(chosen, server) {
  const own = new URL(server).pathname === '/' ? [] : [['server', server.slice(0, -1)]]
  const [network, ...others] = attributesOf(chosen)
  const list = [network, ...own, ...others].map(([name, value]) =>
    value === true ? name : `${name}="${quoted(value)}"`,
  )
  const style = stylesOf(chosen)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')
  const sheet = chosen.preset
    ? `<link rel="stylesheet" href="${server}${place(chosen, `themes/${chosen.preset}.css`)}">\n`
    : ''
  return `${sheet}<script type="module"
  src="${server}${place(chosen, 'widget.js')}"${sealed(chosen, 'widget.js')}>
</script>

<social-feed ${list.join('\n  ')}
  style="${style}">
  ${link(chosen)}
</social-feed>`
}

function iframe(chosen, server) {
  const { network, handle, wall, box, height } = chosen
  const path = wall ? ['wall', wall.name] : [network, handle]
  const asked = attributesOf(chosen).filter(([name, value]) => EMBEDDED.has(name) && value !== 'auto')
  const query = new URLSearchParams(asked)
  const address = `${server}embed/${path.map(encodeURIComponent).join('/')}${query.size ? `?${query}` : ''}`
  return `<iframe src="${quoted(address)}"
  title="${quoted(titleOf(chosen))}"
  width="100%" height="${box === 'auto' ? 600 : height}"
  loading="lazy">
</iframe>`
}

/** What the page in the frame takes in its address. */
const EMBEDDED = new Set(
  'limit height layout theme lang when-empty replies no-reposts no-header no-footer no-border no-media no-metrics'.split(
    ' ',
  ),
)

function react(chosen, server) {
  const props = attributesOf(chosen).map(([name, value]) => {
    const prop = name === 'class' ? 'className' : name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
    if (value === true) return prop
    return NUMBERS.has(name) ? `${prop}={${value}}` : `${prop}="${quoted(value)}"`
  })
  const style = stylesOf(chosen)
    .map(([name, value]) => `${/-/.test(name) ? `'${name}'` : name}: '${value}'`)
    .join(', ')
  const sheet = chosen.preset ? `import 'social-feed-embed/themes/${chosen.preset}.css'\n` : ''
  return `import { SocialFeed } from 'social-feed-embed/react'
${sheet}
<SocialFeed
  server="${server.slice(0, -1)}"
  ${props.join('\n  ')}
  style={{ ${style} }}
/>`
}

const NUMBERS = new Set(['limit', 'refresh'])

function script(chosen, server) {
  const { box, height, limit, theme, lang, tokens } = chosen
  const chrome = ['header', 'footer', 'border'].filter(part => !chosen[part]).map(part => CHROME[part])
  const list = Object.entries({
    'data-height': box !== 'auto' && height,
    'data-tweet-limit': box === 'auto' && String(Math.min(20, Number(limit))),
    'data-theme': theme !== 'auto' && theme,
    'data-lang': lang,
    'data-show-replies': chosen.replies && 'true',
    'data-chrome': chrome.join(' '),
    'data-link-color': tokens.accent,
    'data-border-color': tokens.line,
  }).flatMap(([name, value]) => (value ? `\n  ${name}="${quoted(value)}"` : []))
  return `<a class="twitter-timeline"
  href="${quoted(profileOf(chosen))}"${list.join('')}>
  ${quoted(titleOf(chosen))}
</a>

<script async
  src="${server}${place(chosen, 'widgets.js')}"${sealed(chosen, 'widgets.js')}>
</script>`
}

const CHROME = { header: 'noheader', footer: 'nofooter', border: 'noborders' }

const place = ({ pinned }, file) => (pinned ? `widget/${pinned.version}/${file}` : file)

function sealed({ pinned }, file) {
  const hash = pinned?.integrity[file]
  return hash ? `\n  integrity="${hash}"\n  crossorigin="anonymous"` : ''
}

function titleOf({ network, handle, wall }) {
  if (wall) return wall.title
  return network === 'rss' ? `Articles from ${handle}` : `Posts from @${handle.replace(/^@/, '')}`
}

/** What is inside the tag; of a wall, the way to each of its accounts. */
function link({ wall, ...account }) {
  return (wall?.feeds.map(split).map(([network, handle]) => ({ network, handle })) ?? [account])
    .map(
      one => `<a href="${quoted(profileOf(one))}">
    ${quoted(titleOf(one))}
  </a>`,
    )
    .join('\n  ')
}

/** `x/varindiamag` in its two parts; a handle may hold slashes itself. */
export function split(name) {
  const slash = name.indexOf('/')
  return [name.slice(0, slash), name.slice(slash + 1)]
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const quoted = text => String(text).replace(/[&<>"]/g, character => ESCAPES[character])
