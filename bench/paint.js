/**
 * From navigation until posts are painted, on slow 4G with a processor four times slower: the widget beside a page of
 * plain HTML with the same posts, and a feed of 500 beside one of 20. Turn by turn in one browser, medians.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { brotliCompressSync } from 'node:zlib'
import { keep, median, table, two, whole } from './lib.js'

const ROUNDS = 7
/** As in Lighthouse: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 }
const SLOWER = 4
/** What counts as good: https://web.dev/articles/inp */
const INTERACTION = 200
const PUBLIC = new URL('../dist/public/', import.meta.url)
const TYPES = {
  css: 'text/css',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  json: 'application/json',
}
const KINDS = ['html', 'widget', 'widget-hung', 'widget-500']

export async function paint() {
  const { chromium } = await import('playwright-core')
  const server = await serve()
  const browser = await chromium.launch(await findChromium())
  const rounds = Object.fromEntries(KINDS.map(kind => [kind, []]))
  const interactions = []
  // One more than is kept: the first warms the browser.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const kind of KINDS) {
      const { painted, interaction } = await visit(
        browser,
        `${server.url}${kind}.html`,
        kind === 'widget-500',
      )
      if (round === 0) continue
      rounds[kind].push(painted)
      if (interaction) interactions.push(interaction)
    }
  }
  await browser.close()
  server.close()
  const seconds = Object.fromEntries(KINDS.map(kind => [kind, median(rounds[kind]) / 1000]))
  const worst = Math.max(...interactions)
  const times = kind => `${two(seconds[kind] / seconds.html)} ×`
  const range = kind => `${two(Math.min(...rounds[kind]) / 1000)}–${two(Math.max(...rounds[kind]) / 1000)}`
  const row = (kind, what) => [what, two(seconds[kind]), range(kind), times(kind)]
  keep('paint', {
    title: 'Paint',
    rows: [
      [
        'navigation to 20 posts painted, slow 4G and 4× CPU, against plain HTML with the same posts',
        `${two(seconds.widget)} s, ${times('widget')}`,
        'told',
      ],
      [
        'the same with 500 posts in the document; the worst interaction with them',
        `${two(seconds['widget-500'] / seconds.widget)} × of 20; ${whole(worst)} ms`,
        `≤ 1 ×; ≤ ${INTERACTION} ms`,
      ],
    ],
    text: [
      `Medians of ${ROUNDS} visits with an empty cache, in turn. ${SLOW_4G.latency} ms and 1.6 Mbit/s by the browser's own throttle, everything from one server, brotli. Painted is the end of the first frame that has twenty posts.`,
      table(
        ['page', 'seconds', 'range', 'of plain HTML'],
        [
          row('html', 'plain HTML, 20 posts, style in the page'),
          row('widget', 'the tag, 20 posts'),
          row('widget-hung', 'the tag, 20 posts with cards, replies and check marks: one chunk more'),
          row('widget-500', 'the tag, 500 posts: the first 20 of them'),
        ],
      ),
      `Interactions with 500 posts at ${SLOWER}× CPU: Page Down, ten times; median ${whole(median(interactions))} ms, worst ${whole(worst)} ms, from the key to the next paint.`,
    ].join('\n\n'),
  })
}

async function findChromium() {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x'
  if (process.env.CHROME_PATH) return { executablePath: process.env.CHROME_PATH, args: ['--no-sandbox'] }
  const { default: bundled } = await import('@sparticuz/chromium')
  return { executablePath: await bundled.executablePath(), args: ['--no-sandbox'] }
}

/** A visit with nothing known, in milliseconds since navigation. */
async function visit(browser, url, interact) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', SLOW_4G)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(WATCH)
  await page.goto(url, { waitUntil: 'commit' })
  const painted = await page.evaluate('painted')
  const interaction = interact ? await press(page) : undefined
  await context.close()
  return { painted, interaction }
}

/** Asks each frame whether the posts are there, and takes the time when that frame is drawn. */
const WATCH = `globalThis.painted = new Promise(resolve => {
  const there = () => {
    const root = document.querySelector('social-feed')?.shadowRoot ?? document
    const posts = root.querySelectorAll?.('article').length ?? 0
    if (posts >= 20 && document.readyState !== 'loading') setTimeout(() => resolve(performance.now()))
    else requestAnimationFrame(there)
  }
  requestAnimationFrame(there)
})`

/** The longest of ten keys, from the press to the paint after it. */
async function press(page) {
  await page.waitForFunction(
    "document.querySelector('social-feed').shadowRoot.querySelector('article').hasAttribute('tabindex')",
  )
  await page.evaluate(`globalThis.longest = 0
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) globalThis.longest = Math.max(longest, duration)
    }).observe({ type: 'event', durationThreshold: 16 })`)
  await page.evaluate("document.querySelector('social-feed').shadowRoot.querySelector('article').focus()")
  for (let turn = 0; turn < 10; turn++) {
    await page.keyboard.press('PageDown')
    await page.evaluate('new Promise(done => requestAnimationFrame(() => setTimeout(done)))')
  }
  return page.evaluate('longest')
}

async function serve() {
  const files = new Map()
  // All of it before the first visit, so that a build meanwhile changes nothing.
  for (const name of readdirSync(PUBLIC, { recursive: true }))
    if (name.endsWith('.js')) files.set(name, readFileSync(new URL(name, PUBLIC)))
  const server = createServer((request, response) => {
    const path = request.url.slice(1).split('?')[0]
    const body = files.get(path)
    if (!body) return response.writeHead(404).end()
    response.setHeader('content-type', TYPES[path.split('.').at(-1)] ?? 'text/plain')
    response.setHeader('content-encoding', 'br')
    response.end(files.has(`${path} packed`) ? files.get(`${path} packed`) : pack(path, body))
  })
  const pack = (path, body) => {
    files.set(`${path} packed`, brotliCompressSync(body))
    return files.get(`${path} packed`)
  }
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${server.address().port}/`
  const page = (head, body) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>City</title>${head}<h1>City</h1>${body}`
  const tag = source =>
    `<script type="module" src="/widget.js"></script><social-feed src="/${source}" loading="eager" style="display:block;height:600px"></social-feed>`
  files.set('20.json', JSON.stringify(feed(20)))
  files.set('hung.json', JSON.stringify(hung(feed(20))))
  files.set('500.json', JSON.stringify(feed(500)))
  files.set('html.html', page(`<style>${STYLE}</style>`, plain(feed(20))))
  files.set('widget.html', page('', tag('20.json')))
  files.set('widget-hung.html', page('', tag('hung.json')))
  files.set('widget-500.html', page('', tag('500.json')))
  return { url, close: () => server.close() }
}

/** As long as posts are, with a link and a tag, and no two alike. */
function feed(count) {
  const author = { name: 'North Quay News', handle: 'northquaynews', url: 'https://x.com/northquaynews' }
  const at = new Date().toISOString()
  const posts = Array.from({ length: count }, (_, index) => {
    const id = String(9000 - index)
    const url = `${author.url}/status/${id}`
    const text = [
      {
        type: 'text',
        text: `Boat ${id} leaves quay ${index % 7} at ${index % 24}:00, dogs and bicycles welcome, soup at the kiosk until nine. `,
      },
      { type: 'link', text: `quay.example/${id}`, href: `https://t.co/${id}` },
      { type: 'hashtag', text: ' #Harbour', href: 'https://x.com/hashtag/Harbour' },
    ]
    const metrics = { replies: index, reposts: index * 3, likes: index * 31 }
    const actions = { reply: `${url}?reply`, repost: `${url}?repost`, like: `${url}?like` }
    return { id, network: 'x', url, author, createdAt: at, text, metrics, actions }
  })
  const head = { v: 1, network: 'x', handle: author.handle, profileUrl: author.url, fetchedAt: at }
  return { ...head, status: 'posts', author, posts }
}

/** With what hangs on most posts that people write. */
function hung({ author, posts, ...document }) {
  const verified = { ...author, verified: 'blue' }
  const card = {
    url: 'https://quay.example/',
    title: 'Timetable',
    description: 'All boats.',
    site: 'quay.example',
  }
  const replyTo = { handle: 'keeper', url: 'https://x.com/keeper/status/1' }
  return {
    ...document,
    author: verified,
    posts: posts.map((post, index) => ({
      ...post,
      author: verified,
      ...(index % 3 === 0 && { card }),
      ...(index % 5 === 1 && { replyTo }),
    })),
  }
}

/** The limit: what a server could have written into the page itself. */
function plain({ posts, author }) {
  const post = ({ url, createdAt, text, metrics }) =>
    `<article><span class="avatar">N</span><div><p class="by"><a href="${author.url}"><b>${author.name}</b> @${author.handle}</a> · <a href="${url}"><time datetime="${createdAt}">now</time></a></p><p>${text
      .map(({ text, href }) => (href ? `<a href="${href}">${text}</a>` : text))
      .join(
        '',
      )}</p><p class="by">${metrics.replies} replies · ${metrics.reposts} reposts · ${metrics.likes} likes</p></div></article>`
  return `<section class="feed"><h2>Posts from @${author.handle}</h2><div>${posts.map(post).join('')}</div></section>`
}

const STYLE =
  '.feed{height:600px;border:1px solid #e3e6e9;border-radius:12px;overflow:auto;font-size:.9375em;line-height:1.45}h2{font-size:1.067em;padding:8px 16px}article{display:grid;grid-template-columns:40px 1fr;gap:12px;padding:16px;border-top:1px solid #e3e6e9}.avatar{width:40px;height:40px;border-radius:50%;background:#e3e6e9;display:grid;place-items:center}p{margin:0}.by{font-size:.933em;color:#5b6570}a{color:#0b66c3;text-decoration:none}'
