import { html, nothing, type TemplateResult } from 'lit'
import type { Poll } from '../../wire/post.js'
import { full, percent } from '../format-later.js'
import { fill } from '../i18n.js'
import type { FullView } from '../view.js'

/** The bars are drawings with a width in per cent: no style attribute, so no hole in a page's policy. */
export function poll(
  { options, closed, endsAt }: Poll,
  { messages, format, locale, chunks, now }: FullView,
): TemplateResult {
  const total = options.reduce((sum, option) => sum + option.votes, 0)
  const most = Math.max(...options.map(option => option.votes))
  return html`<div part="poll">
    <ul role="list">
      ${options.map(({ label, votes }) => {
        const share = total ? votes / total : 0
        return html`<li part="poll-option" class=${closed && votes && votes === most ? 'most' : nothing}>
          <svg part="poll-bar" width="100%" height="100%" aria-hidden="true"><rect width="${share * 100}%" height="100%" /></svg>
          <bdi>${label}</bdi> <span part="poll-share">${percent(share, locale)}</span>
        </li>`
      })}
    </ul>
    <p part="label">
      ${format.plural(messages.votes, total)}${
        closed
          ? ` · ${messages.finalResults}`
          : // That it has ended is not yet that these are its results.
            endsAt && Date.parse(endsAt) > now
            ? [
                ' · ',
                ...fill(
                  messages.ends,
                  html`<time datetime=${endsAt}>${(chunks.later?.full ?? full)(endsAt, locale)}</time>`,
                ),
              ]
            : nothing
      }
    </p>
  </div>`
}
