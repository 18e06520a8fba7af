import { html, type TemplateResult } from 'lit'

/** Three posts of grey: the real layout, so that nothing jumps when the words arrive. */
export function skeleton(): TemplateResult {
  return html`<div part="skeleton" class="list skeleton" aria-hidden="true">${[1, 2, 3].map(() => POST)}</div>`
}

const POST = html`<div class="post">
  <span class="avatar"></span>
  <div class="content"><i class="bone short"></i><i class="bone"></i><i class="bone"></i><i class="bone half"></i></div>
</div>`
