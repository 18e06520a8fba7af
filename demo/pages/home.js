/* The builder: what is chosen shows in the preview, in the lines to copy and in the address. */
import { writeCode } from './builder-code.js'
import { copyOnClick } from './builder-copy.js'
import { fillChoices, form, read, readAddress, served, TOKENS, writeAddress } from './builder-form.js'
import { showPreview } from './builder-preview.js'
import { weakest } from './contrast.js'

const code = document.querySelector('#snippet')

/** Where this page is, with its path: that is where everything else is served. */
const server = new URL('.', location.href).href

fillChoices()
readAddress()
show()

form.addEventListener('input', () => {
  writeAddress()
  show()
})
form.addEventListener('change', show)
form.addEventListener('submit', event => event.preventDefault())
document.querySelector('#state').addEventListener('change', show)
document.querySelector('#plain-colours').addEventListener('click', () => {
  for (const name of TOKENS) form.elements[name].value = form.elements[name].defaultValue
  form.elements.preset.value = ''
  form.elements.radius.value = form.elements.radius.defaultValue
  writeAddress()
  show()
})
copyOnClick(code, () => form.elements.way.value)

function show() {
  const chosen = read()
  document.querySelector('#other').hidden = form.elements.account.value !== ''
  form.elements.height.disabled = chosen.box === 'auto'
  // The old script knows accounts on X only.
  const script = form.elements.way[3]
  script.disabled = chosen.network !== 'x'
  if (script.disabled && script.checked) form.elements.way[0].checked = true
  showPreview(chosen, server)
  showAdvice(chosen)
  const way = form.elements.way.value
  const text = writeCode(way, chosen, server)
  // As one new text, and only when it differs: a part that grew inside a line would move the rest of it.
  if (code.value !== text) code.value = text
  for (const hint of document.querySelectorAll('[data-way]'))
    hint.hidden = !hint.dataset.way.split(' ').includes(way)
}

/** What the owner has to change first, and what would be hard to read. */
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
