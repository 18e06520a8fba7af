/** As much of Astro's runtime as a static page needs: text is escaped, what was rendered is not. */
class Html extends String {}

export const Fragment = Symbol('Fragment')
export const createAstro = () => ({})
export const createComponent = component => () => String(component({ createAstro }, {}, {}))
export const renderHead = () => new Html('<!-- styles -->')
export const renderScript = () => new Html('<!-- script -->')
export const maybeRenderHead = () => new Html('')
export const unescapeHTML = html => new Html(html)
export const render = (strings, ...values) => new Html(String.raw(strings, ...values.map(text)))
export const addAttribute = (value, name) => new Html(` ${name}="${text(value)}"`)

/** A custom element: what it is given stands in the page, and in its default slot. */
export function renderComponent(_result, name, _component, props, { default: children = () => '' }) {
  const attributes = Object.entries(props).map(([name, value]) => addAttribute(value, name))
  return new Html(`<${name}${attributes.join('')}>${children()}</${name}>`)
}

// What the compiler always imports, and a static page without components never calls.
export const renderSlot = unused
export const mergeSlots = unused
export const spreadAttributes = unused
export const defineStyleVars = unused
export const defineScriptVars = unused
export const renderTransition = unused
export const createTransitionScope = unused

function unused() {
  throw new Error('not needed by a static page')
}

function text(value) {
  if (value instanceof Html) return String(value)
  if (Array.isArray(value)) return value.map(text).join('')
  return String(value ?? '').replace(/[&<>"]/g, sign => `&#${sign.codePointAt(0)};`)
}
