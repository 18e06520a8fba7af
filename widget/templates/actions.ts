import { html, nothing, type TemplateResult } from 'lit'
import type { Post } from '../../wire/post.js'
import { type IconName, icon } from '../icons.js'
import type { View } from '../view.js'

const ACTIONS = [
  ['reply', 'replies'],
  ['repost', 'reposts'],
  ['like', 'likes'],
] as const satisfies readonly (readonly [IconName, string])[]

/** What a visitor can do with a post, on its own network, and how many have done so. */
export function actions(
  { actions, metrics }: Post,
  { messages, format, owner }: View,
): TemplateResult | typeof nothing {
  const counts = owner.noMetrics ? undefined : metrics
  if (!actions && !counts) return nothing
  return html`<div part="actions">
    ${ACTIONS.map(([name, counted]) => {
      const count = counts?.[counted]
      const many = count ? format.plural(messages[counted], count) : ''
      const face = html`${icon(name)}${count ? html`<span part="count">${format.count(count)}</span>` : nothing}`
      if (!actions)
        return count ? html`<span part="action" role="img" aria-label=${many}>${face}</span>` : nothing
      return html`<a
        part="action action-${name}"
        href=${actions[name]}
        target="_blank"

        title=${messages[name]}
        aria-label=${many ? `${messages[name]}, ${many}` : messages[name]}
        >${face}</a
      >`
    })}
  </div>`
}
