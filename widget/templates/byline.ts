import { html, nothing, type TemplateResult } from 'lit'
import type { Author, Post, PostBody } from '../../wire/post.js'
import type { View } from '../view.js'

/** Name, handle and time on one line; when it is tight the handle gives way first. */
export function byline(post: PostBody, view: View, id?: string): TemplateResult {
  return html`<div part="byline" id=${id ?? nothing}>
    ${names(post, view)}
    <span class="when"
      ><a
        part="permalink"
        href=${post.url}
        target="_blank"
        @click=${(event: Event) => view.on.open(post, event)}
        ><time part="time" datetime=${post.createdAt} title=${view.chunks.later?.full(post.createdAt, view.locale) ?? nothing}
          >${view.format.short(post.createdAt, view.now, view.messages.now)}</time
        ></a
      >${view.chunks.attachments?.edited(post, view)}</span
    >
  </div>`
}

/** The picture is a second way to the profile for the mouse; the name beside it is the one that is read out. */
export function avatar({ avatar, url, name }: Author): TemplateResult {
  return html`<a part="avatar" href=${url} target="_blank" tabindex="-1" aria-hidden="true"
    >${name.match(/[\p{L}\p{N}]/u)?.[0]}${
      avatar
        ? html`<img src=${avatar} alt="" width="40" height="40" loading="lazy" referrerpolicy="no-referrer" />`
        : nothing
    }</a
  >`
}

/** A site has no handle, only a name. */
function names({ author, network }: PostBody & Partial<Post>, { messages, chunks }: View): TemplateResult {
  return html`<a part="author" href=${author.url} target="_blank"
    ><bdi part="name">${author.name}</bdi>${chunks.attachments?.marks(author, messages)}${
      network === 'rss' ? nothing : html`<span part="handle" dir="ltr">@${author.handle}</span>`
    }</a
  >`
}
