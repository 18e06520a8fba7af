/* The button that copies the lines, and what it says. */

const COPIED = {
  tag: 'The tag is copied.',
  iframe: 'The frame is copied.',
  react: 'The component is copied.',
  script: 'The lines for the old script are copied.',
}

const button = document.querySelector('#copy')
const status = document.querySelector('#copied')

/** Copies the text of `element`, which is written in the way that `wayOf` tells. */
export function copyOnClick(element, wayOf) {
  let calm
  button.addEventListener('click', async () => {
    const copied = await copy(element)
    button.textContent = copied ? 'Copied' : 'Selected'
    status.textContent = copied ? COPIED[wayOf()] : 'Selected. Copy it with your keyboard.'
    clearTimeout(calm)
    calm = setTimeout(() => {
      button.textContent = 'Copy'
      status.textContent = ''
    }, 4000)
  })
}

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
