/* The builder: what is chosen shows in the preview, in the lines to copy and in the address. */
import { attributesOf, stylesOf, writeCode } from './builder-code.js'
import { weakest } from './contrast.js'

const form = document.querySelector('#builder')
const feed = document.querySelector('#preview')
const code = document.querySelector('#snippet')
const served = JSON.parse(form.dataset.served)
const controls = [...form.elements].filter(control => control.name)

/** Where this page is, with its path: that is where everything else is served. */
const server = new URL('.', location.href).href

const NETWORK_NAMES = { x: 'X', bluesky: 'Bluesky', mastodon: 'Mastodon' }
const TOKENS = ['accent', 'text', 'background', 'line']
const MANAGED = ['limit', 'height', 'layout', 'theme', 'class', 'lang', 'refresh', 'when-empty']
const SWITCHES = ['replies', 'no-reposts', 'no-header', 'no-footer', 'no-border', 'no-media', 'no-metrics']
const LANGUAGES =
  'ar bg bn ca cs da de el en es et eu fa fi fil fr ga gl gu he hi hr hu id is it ja kn ko lt lv mr ms nb nl pl pt ro ru sk sl sr sr-Latn sv sw ta te th tr uk ur vi zh-Hans zh-Hant'

fillChoices()
readAddress()
show()

form.addEventListener('input', () => {
  writeAddress()
  show()
})
form.addEventListener('change', show)
form.addEventListener('submit', event => event.preventDefault())
addEventListener('hashchange', () => {
  readAddress()
  show()
})
document.querySelector('#state').addEventListener('change', show)
document.querySelector('#plain-colours').addEventListener('click', () => {
  for (const name of TOKENS) form.elements[name].value = form.elements[name].defaultValue
  form.elements.preset.value = ''
  form.elements.radius.value = form.elements.radius.defaultValue
  writeAddress()
  show()
})

function fillChoices() {
  const account = form.elements.account
  const other = account.options[account.options.length - 1]
  for (const name of served.feeds.slice(1)) account.add(new Option(feedName(name), name), other)
  for (const tag of LANGUAGES.split(' ')) form.elements.lang.add(new Option(languageName(tag), tag))
}

/** As its own speakers call it. */
function languageName(tag) {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}

function feedName(name) {
  const [network, handle] = split(name)
  return network === 'rss' ? handle : `@${handle} on ${NETWORK_NAMES[network]}`
}

function split(name) {
  const slash = name.indexOf('/')
  return [name.slice(0, slash), name.slice(slash + 1)]
}

/** What is not as it was at first. Unchecked boxes are written as 0. */
function writeAddress() {
  const changed = controls.filter(isChanged).map(control => [control.name, written(control)])
  history.replaceState(null, '', `#${new URLSearchParams(changed)}`)
}

function readAddress() {
  const hash = new URLSearchParams(location.hash.slice(1))
  form.reset()
  for (const control of controls) {
    const value = hash.get(control.name)
    if (value === null) continue
    if (control.type === 'checkbox') control.checked = value === '1'
    else if (control.type === 'radio') control.checked = control.value === value
    else if (control.localName !== 'select' || [...control.options].some(option => option.value === value))
      control.value = value
    const drawer = control.closest('details')
    if (drawer && isChanged(control)) drawer.open = true
  }
}

function written(control) {
  return control.type === 'checkbox' ? (control.checked ? '1' : '0') : control.value
}

function isChanged(control) {
  if (control.type === 'checkbox') return control.checked !== control.defaultChecked
  if (control.type === 'radio') return control.checked && !control.defaultChecked
  if (control.localName === 'select') return control.selectedIndex > 0
  return control.value !== control.defaultValue
}

function read() {
  const { elements } = form
  const other = elements.account.value === ''
  const [network, handle] = other ? typed() : split(elements.account.value)
  const on = Object.fromEntries(
    controls.filter(control => control.type === 'checkbox').map(({ name, checked }) => [name, checked]),
  )
  const changed = TOKENS.filter(name => elements[name].value !== elements[name].defaultValue)
  const tokens = Object.fromEntries(changed.map(name => [name, elements[name].value]))
  if (isChanged(elements.radius)) tokens.radius = `${elements.radius.value}px`
  return {
    ...on,
    network,
    handle: handle || 'yourhandle',
    isServed: served.feeds.includes(`${network}/${handle}`),
    ...Object.fromEntries(
      ['layout', 'theme', 'preset', 'lang', 'refresh', 'box'].map(name => [name, elements[name].value]),
    ),
    limit: within(elements.limit),
    height: within(elements.height),
    tokens,
    pinned: on.pin ? served : undefined,
  }
}

/** As it was typed, or found in the address of a profile that was pasted. */
function typed() {
  const network = form.elements.network.value
  const text = form.elements.handle.value.trim()
  const profile =
    /^(?:https?:\/\/)?(?:(?:www|mobile)\.)?(?:(x|twitter)\.com\/|bsky\.app\/profile\/)@?([\w.-]+)/
  const [, x, found] = profile.exec(text) ?? []
  if (found) return [x ? 'x' : 'bluesky', found.toLowerCase()]
  const handle = text.replace(/^@/, '')
  return [network, handle.includes('/') ? handle : handle.toLowerCase()]
}

/** What was typed, kept to what the element takes. */
function within({ value, min, max, defaultValue }) {
  const number = Math.round(Number(value))
  return value && number >= 0 ? String(Math.min(Number(max), Math.max(Number(min), number))) : defaultValue
}

function show() {
  const chosen = read()
  document.querySelector('#other').hidden = form.elements.account.value !== ''
  form.elements.height.disabled = chosen.box === 'auto'
  showPreview(chosen)
  showAdvice(chosen)
  const way = form.elements.way.value
  const text = writeCode(way, chosen, server)
  // As one new text, and only when it differs: a part that grew inside a line would move the rest of it.
  if (code.value !== text) code.value = text
  for (const hint of document.querySelectorAll('[data-way]'))
    hint.hidden = !hint.dataset.way.split(' ').includes(way)
}

function showPreview(chosen) {
  const state = document.querySelector('#state').value
  const wanted = new Map(attributesOf(chosen))
  if (chosen.isServed) {
    set('network', chosen.network)
    set('handle', chosen.handle)
  }
  set('src', state && new URL(`preview/${state}.json`, server).href)
  for (const name of MANAGED) set(name, wanted.get(name))
  for (const name of SWITCHES) set(name, wanted.has(name) && '')
  const styles = new Map(stylesOf(chosen))
  feed.style.height = styles.get('height') ?? 'auto'
  for (const name of [...TOKENS, 'radius']) {
    const token = `--social-feed-${name}`
    if (styles.has(token)) feed.style.setProperty(token, styles.get(token))
    else feed.style.removeProperty(token)
  }
  if (chosen.preset && !document.querySelector(`link[data-preset="${chosen.preset}"]`)) {
    const sheet = Object.assign(document.createElement('link'), {
      rel: 'stylesheet',
      href: new URL(`themes/${chosen.preset}.css`, server).href,
    })
    sheet.dataset.preset = chosen.preset
    document.head.append(sheet)
  }
}

/** Untouched when it is so already: the element asks again when whose posts it shows has changed. */
function set(name, value) {
  const now = feed.getAttribute(name)
  if (value === undefined || value === false || (value === '' && !SWITCHES.includes(name))) {
    if (now !== null) feed.removeAttribute(name)
  } else if (now !== value) feed.setAttribute(name, value)
}

function showAdvice(chosen) {
  const name = `${chosen.network}/${chosen.handle}`
  const missing = document.querySelector('#missing')
  const unserved = form.elements.account.value === '' && form.elements.handle.value !== '' && !chosen.isServed
  missing.hidden = !unserved
  if (unserved) {
    const list = served.sample ? [name] : [...served.written, name]
    missing.querySelector('b').textContent = name
    missing.querySelector('code').textContent = `FEEDS=${list.join(',')}`
  }
  const contrast = weakest(chosen)
  const warning = document.querySelector('#contrast')
  const text =
    contrast < 4.5 ? `Contrast ${contrast.toFixed(1)}\u00a0:\u00a01. Small text needs 4.5\u00a0:\u00a01.` : ''
  if (warning.textContent !== text) warning.textContent = text
}

const COPIED = {
  tag: 'The tag is copied.',
  iframe: 'The frame is copied.',
  react: 'The component is copied.',
  script: 'The lines for the old script are copied.',
}

const button = document.querySelector('#copy')
const status = document.querySelector('#copied')
let calm

button.addEventListener('click', async () => {
  const copied = await copy(code)
  button.textContent = copied ? 'Copied' : 'Selected'
  status.textContent = copied ? COPIED[form.elements.way.value] : 'Selected. Copy it with your keyboard.'
  clearTimeout(calm)
  calm = setTimeout(() => {
    button.textContent = 'Copy'
    status.textContent = ''
  }, 4000)
})

/** The clipboard is closed to plain http pages and by some policies: then the text is selected instead. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.value)
    return true
  } catch {
    element.select()
    return false
  }
}
