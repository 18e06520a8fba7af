/** What a server had rendered into a shadow root before the script came, and the document it rendered. */
import type { KnownDocument } from '../wire/document.js'
import { isFeedDocument } from '../wire/guard.js'

export interface Brought {
  /** What is to go when the element shows the same; the style stays. */
  readonly nodes: readonly ChildNode[]
  readonly document: KnownDocument | undefined
}

export function whatIsIn(root: ParentNode): Brought {
  const nodes = [...root.childNodes].filter(({ nodeName }) => nodeName !== 'STYLE')
  return { nodes, document: documentIn(root.querySelector('script')?.textContent) }
}

function documentIn(text = ''): KnownDocument | undefined {
  try {
    const body: unknown = JSON.parse(text ?? '')
    return isFeedDocument(body) && body.status !== 'unavailable' ? body : undefined
  } catch {
    return undefined
  }
}
