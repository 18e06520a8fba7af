/**
 * Tells the page around how tall the feed wants to be, in the words of WordPress: `{ message: 'height', value, secret }`.
 * The secret is what WordPress has put behind the address, and says which frame speaks.
 */
const feed = document.querySelector('social-feed')
const { height: asked } = document.body.dataset
const secret = /[?&]secret=(\w+)/.exec(location.hash + location.search)?.[1]

// In a sandbox the origin is nobody's. Where such a page may not ask for its feed, it goes on with what it has brought along.
const brought = feed?.shadowRoot?.querySelector('script')
if (origin === 'null' && brought && 'closed' in document.body.dataset)
  feed.setAttribute('src', URL.createObjectURL(new Blob([brought.textContent], { type: 'application/json' })))

/** A feed that is to hide when it is empty needs no room. */
function height() {
  if (feed && !feed.checkVisibility({ visibilityProperty: true })) return 0
  if (asked === 'auto') return Math.ceil(document.documentElement.getBoundingClientRect().height)
  return Number(asked) || innerHeight
}
const tell = () => parent.postMessage({ message: 'height', value: height(), secret }, '*')

if (parent !== window) {
  addEventListener('message', ({ source, data }) => {
    if (source === parent && data?.message === 'ready') tell()
  })
  new ResizeObserver(tell).observe(document.documentElement)
}
