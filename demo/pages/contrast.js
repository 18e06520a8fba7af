/* How well colours that were chosen can be read: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */

const GROUNDS = { light: ['#ffffff'], dark: ['#17191c'], auto: ['#ffffff', '#17191c'] }
const TEXTS = { light: '#16181c', dark: '#e8eaed' }

/** The least contrast of what was chosen with what it stands on; Infinity when nothing was. */
export function weakest({ theme, preset, tokens }) {
  // A theme brings grounds of its own.
  if (preset && !tokens.background) return Number.POSITIVE_INFINITY
  const grounds = tokens.background ? [tokens.background] : GROUNDS[theme]
  const fronts = [tokens.accent, tokens.text].filter(Boolean)
  if (tokens.background && !tokens.text)
    fronts.push(...(theme === 'auto' ? Object.values(TEXTS) : [TEXTS[theme]]))
  return Math.min(...grounds.flatMap(ground => fronts.map(front => ratio(front, ground))))
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map(start => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
