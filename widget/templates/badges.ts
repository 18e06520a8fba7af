/** What stands in some bylines: who vouches for an author, and that a post is not what it was. */
import { html, type TemplateResult } from 'lit'
import type { Author, PostBody, Verified } from '../../wire/post.js'
import { complete, type Messages } from '../locales/en-later.js'
import type { View } from '../view.js'

/** Behind a name: the network's check mark, and whom the author belongs to. */
export function marks(author: Author, messages: View['messages']): TemplateResult {
  return html`${author.verified && verified(author.verified, complete(messages))}${affiliation(author)}`
}

function verified(kind: Verified, { verified }: Messages): TemplateResult {
  return html`<span part="verified" class=${kind} role="img" aria-label=${label(kind, verified)}
    ><svg class="icon" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path d=${CHECK} /></svg></span
  >`
}

const CHECK = 'M12 3A9 9 0 1 1 12 21 9 9 0 1 1 12 3ZM8 12 11 15 16 9'

/** Who was verified by the network is called so, whatever the network’s own name for it. */
function label(kind: Verified, labels: Readonly<Partial<Record<Verified, string>>>): string | undefined {
  return labels[kind] ?? labels.blue
}

/** The organisation's picture, or its name where it has none. */
function affiliation({ affiliation }: Author): TemplateResult | undefined {
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
