/* The themes: which scheme and whose posts, as the controls say; and the table, filled from the style sheets themselves. */
const CONTROLS = { theme: 'both', handle: 'northquaynews' }
const THEMES = ['plain', 'card', 'magazine', 'contrast']

for (const row of document.querySelectorAll('tbody tr')) {
  const token = row.querySelector('code').textContent
  const standard = row.querySelector('td')
  paint(standard, standard.textContent)
  for (const name of THEMES) {
    const own = getComputedStyle(document.querySelector(`social-feed.${name}`))
      .getPropertyValue(token)
      .trim()
    const cell = row.insertCell()
    cell.textContent = own
    paint(cell, own)
  }
}

/** Shows a colour beside its name. */
function paint(cell, value) {
  if (!CSS.supports('color', value) || value === 'inherit') return
  const swatch = Object.assign(document.createElement('span'), { className: 'swatch' })
  for (const half of [document.createElement('i'), document.createElement('i')]) {
    half.style.background = value
    swatch.append(half)
  }
  cell.prepend(swatch)
}

const form = document.querySelector('.controls')
form.addEventListener('input', () => {
  const chosen = [...new FormData(form)].filter(([name, value]) => value !== CONTROLS[name])
  history.replaceState(null, '', `#${new URLSearchParams(chosen)}`)
  show()
})
form.addEventListener('submit', event => event.preventDefault())
addEventListener('hashchange', show)
show()

function show() {
  const hash = new URLSearchParams(location.hash.slice(1))
  for (const [name, first] of Object.entries(CONTROLS)) form.elements[name].value = hash.get(name) ?? first
  document.documentElement.dataset.theme = form.elements.theme.value
  for (const feed of document.querySelectorAll('social-feed')) {
    const handle = form.elements.handle.value
    if (feed.getAttribute('handle') !== handle) feed.setAttribute('handle', handle)
  }
}
