/* What can be chosen, what is chosen, and how the address of the page keeps it. */
import { split } from './builder-code.js'

export const form = document.querySelector('#builder')
export const served = JSON.parse(form.dataset.served)
const controls = [...form.elements].filter(control => control.name)

const NETWORK_NAMES = { x: 'X', bluesky: 'Bluesky', mastodon: 'Mastodon' }
export const TOKENS = ['accent', 'text', 'background', 'line']
const LANGUAGES =
  'ar bg bn ca cs da de el en es et eu fa fi fil fr ga gl gu he hi hr hu id is it ja kn ko lt lv mr ms nb nl pl pt ro ru sk sl sr sr-Latn sv sw ta te th tr uk ur vi zh-Hans zh-Hant'

/** Adds what the page as it came has not named: the other feeds, the walls, the languages. */
export function fillChoices() {
  const account = form.elements.account
  const other = account.options[account.options.length - 1]
  for (const name of served.feeds.slice(1)) account.add(new Option(feedName(name), name), other)
  for (const { name, title } of served.walls)
    account.add(new Option(`${title}, a wall`, `wall/${name}`), other)
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

/** What is not as it was at first, where the server can read it too. Unchecked boxes are written as 0. */
export function writeAddress() {
  const changed = controls.filter(isChanged).map(control => [control.name, written(control)])
  history.replaceState(null, '', changed.length > 0 ? `?${new URLSearchParams(changed)}` : location.pathname)
}

export function readAddress() {
  const chosen = new URLSearchParams(location.search)
  form.reset()
  for (const control of controls) {
    const value = chosen.get(control.name)
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

export function isChanged(control) {
  if (control.type === 'checkbox') return control.checked !== control.defaultChecked
  if (control.type === 'radio') return control.checked && !control.defaultChecked
  if (control.localName === 'select') return control.selectedIndex > 0
  return control.value !== control.defaultValue
}

/** What is chosen, as `builder-code.js` writes it. */
export function read() {
  const { elements } = form
  const other = elements.account.value === ''
  const [network, handle] = other ? typed() : split(elements.account.value)
  const wall = served.walls.find(({ name }) => network === 'wall' && name === handle)
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
    wall,
    isServed: !!wall || served.feeds.includes(`${network}/${handle}`),
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
