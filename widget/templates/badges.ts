/** What stands in few bylines: whom an author belongs to, and that a post is not what it was. */
import { html, type TemplateResult } from 'lit'
import type { Author, PostBody } from '../../wire/post.js'
import { complete } from '../locales/en-later.js'
import type { View } from '../view.js'

/** The organisation's picture, or its name where it has none. */
export function affiliation({ affiliation }: Author): TemplateResult | undefined {
  if (!affiliation) return undefined
  const { name, image } = affiliation
  return image
    ? html`<span part="affiliation" role="img" aria-label=${name} title=${name}
        ><img src=${image} alt="" width="16" height="16" loading="lazy" decoding="async" referrerpolicy="no-referrer"
      /></span>`
    : html`<bdi part="affiliation" class="named" title=${name}>${name}</bdi>`
}

export function edited({ edited }: PostBody, { messages }: View): TemplateResult | undefined {
  return edited && html`<span part="edited">${complete(messages).edited}</span>`
}
