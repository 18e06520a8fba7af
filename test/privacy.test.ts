/** A page with the feed sends its visitors to nobody but the owner, whatever is shown, and leaves nothing with them. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { HOST_PAGE, launch } from './support/browser.js'
import { startSample } from './support/serve.js'

const SHOWN = {
  northquaynews: 'posts',
  varindiamag: 'empty',
  demo_filtered: 'filtered',
  demo_protected: 'protected',
  demo_suspended: 'suspended',
  demo_missing: 'not-found',
  demo_withheld: 'withheld',
  demo_outage: 'unavailable',
  demo_stale: 'posts',
  demo_arabic: 'posts',
}

let sample: Awaited<ReturnType<typeof startSample>>
let browser: Browser
beforeAll(async () => {
  sample = await startSample()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await sample?.close()
})

it('asks the owner’s origin only, in every state and with every film played, and sets no cookie', async () => {
  const context = await browser.newContext({ viewport: { width: 600, height: 900 } })
  const page = await context.newPage()
  const asked: { readonly url: string; readonly type: string; readonly headers: Record<string, string> }[] =
    []
  context.on('request', request =>
    asked.push({ url: request.url(), type: request.resourceType(), headers: request.headers() }),
  )
  const failed: string[] = []
  page.on('response', response => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`)
  })
  const feeds = [
    ...Object.keys(SHOWN).map(handle => `<social-feed handle="${handle}"`),
    '<social-feed network="bluesky" handle="quayside.example"',
  ].map(start => `${start} height="auto" loading="eager"></social-feed>`)
  const markup = `<script type="module" src="${sample.url}widget.js"></script>${feeds.join('')}`
  await page.route(HOST_PAGE, route => route.fulfill({ contentType: 'text/html', body: markup }))
  await page.goto(HOST_PAGE)

  const states = await page.evaluate(SETTLED)
  expect(states).toEqual([...Object.values(SHOWN), 'posts'])
  const films = await page.evaluate(PLAY_ALL)
  expect(films).toBeGreaterThan(1)
  await page.evaluate(SEE_ALL)

  const foreign = asked.filter(({ url }) => url !== HOST_PAGE && !url.startsWith(sample.url))
  expect(foreign).toEqual([])
  expect(new Set(asked.map(({ type }) => type))).toEqual(
    new Set(['document', 'script', 'fetch', 'image', 'media']),
  )
  expect(asked.filter(({ headers }) => headers.cookie)).toEqual([])
  // Pictures come by the same way as in earnest.
  const pictures = asked.filter(({ type }) => type === 'image' || type === 'media')
  expect(pictures.filter(({ url }) => !url.startsWith(`${sample.url}media/`))).toEqual([])
  expect(failed.filter(line => !line.includes('demo_outage'))).toEqual([])
  expect(await context.cookies()).toEqual([])
  await context.close()
})

const FEEDS = `const feeds = [...document.querySelectorAll('social-feed')]
  const inside = selector => feeds.flatMap(feed => [...feed.shadowRoot.querySelectorAll(selector)])
  const until = async fact => { while (!fact()) await new Promise(requestAnimationFrame) }`

/** Resolves when every feed has its answer. */
const SETTLED = `(async () => {
  await customElements.whenDefined('social-feed')
  ${FEEDS}
  await Promise.all(feeds.map(feed => feed.refreshed))
  return feeds.map(feed => feed.state)
})()`

/** Starts every film, one after the other, and resolves when each has shown a frame. */
const PLAY_ALL = `(async () => {
  ${FEEDS}
  const buttons = inside('button[part~="play"]')
  for (const button of buttons) {
    button.scrollIntoView()
    button.click()
    await until(() => inside('video').some(video => !video.seen))
    const video = inside('video').find(video => !video.seen)
    video.seen = true
    await until(() => video.readyState >= 2 || video.error)
    if (video.error) throw new Error(video.error.message)
  }
  return buttons.length
})()`

/** Brings every picture into view, and resolves when each has come. */
const SEE_ALL = `(async () => {
  ${FEEDS}
  for (const picture of inside('img')) {
    picture.scrollIntoView()
    await until(() => picture.complete)
    if (picture.naturalWidth === 0) throw new Error(picture.currentSrc + ' did not come')
  }
})()`
