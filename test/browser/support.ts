import { fixture, fixtureCleanup, html } from '@open-wc/testing'
import '../../widget/define.js'
import type { SocialFeed } from '../../widget/social-feed.js'
import type { FeedDocument } from '../../wire/document.js'
import type { Asked } from '../support/feed-server.js'

/** A feed of a scene of the feed server, when its first answer is on show. */
export async function show(
  handle: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<SocialFeed> {
  const feed = await mount(handle, attributes)
  await feed.refreshed
  await alive(feed)
  return feed
}

/** The same, without waiting for an answer. What was mounted before goes. */
export async function mount(
  handle: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<SocialFeed> {
  fixtureCleanup()
  const { lang = 'en', dir = lang === 'ar' ? 'rtl' : 'ltr', theme = 'light', ...rest } = attributes
  const main = await fixture<HTMLElement>(
    html`<main lang=${lang} dir=${dir} style="color-scheme:${theme}"></main>`,
  )
  const feed = document.createElement('social-feed')
  feed.setAttribute('handle', handle)
  for (const [name, value] of Object.entries(rest)) feed.setAttribute(name, value)
  feed.innerHTML = '<a href="https://x.com/tidewaterlib">Posts from @tidewaterlib</a>'
  main.append(feed)
  return feed
}

/** What of the shadow tree is meant for eyes or for a screen reader, as one text. */
export function words(feed: SocialFeed): string {
  return (feed.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim()
}

export function part(feed: SocialFeed, name: string): HTMLElement | null {
  return parts(feed, name)[0] ?? null
}

export function parts(feed: SocialFeed, name: string): HTMLElement[] {
  return [...(feed.shadowRoot?.querySelectorAll<HTMLElement>(`[part~="${name}"]`) ?? [])]
}

export async function log(handle: string): Promise<readonly Asked[]> {
  return (await fetch(`/scene/log/${handle}`)).json()
}

export async function release(handle: string): Promise<void> {
  await fetch(`/scene/release/${handle}`)
}

let count = 0

/** A name for a scene of several steps that no other test uses. */
export function own(...scenes: readonly string[]): string {
  count += 1
  return [...scenes, `${Date.now().toString(36)}${count}`].join('.')
}

/** Waits until it holds, by asking once a frame. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(requestAnimationFrame)
}

/** Waits for the chunk that brings the keyboard: it makes each post focusable. */
async function alive(feed: SocialFeed): Promise<void> {
  const post = part(feed, 'post')
  if (post) await until(() => post.tabIndex === -1 && post.hasAttribute('tabindex'))
}

/** A document of the test's own, through the same door as any other. */
export async function showDocument(
  document: FeedDocument,
  attributes: Readonly<Record<string, string>> = {},
): Promise<SocialFeed> {
  const dated = { ...document, fetchedAt: new Date(Date.now() - 3 * 60 * 60_000).toISOString() }
  const body = JSON.stringify(dated).replaceAll('https://pictures.invalid/', `${location.origin}/pictures/`)
  const src = URL.createObjectURL(new Blob([body], { type: 'application/json' }))
  return show(document.handle, { ...attributes, src })
}
