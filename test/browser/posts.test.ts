import { describe, expect, it } from 'vitest'
import { author, gallery, makePost, makePosts } from '../fixtures/documents.js'
import { part, parts, show, showDocument } from './support.js'

/** The post of the gallery with this id. */
async function post(id: string, attributes = {}): Promise<HTMLElement> {
  const feed = await show('posts', { height: 'auto', ...attributes })
  const found = parts(feed, 'post')[gallery.findIndex(post => post.id === id)]
  if (!found) throw new Error(`no post ${id}`)
  return found
}

const one = (root: ParentNode, name: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(`[part~="${name}"]`)
  if (!found) throw new Error(`no part ${name}`)
  return found
}
const all = (root: ParentNode, name: string): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>(`[part~="${name}"]`),
]
const box = (element: Element): DOMRect => element.getBoundingClientRect()
const addresses = (elements: readonly Element[]): (string | null)[] =>
  elements.map(element => element.getAttribute('href'))

/** https://docs.x.com/developer-terms/display-requirements, line by line. */
describe('the display requirements of X', () => {
  it('avatar, name and @handle are shown and lead to the profile', async () => {
    const item = await post('1')
    expect(addresses([one(item, 'avatar'), one(item, 'author')])).toEqual(
      Array(2).fill('https://x.com/tidewaterlib'),
    )
    expect(one(item, 'name').textContent).toBe('Tidewater Library')
    expect(one(item, 'handle').textContent).toBe('@tidewaterlib')
  })

  it('the avatar stands at the start of the line, on either side', async () => {
    const left = await post('1')
    expect(box(one(left, 'avatar')).right).toBeLessThanOrEqual(box(one(left, 'author')).left)
    const right = await post('1', { lang: 'ar' })
    expect(box(one(right, 'avatar')).left).toBeGreaterThanOrEqual(box(one(right, 'author')).right)
  })

  it('the text stands below the names and is not altered', async () => {
    const item = await post('1')
    expect(box(one(item, 'text')).top).toBeGreaterThanOrEqual(box(one(item, 'byline')).bottom)
    expect(one(item, 'text').textContent).toBe(gallery[0]!.text.map(segment => segment.text).join(''))
  })

  it('mentions, tags and links lead where the network says', async () => {
    const links = all(one(await post('1'), 'text'), 'link')
    expect(addresses(links)).toEqual([
      'https://x.com/inesok',
      'https://t.co/a1',
      'https://x.com/hashtag/LateOpening',
    ])
    expect(links.map(link => link.textContent)).toEqual(['@inesok', 'tidewater.example/late', '#LateOpening'])
  })

  it('the time is shown, is a time, and leads to the post', async () => {
    const item = await post('1')
    const time = one(item, 'time')
    expect(one(item, 'permalink').getAttribute('href')).toBe('https://x.com/tidewaterlib/status/1')
    expect(time.getAttribute('datetime')).toBe('2026-03-14T08:12:00.000Z')
    expect(time.title).toMatch(/2026/)
    expect(time.textContent).not.toBe('')
  })

  it('reply, repost and like are always visible and lead to the network', async () => {
    const actions = all(await post('1'), 'action')
    expect(addresses(actions)).toEqual([
      'https://x.com/intent/tweet?in_reply_to=1',
      'https://x.com/intent/retweet?tweet_id=1',
      'https://x.com/intent/like?tweet_id=1',
    ])
    for (const action of actions) {
      expect(action.checkVisibility({ opacityProperty: true, visibilityProperty: true })).toBe(true)
    }
    expect(actions.map(action => action.getAttribute('aria-label'))).toEqual([
      'Reply, 3 replies',
      'Repost, 12 reposts',
      'Like, 1.2K likes',
    ])
  })

  it('the actions stay when the counts are left out', async () => {
    const actions = all(await post('1', { 'no-metrics': '' }), 'action')
    expect(actions.map(action => action.getAttribute('aria-label'))).toEqual(['Reply', 'Repost', 'Like'])
  })

  it('a repost names who reposted it, with a link and the mark, and shows the original’s author', async () => {
    const item = await post('2')
    const line = one(item, 'context')
    expect(line.textContent?.trim()).toBe('Tidewater Library reposted')
    expect(line.querySelector('a')?.href).toBe('https://x.com/tidewaterlib')
    expect(line.querySelector('svg.repost')).not.toBeNull()
    expect(one(item, 'handle').textContent).toBe('@inesok')
  })

  it('an edited post says so', async () => {
    expect(one(await post('1'), 'edited').textContent).toBe('Edited')
    expect(all(await post('2'), 'edited')).toEqual([])
  })

  it('the mark of X is attached to the timeline, and the check mark is the reported one', async () => {
    const feed = await show('posts')
    expect(part(feed, 'mark')?.checkVisibility()).toBe(true)
    expect(one(await post('1'), 'verified').getAttribute('aria-label')).toBe('Verified government account')
    expect(one(await post('2'), 'verified').getAttribute('aria-label')).toBe('Verified account')
  })

  it('the organisation an author belongs to is read out with the name', async () => {
    const image = 'https://pictures.invalid/40x40'
    const feed = await showDocument(
      makePosts([
        makePost('1', { author: { ...author, affiliation: { name: 'Tide Council', image } } }),
        makePost('2', { author: { ...author, affiliation: { name: 'Tide Council' } } }),
      ]),
    )
    const [pictured, named] = parts(feed, 'affiliation')
    expect([pictured?.role, pictured?.ariaLabel, pictured?.title]).toEqual([
      'img',
      'Tide Council',
      'Tide Council',
    ])
    expect(named?.textContent).toBe('Tide Council')
    expect(parts(feed, 'author').every(link => link.querySelector('[part=affiliation]'))).toBe(true)
  })

  it('on touch the white space of a post opens it, and nothing else does', async () => {
    const item = await post('1')
    let opened = 0
    item.addEventListener('click', event => {
      if ((event.target as Element).closest('[part=permalink]')) opened += 1
      event.preventDefault()
    })
    const tap = (target: Element, pointerType: string) =>
      target.dispatchEvent(
        new PointerEvent('click', { pointerType, bubbles: true, composed: true, cancelable: true }),
      )
    tap(one(item, 'text'), 'touch')
    expect(opened).toBe(1)
    tap(one(item, 'text'), 'mouse')
    tap(one(item, 'link'), 'touch')
    expect(opened).toBe(1)
  })
})

it('tells the page when a post is opened, and stays when the page wants that', async () => {
  const feed = await show('posts')
  const permalink = part(feed, 'permalink')
  let id = ''
  feed.addEventListener('post-open', event => {
    id = event.detail.post.id
    event.preventDefault()
  })
  const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true })
  permalink?.dispatchEvent(click)
  expect(id).toBe('1')
  expect(click.defaultPrevented).toBe(true)
})

it('says whom a reply answers', async () => {
  const line = one(await post('3'), 'context')
  expect(line.textContent?.trim()).toBe('Replying to @inesok')
  expect(line.querySelector('a')?.href).toBe('https://x.com/inesok/status/899')
})

describe('media', () => {
  it.each([
    ['2', 1],
    ['3', 2],
    ['4', 3],
    ['5', 4],
  ])('of post %s shows %i pictures in a grid', async (id, count) => {
    const photos = all(await post(id), 'photo')
    expect(photos.length).toBe(count)
    for (const photo of photos) {
      expect(photo.getAttribute('alt')).not.toBe('')
      expect(box(photo).width).toBeGreaterThan(50)
    }
  })

  it('has its size before a byte of it has come', async () => {
    const photo = one(await post('2', { style: 'display:block;inline-size:400px' }), 'photo')
    const { width, height } = box(photo)
    photo.setAttribute('src', 'data:,')
    expect(box(photo).width).toBeCloseTo(width)
    expect(box(photo).height).toBeCloseTo(height)
    expect(width / height).toBeCloseTo(1.5, 1)
  })

  it('plays only when it is asked to, with the sources in their order', async () => {
    const item = await post('6')
    expect(item.querySelector('video')).toBeNull()
    const play = one(item, 'play')
    expect(play.getAttribute('aria-label')).toBe('Play video: The tide clock turning, 1:23')
    expect(play.textContent).toContain('1:23')
    const before = box(one(item, 'media'))
    play.click()
    await (item.getRootNode() as ShadowRoot & { host: { updateComplete: Promise<boolean> } }).host
      .updateComplete
    const video = item.querySelector('video')
    expect(video?.controls).toBe(true)
    expect(video?.preload).toBe('none')
    expect([...(video?.querySelectorAll('source') ?? [])].map(source => source.type)).toEqual(['video/mp4'])
    expect(box(one(item, 'media')).height).toBeCloseTo(before.height)
  })

  it('that is sensitive is neither loaded nor read out until it is asked for', async () => {
    const item = await post('7')
    const before = box(one(item, 'media'))
    expect(one(item, 'cover').textContent).toContain('This media may be sensitive')
    expect(all(item, 'play')).toEqual([])
    one(item, 'button').click()
    await (item.getRootNode() as ShadowRoot & { host: { updateComplete: Promise<boolean> } }).host
      .updateComplete
    expect(one(item, 'play').getAttribute('aria-label')).toBe('Play GIF')
    expect(box(one(item, 'media')).height).toBeCloseTo(before.height)
  })
})

it('shows a link card as one link with its title, description and site', async () => {
  const card = one(await post('8'), 'card')
  expect(card.getAttribute('href')).toBe('https://t.co/b2')
  expect(one(card, 'card-title').textContent).toBe('The harbour maps, restored')
  expect(one(card, 'card-site').textContent).toBe('tidewater.example')
  expect(box(one(card, 'card-image')).bottom).toBeLessThanOrEqual(box(one(card, 'card-title')).top)
  const small = one(await post('9'), 'card')
  expect(box(one(small, 'card-image')).right).toBeLessThanOrEqual(box(one(small, 'card-title')).left)
})

it('shows a quoted post one level deep, and says plainly when it is gone', async () => {
  const quote = one(await post('10'), 'quote')
  expect(one(quote, 'name').textContent).toBe('Inês Okonkwo-Vale')
  expect(one(quote, 'permalink').getAttribute('href')).toBe('https://x.com/inesok/status/900')
  expect(one(await post('11'), 'quote').textContent?.trim()).toBe('This post is unavailable')
})

it('shows the results of a poll, the bars as wide as the shares', async () => {
  const item = await post('12')
  const options = all(item, 'poll-option')
  expect(options.map(option => option.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
    'Sea stories 69%',
    'Maps 31%',
    'Knots 0%',
  ])
  const [first] = options
  const share = box(first!.querySelector('rect')!).width / box(first!).width
  expect(share).toBeCloseTo(412 / 600, 1)
  expect(one(item, 'poll').textContent).toContain('600 votes · Final results')
  expect(one(await post('13'), 'poll').textContent).toContain('1 vote')
})

it('tells when a poll ends only until then', async () => {
  const text = async (hours: number) => {
    const endsAt = new Date(Date.now() + hours * 3_600_000).toISOString()
    const poll = { options: [{ label: 'Yes', votes: 3 }], closed: false, endsAt }
    const feed = await showDocument(makePosts([makePost('1', { poll })]))
    return part(feed, 'poll')?.querySelector('[part=label]')?.textContent?.trim()
  }
  expect(await text(3)).toContain('3 votes · Ends ')
  expect(await text(-3)).toBe('3 votes')
})

it('calls no answer of a poll the first that nobody chose', async () => {
  const options = ['Yes', 'No'].map(label => ({ label, votes: 0 }))
  const feed = await showDocument(makePosts([makePost('1', { poll: { options, closed: true } })]))
  expect(parts(feed, 'poll-option').map(option => option.className)).toEqual(['', ''])
})

it('says plainly that a post is withheld or paid for', async () => {
  const labels = all(await post('14'), 'label').map(label => label.textContent)
  expect(labels).toEqual(['Withheld after a legal demand (Germany and France)', 'Paid partnership'])
})

it('sets each text in its own language and direction', async () => {
  const text = one(await post('15'), 'text')
  expect(text.lang).toBe('ar')
  expect(getComputedStyle(text).direction).toBe('rtl')
  expect(getComputedStyle(one(await post('1'), 'text')).direction).toBe('ltr')
})

it('keeps a long name and a long word inside', async () => {
  const item = await post('16', { style: 'display:block;inline-size:280px' })
  expect(item.scrollWidth).toBeLessThanOrEqual(item.clientWidth)
  expect(box(one(item, 'time')).right).toBeLessThanOrEqual(box(item).right)
})

it('a site is called by its name, and has no handle', async () => {
  const site = { name: 'Gazette', handle: 'gazette.example', url: 'https://gazette.example/' }
  const post = makePost('1', { network: 'rss', author: site })
  const handle = 'https://gazette.example/feed'
  const feed = await showDocument(
    makePosts([post], { network: 'rss', handle, profileUrl: site.url, author: site }),
    { network: 'rss' },
  )
  expect(part(feed, 'title')?.textContent?.trim()).toBe('Posts from Gazette')
  expect(part(feed, 'base')?.ariaLabel).toBe('Posts from Gazette')
  expect(part(feed, 'list')?.ariaLabel).toBe('Posts from Gazette')
  expect(part(feed, 'author')?.textContent?.trim()).toBe('Gazette')
  expect(feed.shadowRoot?.textContent).not.toContain('@')
})
