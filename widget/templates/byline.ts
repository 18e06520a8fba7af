import { html, nothing, type TemplateResult } from 'lit'
import type { Author, PostBody, Verified } from '../../wire/post.js'
import { icon } from '../icons.js'
import type { View } from '../view.js'

/** Name, handle and time on one line; when it is tight the handle gives way first. */
export function byline(post: PostBody, view: View, id?: string): TemplateResult {
  return html`<div part="byline" id=${id ?? nothing}>
    ${names(post.author, view)}
    <span class="when"
      ><a
        part="permalink"
        href=${post.url}
        target="_blank"
        @click=${(event: Event) => view.on.open(post, event)}
        ><time part="time" datetime=${post.createdAt} title=${view.format.full(post.createdAt)}
          >${view.format.short(post.createdAt, view.now, view.messages.now)}</time
        ></a
      >${post.edited ? html`<span part="edited">${view.messages.edited}</span>` : nothing}</span
    >
  </div>`
}

/** The picture is a second way to the profile for the mouse; the name beside it is the one that is read out. */
export function avatar({ avatar, url, name }: Author): TemplateResult {
  return html`<a part="avatar" href=${url} target="_blank" tabindex="-1" aria-hidden="true"
    >${name.match(/[\p{L}\p{N}]/u)?.[0]}${
      avatar
        ? html`<img src=${avatar} alt="" width="40" height="40" loading="lazy" decoding="async" referrerpolicy="no-referrer" />`
        : nothing
    }</a
  >`
}

function names(author: Author, { messages }: View): TemplateResult {
  return html`<a part="author" href=${author.url} target="_blank"
    ><bdi part="name">${author.name}</bdi>${
      author.verified
        ? html`<span part="verified" class=${author.verified} role="img" aria-label=${label(author.verified, messages)}
          >${icon('verified')}</span
        >`
        : nothing
    }<span part="handle" dir="ltr">@${author.handle}</span></a
  >`
}

const label = (kind: Verified, { verified }: View['messages']): string =>
  kind in verified ? verified[kind as keyof typeof verified] : verified.blue
