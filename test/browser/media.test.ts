import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { SocialFeed } from '../../widget/social-feed.js'
import type { Media } from '../../wire/post.js'
import { makePost, makePosts, photo } from '../fixtures/documents.js'
import { part, parts, show, showDocument, until } from './support.js'

const PHOTOS = [
  photo(1200, 800, 'A long table under green lamps'),
  photo(600, 900),
  photo(800, 800, 'A ladder'),
]

const feedOf = (...media: readonly Media[]) => showDocument(makePosts([makePost('1', { media })]))

async function enlarged(index = 0, attributes = {}): Promise<SocialFeed> {
  const feed = await showDocument(makePosts([makePost('1', { media: PHOTOS })]), attributes)
  parts(feed, 'enlarge')[index]?.focus()
  parts(feed, 'enlarge')[index]?.click()
  await until(() => part(feed, 'lightbox') !== null)
  return feed
}

const shown = (feed: SocialFeed): string | undefined =>
  part(feed, 'lightbox-photo')?.getAttribute('alt') ?? undefined

describe('an enlarged picture', () => {
  it('stands in a labelled modal dialog, with its description and its place', async () => {
    const feed = await enlarged()
    const dialog = part(feed, 'lightbox')
    expect(dialog?.matches('dialog:modal')).toBe(true)
    expect(dialog?.ariaLabel).toBe('Images')
    expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 1 / 3')
    expect(part(feed, 'lightbox-text')?.textContent).toBe('A long table under green lamps')
    expect(shown(feed)).toBe('A long table under green lamps')
    expect(dialog?.querySelector('[download], a')).toBeNull()
  })

  it('gives way to its neighbours by the arrows, Home and End, and stops at both ends', async () => {
    const feed = await enlarged()
    await userEvent.keyboard('{ArrowLeft}')
    expect(shown(feed)).toBe('A long table under green lamps')
    await userEvent.keyboard('{ArrowRight}')
    expect(shown(feed)).toBe('Image')
    expect(part(feed, 'lightbox-text')).toBeNull()
    await userEvent.keyboard('{End}')
    expect(shown(feed)).toBe('A ladder')
    await userEvent.keyboard('{ArrowRight}')
    expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 3 / 3')
    await userEvent.keyboard('{Home}')
    expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 1 / 3')
  })

  it('that was chosen in a feed that is gone by then opens nothing', async () => {
    const feed = await feedOf(...PHOTOS)
    part(feed, 'enlarge')?.click()
    feed.remove()
    await import('../../widget/lightbox.js')
    await new Promise(requestAnimationFrame)
    expect(part(feed, 'lightbox')).toBeNull()
  })

  it('follows the direction of the page with its arrows', async () => {
    const feed = await enlarged(0, { lang: 'ar' })
    await userEvent.keyboard('{ArrowLeft}')
    expect(part(feed, 'lightbox-place')?.textContent).toContain('2 / 3')
  })

  it('goes on Escape, and the focus is back where it was', async () => {
    const feed = await enlarged(2)
    expect(shown(feed)).toBe('A ladder')
    await userEvent.keyboard('{Escape}')
    await until(() => part(feed, 'lightbox') === null)
    expect(feed.shadowRoot?.activeElement).toBe(parts(feed, 'enlarge')[2])
  })

  it('goes by its button and by the dark beside it', async () => {
    for (const selector of ['.close', '.stage']) {
      const feed = await enlarged()
      part(feed, 'lightbox')?.querySelector<HTMLElement>(selector)?.click()
      await until(() => part(feed, 'lightbox') === null)
    }
  })

  it('moves on when it is swiped, not when it is only touched', async () => {
    const feed = await enlarged()
    drag(feed, [
      [200, 100],
      [190, 102],
    ])
    expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 1 / 3')
    drag(feed, [
      [200, 100],
      [120, 104],
      [90, 106],
    ])
    expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 2 / 3')
    drag(feed, [
      [100, 100],
      [180, 104],
    ])
    expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 1 / 3')
  })

  it('comes closer under two fingers, and then is dragged instead of swiped', async () => {
    const feed = await enlarged()
    const image = part(feed, 'lightbox-photo')
    const width = image?.getBoundingClientRect().width ?? 0
    const touch = (type: string, pointerId: number, clientX: number) =>
      image?.dispatchEvent(new PointerEvent(type, { pointerId, clientX, clientY: 100, bubbles: true }))
    touch('pointerdown', 1, 100)
    touch('pointerdown', 2, 200)
    touch('pointermove', 2, 300)
    expect(image?.getBoundingClientRect().width).toBeCloseTo(width * 2, 0)
    touch('pointerup', 1, 100)
    touch('pointermove', 2, 100)
    touch('pointerup', 2, 100)
    expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 1 / 3')
    await userEvent.keyboard('{ArrowRight}')
    expect(part(feed, 'lightbox-photo')?.style.transform).toBe('')
  })

  const touch = (feed: SocialFeed, type: string, at: Partial<PointerEventInit>) =>
    part(feed, 'lightbox-photo')?.dispatchEvent(
      new PointerEvent(type, { pointerId: 1, clientY: 300, bubbles: true, ...at }),
    )
  const box = (feed: SocialFeed) => part(feed, 'lightbox-photo')?.getBoundingClientRect() ?? new DOMRect()

  it('grows around the fingers and follows both as one', async () => {
    const feed = await enlarged()
    const { x, width } = box(feed)
    const at = x + width / 4
    touch(feed, 'pointerdown', { pointerId: 1, clientX: at - 50 })
    touch(feed, 'pointerdown', { pointerId: 2, clientX: at + 50 })
    touch(feed, 'pointermove', { pointerId: 1, clientX: at - 100 })
    touch(feed, 'pointermove', { pointerId: 2, clientX: at + 100 })
    expect((at - box(feed).x) / box(feed).width).toBeCloseTo(0.25, 1)
    const before = box(feed).x
    touch(feed, 'pointermove', { pointerId: 1, clientX: at - 90 })
    touch(feed, 'pointermove', { pointerId: 2, clientX: at + 110 })
    expect(box(feed).x - before).toBeCloseTo(10, -1)
    expect(box(feed).x - before).toBeLessThan(16)
  })

  it('is never dragged out of sight', async () => {
    const feed = await enlarged()
    part(feed, 'lightbox-photo')?.dispatchEvent(
      new MouseEvent('dblclick', { clientX: 400, clientY: 300, bubbles: true }),
    )
    touch(feed, 'pointerdown', { clientX: 700 })
    touch(feed, 'pointermove', { clientX: -5000, clientY: -5000 })
    touch(feed, 'pointerup', { clientX: -5000 })
    const { right, bottom } = box(feed)
    const stage = part(feed, 'lightbox')?.querySelector('.stage')?.getBoundingClientRect()
    expect(right).toBeCloseTo(stage?.right ?? 0, 0)
    expect(bottom).toBeGreaterThan((stage?.bottom ?? 0) / 2)
  })

  it('stays when the dark beside it is dragged up or down, and goes when that is touched again', async () => {
    const feed = await enlarged()
    const dialog = part(feed, 'lightbox')
    const stage = dialog?.querySelector<HTMLElement>('.stage')
    const from = (type: string, clientY: number) =>
      stage?.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: 5, clientY, bubbles: true }))
    from('pointerdown', 200)
    from('pointermove', 320)
    from('pointerup', 320)
    stage?.click()
    expect(part(feed, 'lightbox')).toBe(dialog)
    expect((dialog as HTMLDialogElement).open).toBe(true)
    from('pointerdown', 200)
    from('pointermove', 202)
    from('pointerup', 202)
    stage?.click()
    await until(() => part(feed, 'lightbox') === null)
  })

  it('is let go by a mouse that was released elsewhere, and held by no other button', async () => {
    const feed = await enlarged()
    const mouse = { pointerType: 'mouse', buttons: 1 }
    touch(feed, 'pointerdown', { ...mouse, clientX: 400 })
    touch(feed, 'pointermove', { ...mouse, clientX: 300 })
    touch(feed, 'pointermove', { ...mouse, clientX: 100, buttons: 0 })
    expect(part(feed, 'lightbox-photo')?.style.transform).toBe('')
    touch(feed, 'pointerdown', { ...mouse, clientX: 400, button: 2, buttons: 2 })
    touch(feed, 'pointermove', { ...mouse, clientX: 200, buttons: 2 })
    expect(part(feed, 'lightbox-photo')?.style.transform).toBe('')
    expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 1 / 3')
  })

  it('leaves nothing of itself under the words of the next', async () => {
    const feed = await enlarged()
    const before = part(feed, 'lightbox-photo')
    await userEvent.keyboard('{ArrowRight}')
    expect(before?.isConnected).toBe(false)
    expect(part(feed, 'lightbox-photo')).not.toBe(before)
  })

  it('leaves the arrows to the browser when they are held with Alt', async () => {
    const feed = await enlarged(1)
    const back = new KeyboardEvent('keydown', {
      key: 'ArrowLeft',
      altKey: true,
      bubbles: true,
      cancelable: true,
    })
    part(feed, 'lightbox')?.dispatchEvent(back)
    expect(back.defaultPrevented).toBe(false)
    expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 2 / 3')
  })

  it('leaves the page where it was, wherever it was scrolled meanwhile', async () => {
    const feed = await enlarged()
    document.body.style.minHeight = '3000px'
    scrollTo(0, 40)
    await userEvent.keyboard('{Escape}')
    await until(() => part(feed, 'lightbox') === null)
    part(feed, 'enlarge')?.click()
    await until(() => part(feed, 'lightbox') !== null)
    scrollTo(0, 1500)
    const before = scrollY
    await userEvent.keyboard('{Escape}')
    await until(() => part(feed, 'lightbox') === null)
    expect([before, scrollY]).toEqual([1500, 0])
    document.body.style.minHeight = ''
  })

  it('goes with the element, and is no part of it when that comes back', async () => {
    const feed = await enlarged()
    const home = feed.parentElement
    feed.remove()
    home?.append(feed)
    await until(() => part(feed, 'lightbox') === null)
    part(feed, 'enlarge')?.click()
    await until(() => part(feed, 'lightbox')?.matches(':modal') === true)
  })

  it('has its description in the lines its author wrote, whatever the page does to text', async () => {
    const feed = await showDocument(
      makePosts([makePost('1', { media: [photo(1200, 800, 'A quay.\nA crane.')] })]),
      { style: 'display:block;text-transform:uppercase;white-space:nowrap;text-align:end;font-size:32px' },
    )
    part(feed, 'enlarge')?.click()
    await until(() => part(feed, 'lightbox') !== null)
    const text = getComputedStyle(part(feed, 'lightbox-text') ?? feed)
    expect([text.whiteSpace, text.textTransform, text.textAlign, text.fontSize]).toEqual([
      'pre-line',
      'none',
      'start',
      '30px',
    ])
  })

  it.each(['en', 'ar'])('has no violation of axe in %s', async lang => {
    const feed = await enlarged(0, { lang })
    const { violations } = await axe.run(feed)
    expect(violations.map(violation => `${violation.id} ${violation.nodes[0]?.html}`)).toEqual([])
  })

  it('lets the keyboard read on in a long description, and stops at no short one', async () => {
    const long = 'A long table under green lamps. '.repeat(32)
    const media = [photo(1200, 800, 'A quay'), photo(1200, 800, long)]
    const feed = await showDocument(makePosts([makePost('1', { media })]))
    parts(feed, 'enlarge')[1]?.click()
    await until(() => part(feed, 'lightbox') !== null)
    expect(part(feed, 'lightbox-text')?.tabIndex).toBe(0)
    expect((await axe.run(feed)).violations.map(({ id }) => id)).toEqual([])
    await userEvent.keyboard('{ArrowLeft}')
    expect(part(feed, 'lightbox-text')?.tabIndex).toBe(-1)
  })

  it('has buttons of at least 44 px', async () => {
    for (const button of parts(await enlarged(), 'lightbox-button'))
      expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(44)
  })

  function drag(feed: SocialFeed, path: readonly (readonly [number, number])[]): void {
    const image = part(feed, 'lightbox-photo')
    path.forEach(([clientX, clientY], step) => {
      image?.dispatchEvent(
        new PointerEvent(step ? 'pointermove' : 'pointerdown', {
          pointerId: 1,
          clientX,
          clientY,
          bubbles: true,
        }),
      )
    })
    const [clientX = 0, clientY = 0] = path.at(-1) ?? []
    image?.dispatchEvent(new PointerEvent('pointerup', { pointerId: 1, clientX, clientY, bubbles: true }))
  }
})

describe('a description', () => {
  it('opens from the badge and closes again, without leaving the post', async () => {
    const feed = await feedOf(photo(1200, 800, 'A long table under green lamps'))
    const badge = part(feed, 'alt')
    expect(badge?.getAttribute('aria-label')).toBe('ALT, Image description')
    expect(badge?.getBoundingClientRect().height).toBeGreaterThanOrEqual(24)
    badge?.click()
    await feed.updateComplete
    expect(part(feed, 'description')?.textContent).toBe('A long table under green lamps')
    expect(badge?.ariaExpanded).toBe('true')
    badge?.click()
    await feed.updateComplete
    expect(part(feed, 'description')).toBeNull()
  })

  it('has no badge where the author wrote none', async () => {
    expect(part(await feedOf(photo(1200, 800)), 'alt')).toBeNull()
  })
})

it('fills every cell of a grid with its picture', async () => {
  for (const count of [2, 3, 4]) {
    const feed = await feedOf(...Array.from({ length: count }, () => photo(800, 300)))
    for (const image of parts(feed, 'photo')) {
      const cell = image.closest('.cell')?.getBoundingClientRect()
      expect(image.getBoundingClientRect().height).toBeCloseTo(cell?.height ?? 0, 0)
    }
  }
})

it('fills them in a wide box too, as wide as the post', async () => {
  await page.viewport(1280, 900)
  const feed = await feedOf(photo(600, 900), photo(800, 300), photo(800, 300))
  expect(part(feed, 'media')?.clientWidth).toBe(part(feed, 'text')?.clientWidth)
  for (const image of parts(feed, 'photo')) {
    const cell = image.closest('.cell')?.getBoundingClientRect()
    expect(image.getBoundingClientRect().height).toBeCloseTo(cell?.height ?? 0, 0)
  }
  await page.viewport(800, 900)
})

it('tells how many pictures a grid has no room for, and enlarges those as well', async () => {
  const feed = await feedOf(...Array.from({ length: 7 }, (_, index) => photo(800, 800, `Sheet ${index + 1}`)))
  expect(parts(feed, 'photo').length).toBe(4)
  expect(parts(feed, 'enlarge')[3]?.textContent?.trim()).toBe('+3')
  parts(feed, 'enlarge')[3]?.click()
  await until(() => part(feed, 'lightbox') !== null)
  expect(part(feed, 'lightbox-place')?.textContent).toBe('Image 4 / 7')
})

it('leads to the post where films are among what has no room', async () => {
  const film = {
    type: 'video',
    width: 1280,
    height: 720,
    sources: [{ url: 'https://pictures.invalid/1.mp4', type: 'video/mp4' }],
  } as const
  for (const last of [photo(800, 800, 'Sheet'), film]) {
    const feed = await feedOf(photo(8, 8), photo(8, 8), photo(8, 8), last, film, photo(8, 8))
    const cell = part(feed, 'media')?.lastElementChild
    const link = cell?.matches('a') ? cell : cell?.querySelector('a')
    expect(link?.getAttribute('href')).toBe('https://x.com/tidewaterlib/status/1')
    expect(link?.querySelector('[part=rest]')?.textContent).toBe('+2')
    expect(link?.getAttribute('aria-label') ?? link?.textContent).toContain('+2')
    // Beside the number there is no room for a badge, and the enlarged picture has its words.
    expect(cell?.querySelector('[part=alt]') ?? null).toBeNull()
  }
})

describe('a picture that can’t be had', () => {
  const gone = 'https://pictures.invalid/gone.png'

  it('leaves its description in the room it had', async () => {
    const feed = await feedOf({ type: 'photo', url: gone, width: 600, height: 400, alt: 'A lost map' })
    const image = part(feed, 'photo')
    await until(() => image?.classList.contains('broken') === true)
    expect(image && getComputedStyle(image).opacity).toBe('0')
    const cell = image?.closest('.cell')
    expect(cell && getComputedStyle(cell, '::after').content).toBe('"A lost map"')
    expect((cell?.getBoundingClientRect().height ?? 0) > 100).toBe(true)
  })

  it('leaves the initial of an avatar', async () => {
    const author = {
      name: 'Tidewater',
      handle: 'tidewaterlib',
      url: 'https://x.com/tidewaterlib',
      avatar: gone,
    }
    const feed = await showDocument(makePosts([makePost('1', { author })]))
    const avatar = part(feed, 'avatar')
    await until(() => avatar?.querySelector('.broken') !== null)
    expect(avatar?.textContent?.trim()).toBe('T')
  })
})

describe('a picture with more to tell', () => {
  const blank = { ...photo(1200, 400, 'A quay'), color: '#336699', focus: { x: 0.82, y: 0.1 } } as const
  const fills = (feed: SocialFeed) =>
    [...(feed.shadowRoot?.querySelectorAll('.colors rect') ?? [])].map(rect => rect.getAttribute('fill'))

  it('has its colour behind it, in its whole room', async () => {
    const feed = await feedOf(blank)
    expect(fills(feed)).toEqual(['#336699'])
    const [rect] = feed.shadowRoot?.querySelectorAll('.colors rect') ?? []
    expect(rect?.getBoundingClientRect()).toEqual(part(feed, 'photo')?.getBoundingClientRect())
  })

  it('keeps its point in sight where it is cropped, to a tenth; others their middle', async () => {
    const feed = await feedOf(blank, photo(800, 800))
    const places = parts(feed, 'photo').map(picture => getComputedStyle(picture).objectPosition)
    expect(places).toEqual(['80% 10%', '50% 50%'])
  })

  it('lends its colour to the cover, whose words stand on the page’s own', async () => {
    const media = [blank, { ...blank, color: '#aa5522' }]
    const feed = await showDocument(makePosts([makePost('1', { media, sensitive: true })]))
    expect(fills(feed)).toEqual(['#336699', '#aa5522'])
    const words = feed.shadowRoot?.querySelector('.cover-text')
    expect(words && getComputedStyle(words).backgroundColor).toBe('rgb(255, 255, 255)')
    expect(part(feed, 'photo')).toBeNull()
  })

  it('has no colour where none is told, or where it can’t be had', async () => {
    const plain = await feedOf(photo(1200, 400))
    expect(fills(plain)).toEqual([])
    const feed = await feedOf({ ...blank, type: 'photo', url: 'https://pictures.invalid/gone' })
    const image = part(feed, 'photo') as HTMLImageElement
    image.src = `${location.origin}/no-such-picture`
    await until(() => image.classList.contains('broken'))
    expect(feed.shadowRoot?.querySelector('.colors')?.checkVisibility()).toBe(false)
  })
})

describe('a film', () => {
  const mp4 = (bitrate: number) => ({
    url: `https://pictures.invalid/${bitrate}.mp4`,
    type: 'video/mp4',
    bitrate,
  })
  const film = { type: 'video', width: 1280, height: 720, alt: 'A tide clock' } as const

  it('offers streams first and then the one file that is enough for the room', async () => {
    const stream = { url: 'https://pictures.invalid/a.m3u8', type: 'application/x-mpegURL' }
    const feed = await feedOf({ ...film, sources: [mp4(10_368_000), mp4(2_176_000), mp4(832_000), stream] })
    part(feed, 'play')?.click()
    await feed.updateComplete
    const sources = [...(part(feed, 'video')?.querySelectorAll('source') ?? [])].map(source => source.src)
    expect(sources[0]).toContain('.m3u8')
    expect(sources[1]).toContain('2176000')
    expect(sources.length).toBe(2)
  })

  it('without sources leads to the post', async () => {
    const feed = await feedOf({ ...film, sources: [] })
    const link = part(feed, 'play')
    expect(link?.getAttribute('href')).toBe('https://x.com/tidewaterlib/status/1')
    expect(link?.getAttribute('aria-label')).toBe('Play video: A tide clock')
  })

  it('that can’t be played says so and leads to the post', async () => {
    const feed = await feedOf({ ...film, sources: [mp4(832_000)] })
    part(feed, 'play')?.click()
    await until(() => part(feed, 'play')?.matches('a') === true)
    expect(part(feed, 'play')?.textContent).toContain('This can’t be played here')
  })

  it('has its captions by the names of their languages, the visitor’s own at once', async () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr-CA', 'de'])
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue()
    const captions = ['en', 'de-AT', 'x_y', undefined].map(language => ({
      url: `${location.origin}/captions.vtt`,
      ...(language && { language }),
    }))
    const feed = await feedOf({ ...film, sources: [mp4(832_000)], captions })
    part(feed, 'play')?.click()
    await feed.updateComplete
    const video = part(feed, 'video') as HTMLVideoElement
    const tracks = [...video.querySelectorAll('track')]
    expect(tracks.map(track => [track.kind, track.label, track.default])).toEqual([
      ['captions', 'English', false],
      ['captions', 'Austrian German', true],
      ['captions', 'x_y', false],
      ['captions', '', false],
    ])
    // Captions from the feed’s server are read only when the film is asked for as they are.
    expect(video.crossOrigin).toBe('anonymous')
  })

  it('that loops is silent and stops at a press', async () => {
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue()
    const feed = await feedOf({ type: 'gif', width: 480, height: 480, sources: [mp4(1)] })
    part(feed, 'play')?.click()
    await feed.updateComplete
    const video = part(feed, 'video') as HTMLVideoElement | null
    expect([video?.loop, video?.muted, video?.controls]).toEqual([true, true, false])
    expect(part(feed, 'pause')?.getAttribute('aria-label')).toBe('Pause GIF')
    part(feed, 'pause')?.click()
    await feed.updateComplete
    expect(part(feed, 'video')).toBeNull()
    expect(part(feed, 'play')?.getAttribute('aria-label')).toBe('Play GIF')
  })
})

it('needs nothing of all this for a feed without media', async () => {
  const feed = await show('posts', { 'no-media': '' })
  expect(parts(feed, 'media')).toEqual([])
})
