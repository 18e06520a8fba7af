import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from './support/serve.js'

let served: Served

beforeAll(async () => {
  served = await serve('x/northquaynews,bluesky/northquay.example,rss/https://city.example/news?a=1&b=2', {
    WALLS: 'city-hall:x/northquaynews+bluesky/northquay.example',
  })
})
afterAll(() => served.close())

const ask = (query: Record<string, string>) => served.get(`oembed?${new URLSearchParams(query)}`)
const PROFILE = 'https://x.com/NorthQuayNews'

describe('the address of a profile that is served here', () => {
  test('is answered with a frame of its feed', async () => {
    const response = await ask({ url: PROFILE })
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toEqual({
      version: '1.0',
      type: 'rich',
      title: 'Posts from @northquaynews',
      author_name: '@northquaynews',
      author_url: 'https://x.com/northquaynews',
      provider_name: 'social-feed',
      provider_url: served.url,
      cache_age: 86_400,
      html: `<iframe src="${served.url}embed/x/northquaynews" title="Posts from @northquaynews" width="600" height="600" frameborder="0" loading="lazy" allowfullscreen></iframe>`,
      width: 600,
      height: 600,
    })
  })

  test('keeps to the bounds of the page', async () => {
    const { width, height, html } = await (
      await ask({ url: PROFILE, maxwidth: '320', maxheight: '5000' })
    ).json()
    expect([width, height]).toEqual([320, 600])
    expect(html).toContain('width="320" height="600"')
  })

  test('is answered as XML, with nothing in it that XML would misread', async () => {
    const response = await ask({ url: PROFILE, format: 'xml' })
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    const xml = await response.text()
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="utf-8" standalone="yes"\?>\n<oembed>.*<\/oembed>\n$/s,
    )
    expect(xml).toContain('<type>rich</type><title>Posts from @northquaynews</title>')
    expect(xml).toContain('<html>&lt;iframe src=&quot;')
    expect(xml).not.toContain('&apos;')
  })

  test.each([
    ['https://bsky.app/profile/NorthQuay.example', 'bluesky/northquay.example', '@northquay.example'],
    [
      'https://city.example/news?a=1&b=2',
      'rss/https%3A%2F%2Fcity.example%2Fnews%3Fa%3D1%26b%3D2',
      'city.example',
    ],
  ])('may be %s', async (url, frame, name) => {
    const { html, title } = await (await ask({ url })).json()
    expect(html).toContain(`src="${served.url}embed/${frame}"`)
    expect(title).toBe(`Posts from ${name}`)
  })

  test.each([
    ['the frame itself', 'embed/x/NorthQuayNews?theme=dark&limit=5&x=y', '?limit=5&amp;theme=dark'],
    ['its document', 'feeds/x/northquaynews', ''],
    [
      'the start page with its choices',
      '?account=x%2Fnorthquaynews&theme=dark&header=0&message=0&box=auto&replies=1',
      '?height=auto&amp;theme=dark&amp;when-empty=hide&amp;replies=true&amp;no-header=true',
    ],
    ['the start page with an account that was typed', '?account=&network=x&handle=northquaynews', ''],
  ])('may be that of %s, and what it asks of the look is kept', async (_, path, search) => {
    const { html, author_name: name } = await (await ask({ url: served.url + path })).json()
    expect(name).toBe('@northquaynews')
    expect(html).toContain(`src="${served.url}embed/x/northquaynews${search}"`)
  })
})

describe('a wall', () => {
  test.each(['embed/wall/city-hall', 'walls/city-hall', '?account=wall%2Fcity-hall'])(
    'at %s is answered with a frame, and has no one author',
    async path => {
      const answer = await (await ask({ url: served.url + path })).json()
      expect(answer).toMatchObject({ type: 'rich', title: 'City hall', width: 600, height: 600 })
      expect(answer.html).toContain(`src="${served.url}embed/wall/city-hall" title="City hall"`)
      expect(answer).not.toHaveProperty('author_name')
    },
  )
})

test.each(['embed/x/northquaynews', 'embed/x/northquaynews?theme=dark', 'embed/wall/city-hall'])(
  '%s tells where it is described, and the description is of it',
  async path => {
    const page = await (await served.get(path)).text()
    for (const format of ['json', 'xml']) {
      const type = `${format === 'json' ? 'application' : 'text'}/${format}+oembed`
      const [, href = ''] =
        new RegExp(`<link rel="alternate" type="${type.replace('+', '\\+')}" href="([^"]+)"`).exec(page) ?? []
      const described = await (await fetch(href.replaceAll('&amp;', '&'))).text()
      expect(described).toContain(served.url + path)
    }
  },
)

test.each(['embed/wall/unknown', 'embed/x/varindiamag', 'embed/x', 'embed/x/%zz', 'news.html', ''])(
  'our own address %s shows no feed',
  async path => {
    expect((await ask({ url: served.url + path })).status).toBe(404)
  },
)

test.each([
  ['https://x.com/varindiamag'],
  ['https://x.com/northquaynews/status/1'],
  ['https://harbour.example/@quay'],
  ['https://city.example/other'],
  ['https://evil.example/embed/x/northquaynews'],
  ['https://evil.example/embed/wall/city-hall'],
  ['no address'],
])('%s is not served here', async url => {
  const response = await ask({ url })
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
})

test.each([
  [{ url: PROFILE, format: 'yaml' }, 501],
  [{ url: PROFILE, maxwidth: 'wide' }, 400],
  [{ url: PROFILE, maxheight: '0' }, 400],
  [{ url: '' }, 400],
  [{ format: 'json' }, 400],
])('%o is refused with %i', async (query, status) => {
  expect((await ask(query as Record<string, string>)).status).toBe(status)
})
