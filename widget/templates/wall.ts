/** What only a wall has: its sources, the choice among them, and each post's own mark. A chunk with its styles. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Post } from '../../wire/post.js'
import type { WallDocument, WallPost, WallSource } from '../../wire/wall.js'
import { accountName } from '../feed-address.js'
import { ago } from '../format-later.js'
import { fill } from '../i18n.js'
import { complete } from '../locales/en-later.js'
import { mark } from '../marks.js'
import { NAMES } from '../names.js'
import { wallStyles } from '../styles/wall.js'
import type { View } from '../view.js'

export { isWallDocument } from '../../wire/wall-guard.js'

export const styles = [wallStyles]

/** Over the posts: the choice of sources, and a line for each that has something to say for itself. */
export function bar(view: View): TemplateResult | undefined {
  const sources = sourcesOf(view)
  if (!sources) return undefined
  const counts = sources.map((_, index) => countOf(index, view))
  const isChoice = counts.filter(count => count > 0).length > 1
  return html`${isChoice ? choice(sources, counts, view) : nothing}${sources.map(source => notice(source, view))}`
}

/** The posts of the sources that the visitor has chosen; all of them while none is. */
export function chosen<Any extends Post>(posts: readonly Any[], view: View): readonly Any[] {
  const wanted = sourcesOf(view)?.flatMap((source, index) => (view.opened.has(keyOf(source)) ? [index] : []))
  const shown = posts.filter(post => wanted?.some(index => isFrom(post, index)))
  return shown.length > 0 ? shown : posts
}

/** In a post: whose network it is, and where else it can be read. No other network's mark stands on it. */
export function origin(post: Post, view: View): TemplateResult | undefined {
  const sources = sourcesOf(view)
  if (!sources) return undefined
  const { also = [] } = post as Partial<WallPost>
  const ways = also.flatMap(({ source, url }) => {
    const there = sources[source]
    return there ? [html`<a href=${url} target="_blank">${wayTo(there, view)}</a>`] : []
  })
  return html`<span part="origin" role="img" aria-label=${NAMES.get(post.network) ?? 'RSS'}>${mark(post.network)}</span>
    ${ways.length > 0 ? html`<p part="elsewhere">${ways}</p>` : nothing}`
}

/** In the footer: the way to each account. */
export function ways(view: View): TemplateResult | undefined {
  const links = sourcesOf(view)?.map(source => {
    const label = `${wayTo(source, view)}: ${nameOf(source)}`
    return html`<a part="footer-link" class="way" href=${source.profileUrl} target="_blank" title=${label} aria-label=${label}
      >${mark(source.network)}</a
    >`
  })
  return links && html`<span class="ways">${links}</span>`
}

function choice(sources: readonly WallSource[], counts: readonly number[], view: View): TemplateResult {
  return html`<div part="sources" role="group" aria-label=${view.title}>
    ${sources.map((source, index) => {
      const key = keyOf(source)
      const label = labelOf(source, sources)
      return counts[index]
        ? html`<button part="source" aria-pressed=${view.opened.has(key)} @click=${() => view.on.toggle(key)}>
            ${mark(source.network)}<bdi class=${label === 'X' ? 'hidden' : nothing}>${label}</bdi>
            <span part="count">${view.format.count(counts[index])}</span>
          </button>`
        : nothing
    })}
  </div>`
}

function notice(source: WallSource, view: View): TemplateResult | typeof nothing {
  const text = trouble(source, view)
  if (!text) return nothing
  return html`<p part="notice">
    ${mark(source.network)}<span><a href=${source.profileUrl} target="_blank"><bdi>${nameOf(source)}</bdi></a>: ${text}</span>
  </p>`
}

/** What keeps a source's posts from being here, or from being new; nothing to tell of one that is well or quiet. */
function trouble(source: WallSource, { messages, locale, now }: View): unknown {
  switch (source.status) {
    case 'posts':
    case 'empty':
    case 'filtered':
      if (!source.stale) return undefined
      return fill(
        complete(messages).updated,
        html`<time part="age" datetime=${source.stale.since}>${ago(source.stale.since, now, locale)}</time>`,
      )
    case 'protected':
    case 'suspended':
    case 'not-found':
    case 'withheld':
    case 'unavailable':
      return complete(messages).states[source.status]
  }
}

function sourcesOf({ state }: View): readonly WallSource[] | undefined {
  return 'wall' in state ? (state as Pick<WallDocument, 'wall'>).wall.sources : undefined
}

function isFrom(post: Post, index: number): boolean {
  const { source, also = [] } = post as Partial<WallPost>
  return source === index || also.some(one => one.source === index)
}

function countOf(index: number, { state }: View): number {
  return state.status === 'posts' ? state.posts.filter(post => isFrom(post, index)).length : 0
}

function wayTo({ network }: WallSource, { messages }: View): string {
  const name = NAMES.get(network)
  return name ? fill(messages.viewOn, name).join('') : messages.viewTheProfile
}

/** The network says enough while the wall has one account there. */
function labelOf(source: WallSource, sources: readonly WallSource[]): string {
  const alone = sources.filter(({ network }) => network === source.network).length === 1
  return (alone && NAMES.get(source.network)) || nameOf(source)
}

function nameOf({ author, handle, network }: WallSource): string {
  return author?.name ?? accountName(network, handle)
}

const keyOf = ({ network, handle }: WallSource): string => `source ${network}/${handle}`
