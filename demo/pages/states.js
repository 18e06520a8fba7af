/* The contact sheet: one row per state, a specimen per theme and direction, shown as the controls say. */
const FILTERS = { theme: 'both', direction: 'both', status: 'all' }

// So that the row "offline" reads as it does on a train. The other rows load and don't ask.
Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })

class StateRow extends HTMLElement {
  connectedCallback() {
    const status = this.getAttribute('status')
    const heading = Object.assign(document.createElement('h2'), { id: status, textContent: status })
    const specimens = Object.assign(document.createElement('div'), { className: 'specimens' })
    for (const direction of ['ltr', 'rtl']) {
      for (const theme of ['light', 'dark']) specimens.append(specimen(this, status, theme, direction))
    }
    hide(this, read())
    // Its sentence is an attribute: what stands between the tags could still be on its way, and would push.
    this.append(heading, this.getAttribute('says'), specimens)
  }
}

function specimen(row, status, theme, direction) {
  const figure = document.createElement('figure')
  Object.assign(figure.dataset, { theme, direction })
  const caption = Object.assign(document.createElement('figcaption'), {
    textContent: `${theme} · ${direction === 'rtl' ? 'right to left' : 'left to right'}`,
  })
  const handle = (direction === 'rtl' && row.getAttribute('rtl-handle')) || row.getAttribute('handle')
  const feed = document.createElement('social-feed')
  feed.setAttribute('theme', theme)
  feed.setAttribute('height', '480')
  feed.setAttribute('loading', 'lazy')
  if (handle) feed.setAttribute('handle', handle)
  if (row.hasAttribute('src')) feed.setAttribute('src', row.getAttribute('src'))
  const box = document.createElement('div')
  box.dir = direction
  box.lang = direction === 'rtl' ? 'ar' : 'en'
  box.append(feed)
  if (status === 'unavailable') feed.append(ownLink(handle, direction))
  if (status === 'loading') keepWaiting(feed)
  if (status === 'stale') feed.addEventListener('feed-load', () => age(feed), { once: true })
  figure.append(caption, box)
  return figure
}

/** What a site's owner puts into the tag. */
function ownLink(handle, direction) {
  // U+2066 and U+2069 keep the handle in one piece among words that run the other way.
  const text = direction === 'rtl' ? `منشورات \u2066@${handle}\u2069` : `Posts from @${handle}`
  return Object.assign(document.createElement('a'), { href: `https://x.com/${handle}`, textContent: text })
}

/** The widget gives up after 15 seconds; another fragment of the same address makes it start over before. */
function keepWaiting(feed) {
  const address = feed.getAttribute('src')
  setInterval(() => feed.setAttribute('src', `${address}#${Date.now()}`), 10_000)
}

/** Asks again, for a minute at most, until the network is seen to be away. */
async function age(feed, tries = 12) {
  if (feed.feed?.stale || tries === 0 || !feed.isConnected) return
  await new Promise(resolve => setTimeout(resolve, 5000))
  await feed.refresh()
  await age(feed, tries - 1)
}

function read() {
  const hash = new URLSearchParams(location.hash.slice(1))
  return Object.fromEntries(Object.entries(FILTERS).map(([name, all]) => [name, hash.get(name) ?? all]))
}

function show(filters) {
  const root = document.documentElement
  for (const [name, value] of Object.entries(filters)) root.dataset[name] = value
  for (const row of document.querySelectorAll('state-row')) hide(row, filters)
}

function hide(row, { status }) {
  row.hidden = status !== 'all' && row.getAttribute('status') !== status
}

function write(form) {
  const chosen = [...new FormData(form)].filter(([name, value]) => value !== FILTERS[name])
  history.replaceState(null, '', `#${new URLSearchParams(chosen)}`)
  show(read())
}

customElements.define('state-row', StateRow)
// Before the first paint, so that a link to a part of the sheet opens on that part without a move.
Object.assign(document.documentElement.dataset, read())

document.addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('.controls')
  const settle = () => {
    for (const [name, value] of Object.entries(read())) form.elements[name].value = value
    show(read())
  }
  form.addEventListener('input', () => write(form))
  form.addEventListener('submit', event => event.preventDefault())
  addEventListener('hashchange', settle)
  settle()
})
