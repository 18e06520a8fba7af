import { describe, expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import type { SocialFeed } from '../../widget/social-feed.js'
import { makePost, makePosts, photo } from '../fixtures/documents.js'
import { mount, own, part, release, show, showDocument, until } from './support.js'

interface Node {
  readonly nodeId: string
  readonly ignored: boolean
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
  readonly childIds?: readonly string[]
}

interface Frame {
  readonly frame: { readonly id: string; readonly url: string }
  readonly childFrames?: readonly Frame[]
}

interface Protocol {
  send(method: 'Page.getFrameTree'): Promise<{ readonly frameTree: Frame }>
  send(
    method: 'Accessibility.getFullAXTree',
    params: { frameId: string },
  ): Promise<{ readonly nodes: readonly Node[] }>
}

/** What a screen reader meets from top to bottom, as the browser's own accessibility tree has it. */
async function aloud(feed: SocialFeed): Promise<readonly string[]> {
  await feed.updateComplete
  await until(() => feed.shadowRoot?.querySelector('article:not([tabindex])') === null)
  const protocol = cdp() as unknown as Protocol
  const { frameTree } = await protocol.send('Page.getFrameTree')
  const frame = frames(frameTree).find(({ url }) => url === location.href)
  const { nodes } = await protocol.send('Accessibility.getFullAXTree', { frameId: frame?.id ?? '' })
  const byId = new Map(nodes.map(node => [node.nodeId, node]))
  const read = (node: Node | undefined): string[] => {
    const role = node?.role?.value ?? ''
    const name = node?.name?.value.replace(/\s+/g, ' ').trim() ?? ''
    if (!node || role === 'InlineTextBox') return []
    const inner = LEAVES.has(role) ? [] : (node.childIds ?? []).flatMap(id => read(byId.get(id)))
    if (node.ignored || !SAID.has(role)) return inner
    return [role === 'StaticText' ? name : `${role}: ${name}`.replace(/: $/, ''), ...inner].filter(Boolean)
  }
  return read(nodes.find(node => node.role?.value === 'main'))
}

function frames({
  frame,
  childFrames = [],
}: Frame): readonly { readonly id: string; readonly url: string }[] {
  return [frame, ...childFrames.flatMap(frames)]
}

const LEAVES = new Set(['link', 'button', 'heading', 'image'])
const SAID = new Set([...LEAVES, 'region', 'feed', 'article', 'status', 'blockquote', 'StaticText', 'dialog'])

const profile = (text: string) => `link: ${text}`
const framed = (...inside: readonly string[]) => [
  'region: Posts from @tidewaterlib',
  'heading: Posts from @tidewaterlib',
  ...inside,
  'link: View on X',
]

describe('read aloud', () => {
  it.each([
    [
      'empty',
      'Nothing to see here – yet',
      ['When they post, their posts will show up here.', profile('View profile')],
    ],
    ['filtered', 'No posts to show here', [profile('View profile')]],
    [
      'protected',
      'These posts are protected',
      ['Only approved followers can see them.', profile('View profile')],
    ],
    ['suspended', 'This account is suspended', []],
    ['not-found', "This account doesn't exist", []],
    ['withheld', "These posts can't be shown here", [profile('View profile')]],
    [
      'unavailable',
      "Posts can't be loaded right now",
      ['button: Try again', profile('View the profile'), 'link: Posts from @tidewaterlib'],
    ],
  ])('%s says what it is, twice at the most, and where to go', async (status, heading, rest) => {
    const said = await aloud(await show(status))
    expect(said.slice(2, -1)).toEqual([`heading: ${heading}`, ...rest, 'status', heading])
  })

  it('loading says only that', async () => {
    const handle = own('held', 'posts')
    const feed = await mount(handle, { loading: 'eager' })
    await until(() => part(feed, 'skeleton') !== null)
    const said = await aloud(feed)
    expect(said.slice(2, 4)).toEqual(['status', 'Loading posts'])
    expect(said.length).toBe(5)
    await release(handle)
  })

  it('a post is who, when, what, and what can be done', async () => {
    const post = makePost('1', {
      createdAt: new Date(Date.now() - 2 * 3_600_000).toISOString(),
      media: [photo(800, 600, 'A ladder')],
      edited: true,
    })
    expect(await aloud(await showDocument(makePosts([post])))).toEqual(
      framed(
        'button: Skip these posts',
        'feed: Posts from @tidewaterlib',
        'article: Tidewater Library Verified government account @tidewaterlib 2h Edited',
        'link: Tidewater Library Verified government account @tidewaterlib',
        'link: 2h',
        'Edited',
        'Post number 1.',
        'button: A ladder',
        'button: ALT, Image description',
        'link: Reply, 3 replies',
        'link: Repost, 12 reposts',
        'link: Like, 1.2K likes',
        'status',
      ),
    )
  })

  it('what is under a warning is not said', async () => {
    const post = makePost('1', {
      warning: 'Storm damage',
      text: [{ type: 'text', text: 'Storm damage\nNo roof.' }],
    })
    const said = (await aloud(await showDocument(makePosts([post])))).join('\n')
    expect(said).toContain('Content warning\n:\nStorm damage\nbutton: Show content')
    expect(said).not.toContain('No roof')
  })
})

describe('seen otherwise', () => {
  const emulate = (features: readonly { name: string; value: string }[], media = '') =>
    (cdp() as unknown as { send(method: string, params: unknown): Promise<unknown> }).send(
      'Emulation.setEmulatedMedia',
      { media, features },
    )

  it('on paper every post is there, out of its box and without buttons', async () => {
    const feed = await show('posts')
    await emulate([], 'print')
    const posts = [...(feed.shadowRoot?.querySelectorAll('article') ?? [])]
    const last = posts.at(-1)?.getBoundingClientRect()
    expect(feed.getBoundingClientRect().bottom).toBeGreaterThanOrEqual(last?.bottom ?? Infinity)
    expect(getComputedStyle(part(feed, 'scroller') ?? feed).overflowY).toBe('visible')
    expect(part(feed, 'actions')?.checkVisibility()).toBe(false)
    await emulate([])
  })

  it('on paper a carousel is a list, and a dark feed is light', async () => {
    const feed = await show('posts', { layout: 'carousel', theme: 'dark' })
    await emulate([], 'print')
    const box = feed.getBoundingClientRect()
    for (const post of feed.shadowRoot?.querySelectorAll('article') ?? []) {
      const { right, bottom } = post.getBoundingClientRect()
      expect(right).toBeLessThanOrEqual(box.right)
      expect(bottom).toBeLessThanOrEqual(box.bottom)
    }
    expect(getComputedStyle(part(feed, 'text') ?? feed).color).toBe('rgb(22, 24, 28)')
    const rest = [...(feed.shadowRoot?.querySelectorAll('.play-mark, [part=alt]') ?? [])]
    expect(rest.map(mark => getComputedStyle(mark).getPropertyValue('print-color-adjust'))).toEqual(
      rest.map(() => 'exact'),
    )
    await emulate([])
  })

  it('in forced colours lines, marks and the focus take the reader’s colours', async () => {
    await emulate([{ name: 'forced-colors', value: 'active' }])
    const feed = await show('empty')
    const drawing = part(feed, 'drawing')
    expect(drawing && getComputedStyle(drawing).stroke).toBe(getComputedStyle(feed).color)
    const base = part(feed, 'base')
    expect(base && getComputedStyle(base).borderTopStyle).toBe('solid')
    const replyTo = { handle: 'tidewaterlib', url: makePost('1').url }
    const thread = await showDocument(makePosts([makePost('2', { replyTo }), makePost('1')]))
    const line = getComputedStyle(part(thread, 'post') ?? thread, '::before').backgroundColor
    expect(line).toBe(getComputedStyle(part(thread, 'text') ?? thread).color)
    await emulate([])
  })

  it('under reduced motion nothing moves by itself', async () => {
    await emulate([{ name: 'prefers-reduced-motion', value: 'reduce' }])
    const handle = own('held', 'posts')
    const feed = await mount(handle, { loading: 'eager' })
    await until(() => part(feed, 'skeleton') !== null)
    expect(feed.getAnimations({ subtree: true })).toEqual([])
    await release(handle)
    await emulate([])
  })
})
