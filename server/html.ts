/** HTML and XML as text: what is put into a template is escaped, unless it is a piece made here. */

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Numeric for the apostrophe: its name is unknown to HTML 4, and some readers escape it a second time. */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => ESCAPES[character] ?? '')

/** Interpolated text is escaped; a nested `html` is not escaped again. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const render = (value: (typeof values)[number]): string => {
    if (value instanceof Html) return value.text
    if (Array.isArray(value)) return value.map(render).join('')
    return escapeHtml(String(value))
  }
  return new Html(String.raw({ raw: strings }, ...values.map(render)))
}

export const NOTHING = html``

/** For a data block: JSON in which no `<` can end the script element or open a comment. */
export const json = (value: unknown): Html => new Html(JSON.stringify(value).replaceAll('<', '\\u003c'))
