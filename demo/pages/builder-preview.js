/* The feed beside the builder, as it is chosen. */
import { attributesOf, stylesOf } from './builder-code.js'
import { TOKENS } from './builder-form.js'

const feed = document.querySelector('#preview')
const MANAGED = ['limit', 'height', 'layout', 'theme', 'class', 'lang', 'refresh', 'when-empty']
const SWITCHES = ['replies', 'no-reposts', 'no-header', 'no-footer', 'no-border', 'no-media', 'no-metrics']

/** `server` is where this page is, with its path: that is where everything else is served. */
export function showPreview(chosen, server) {
  const state = document.querySelector('#state').value
  const wanted = new Map(attributesOf(chosen))
  if (chosen.isServed) {
    set('wall', chosen.wall?.name)
    if (!chosen.wall) for (const name of ['network', 'handle']) set(name, chosen[name])
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
