import { html, type TemplateResult } from 'lit'

/** Three posts of grey: the real layout, so that nothing jumps when the words arrive. */
export function skeleton(): TemplateResult {
  return html`<div part="skeleton" aria-hidden="true">${POST}${POST}${POST}</div>`
}

const POST = html`<div part="post">
  <span part="avatar"></span>
  <div class="content"><i></i><i></i><i></i><i></i></div>
</div>`
