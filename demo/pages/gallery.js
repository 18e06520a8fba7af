/* The pieces: one feed each, from one file. Any document will do for a feed, so this page's own `fetch` answers with them. */
const CONTROLS = { theme: 'auto', direction: 'ltr' }
const FILE = '/samples/gallery.json'
/** Addresses in a document are whole, and only the page knows where it is. */
const PLACE = 'https://gallery.invalid/'
const AT = '2026-03-14T08:12:00.000Z'

const ask = globalThis.fetch
const sheet = ask(FILE)
  .then(response => response.text())
  .then(text => JSON.parse(text.replaceAll(PLACE, new URL('/samples/', location.href).href)))

globalThis.fetch = async (address, options) => {
  const [, name] = /\/pieces\/([a-z\d-]+)$/.exec(address) ?? []
  return name ? Response.json(toDocument(name, await sheet)) : ask(address, options)
}

function toDocument(name, { author, sections }) {
  const piece = sections.flatMap(({ pieces }) => pieces).find(piece => piece.name === name)
  const url = `${author.url}/status/${name}`
  const intent = verb => `https://x.com/intent/${verb}?piece=${name}`
  const post = {
    id: name,
    network: 'x',
    url,
    author,
    createdAt: AT,
    metrics: { replies: 4, reposts: 27, likes: 318 },
    actions: { reply: intent('tweet'), repost: intent('retweet'), like: intent('like') },
    ...piece.post,
  }
  const { handle } = author
  const head = { v: 1, network: 'x', handle, profileUrl: author.url, fetchedAt: AT, sample: true }
  return { ...head, status: 'posts', author, posts: [post] }
}

function section({ name, title, pieces }) {
  const section = document.createElement('section')
  const heading = Object.assign(document.createElement('h2'), { id: name, textContent: title })
  const list = Object.assign(document.createElement('div'), { className: 'pieces' })
  section.setAttribute('aria-labelledby', name)
  list.append(...pieces.map(figure))
  section.append(heading, list)
  return section
}

function figure({ name, caption }) {
  const figure = Object.assign(document.createElement('figure'), { id: name })
  const feed = document.createElement('social-feed')
  for (const [attribute, value] of Object.entries({
    src: `/pieces/${name}`,
    height: 'auto',
    loading: 'eager',
  }))
    feed.setAttribute(attribute, value)
  for (const attribute of ['no-header', 'no-footer']) feed.toggleAttribute(attribute, true)
  const box = document.createElement('div')
  box.append(feed)
  figure.append(Object.assign(document.createElement('figcaption'), { textContent: caption }), box)
  return figure
}

function read() {
  const hash = new URLSearchParams(location.hash.slice(1))
  return Object.fromEntries(Object.entries(CONTROLS).map(([name, first]) => [name, hash.get(name) ?? first]))
}

function show({ theme, direction }) {
  document.documentElement.dataset.theme = theme
  document.documentElement.dir = direction
}

// Before the first paint, so that a link to a scheme opens in it.
show(read())

document.addEventListener('DOMContentLoaded', async () => {
  const form = document.querySelector('.controls')
  const main = document.querySelector('main')
  for (const [name, value] of Object.entries(read())) form.elements[name].value = value
  form.addEventListener('input', () => {
    const chosen = [...new FormData(form)].filter(([name, value]) => value !== CONTROLS[name])
    history.replaceState(null, '', `#${new URLSearchParams(chosen)}`)
    show(read())
  })
  form.addEventListener('submit', event => event.preventDefault())
  const { sections } = await sheet
  const links = sections.map(({ name, title }) =>
    Object.assign(document.createElement('a'), { href: `#${name}`, textContent: title }),
  )
  form.querySelector('nav').append(...links)
  main.append(...sections.map(section))
  await customElements.whenDefined('social-feed')
  await Promise.all([...main.querySelectorAll('social-feed')].map(feed => feed.refreshed))
  main.setAttribute('aria-busy', 'false')
})
