/** What apps and consent banners do to a page: they add a snippet late, and they call the old API. */
const box = document.querySelector('#late-box')

const link = document.createElement('a')
link.className = 'twitter-timeline'
link.href = 'https://x.com/northquaynews'
link.dataset.height = '400'
link.textContent = 'North Quay'
box.append(link)

// The stub of the old snippet, which keeps the calls until the script is there.
window.twttr ??= { _e: [], ready: callback => window.twttr._e.push(callback) }
window.twttr.ready(twttr => {
  const source = { sourceType: 'profile', screenName: 'demo_stale' }
  twttr.widgets.createTimeline(source, box, { height: 400 })
})
