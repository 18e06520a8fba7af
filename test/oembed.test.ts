import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serve } from './support/serve.js'

let served: Served

beforeAll(async () => {
  served = await serve('x/northquaynews,bluesky/northquay.example,rss/https://city.example/news?a=1&b=2')
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

  test('may be that of the frame itself', async () => {
    const response = await ask({ url: `${served.url}embed/x/northquaynews?theme=dark` })
    expect(await response.json()).toMatchObject({ author_name: '@northquaynews' })
  })
})

test('the frame tells where it is described, and the description is of the frame', async () => {
  const page = await (await served.get('embed/x/northquaynews')).text()
  for (const format of ['json', 'xml']) {
    const type = `${format === 'json' ? 'application' : 'text'}/${format}+oembed`
    const [, href = ''] =
      new RegExp(`<link rel="alternate" type="${type.replace('+', '\\+')}" href="([^"]+)"`).exec(page) ?? []
    const described = await (await fetch(href.replaceAll('&amp;', '&'))).text()
    expect(described).toContain(`${served.url}embed/x/northquaynews`)
  }
})

test.each([
  ['https://x.com/varindiamag'],
  ['https://x.com/northquaynews/status/1'],
  ['https://harbour.example/@quay'],
  ['https://city.example/other'],
  ['https://evil.example/embed/x/northquaynews'],
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
