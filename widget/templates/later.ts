/**
 * What the page says beyond first posts. It comes with what keeps the feed alive, or with
 * the first posts when those are old, or invented.
 */
import { html, type TemplateResult } from 'lit'
import { ago, full } from '../format-later.js'
import { fill } from '../i18n.js'
import { complete } from '../locales/en-later.js'
import { manners } from '../styles/manners.js'
import type { View } from '../view.js'

export { full } from '../format-later.js'

export const styles = [manners]

/** The quiet line about posts that could not be refreshed. */
export function age({ state, messages, chunks, locale, now }: View): TemplateResult | undefined {
  if (!('stale' in state) || !state.stale) return undefined
  const { fetchedAt } = state
  const time = html`<time part="age" datetime=${fetchedAt} title=${(chunks.later?.full ?? full)(fetchedAt, locale)}>${ago(fetchedAt, now, locale)}</time>`
  return html`<p part="stale">${fill(complete(messages).updated, time)}</p>`
}

/** How the keyboard goes through the posts, for those who hear them. */
export function hint({ messages }: View): TemplateResult {
  return html`<p id="hint" hidden>${complete(messages).hint}</p>`
}

/** Leads past the posts. */
export function skip({ state, messages }: View): TemplateResult | undefined {
  if (state.status !== 'posts') return undefined
  return html`<button part="skip" class="hidden">${complete(messages).skip}</button>`
}

/** Invented posts say so. */
export function sample({ state, messages }: View): TemplateResult | undefined {
  if (!('sample' in state) || !state.sample) return undefined
  return html`<span part="sample">${complete(messages).sample}</span>`
}
