/* Writes this server's own address into the tag, and copies the tag. */
const snippet = document.querySelector('#snippet')
const button = document.querySelector('#copy')
const status = document.querySelector('#copied')

// As one new text: a part that grew inside a line would move the rest of it.
snippet.textContent = snippet.textContent.replace('https://feeds.example.org', location.origin)

button.addEventListener('click', async () => {
  const copied = await copy(snippet)
  button.textContent = copied ? 'Copied' : 'Selected'
  status.textContent = copied ? 'The tag is copied.' : 'The tag is selected. Copy it with your keyboard.'
  setTimeout(() => {
    button.textContent = 'Copy'
    status.textContent = ''
  }, 4000)
})

/** The clipboard is closed to plain http pages and by some policies: then the text is selected instead. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent)
    return true
  } catch {
    getSelection().selectAllChildren(element)
    return false
  }
}
