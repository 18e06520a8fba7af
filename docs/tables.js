/**
 * Writes the README's tables of the element from custom-elements.json, between the two `element:` marks,
 * and the tokens into the page of the themes.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const README = new URL('../README.md', import.meta.url)
const THEMES = new URL('../demo/pages/themes.html', import.meta.url)
const MANIFEST = new URL('../custom-elements.json', import.meta.url)

const element = JSON.parse(readFileSync(MANIFEST, 'utf8'))
  .modules.flatMap(({ declarations = [] }) => declarations)
  .find(({ tagName }) => tagName === 'social-feed')
const attributes = new Set(element.attributes.map(({ fieldName }) => fieldName))

const tables = [
  table('Attributes', ['attribute', 'values', 'default', 'meaning'], element.attributes, attribute => [
    code(attribute.name),
    type(attribute),
    attribute.default && code(attribute.default),
    attribute.description.replace(/ Default.*/, ''),
  ]),
  'Each has a property of the same name in camel case, and all react to change.',
  table(
    'Properties',
    ['property', 'type', 'meaning'],
    element.members.filter(({ kind, name }) => kind === 'field' && !attributes.has(name)),
    field => [code(field.name), type(field), field.description],
  ),
  table(
    'Methods',
    ['method', 'returns', 'meaning'],
    element.members.filter(({ kind }) => kind === 'method'),
    method => [code(`${method.name}()`), code(method.return.type.text), method.description],
  ),
  table('Events', ['event', 'type', 'when'], element.events, event => [
    code(event.name),
    type(event),
    event.description,
  ]),
  table('Slots', ['slot', 'what'], element.slots, slot => [
    slot.name ? code(slot.name) : '(default)',
    slot.description,
  ]),
  table('Parts', ['part', 'what'], element.cssParts, part => [code(part.name), part.description]),
  table('Custom properties', ['property', 'default', 'what'], element.cssProperties, property => [
    code(property.name),
    code(property.default),
    property.description,
  ]),
  table('States', ['state', 'when'], element.cssStates, state => [
    code(`:state(${state.name})`),
    state.description,
  ]),
].join('\n\n')

const tokens = element.cssProperties.map(
  property =>
    `<tr><th scope="row"><code>${property.name}</code><span>${property.description}</span></th><td>${property.default}</td></tr>`,
)

between('element', ['', tables, ''].join('\n\n'), README)
between('tokens', ['', ...tokens, ''].join('\n              '), THEMES)

function between(mark, text, file) {
  const marks = new RegExp(`(<!-- ${mark}:start -->).*(<!-- ${mark}:end -->)`, 's')
  const before = readFileSync(file, 'utf8')
  const after = before.replace(marks, (_, start, end) => `${start}${text}${end}`)
  if (after !== before) writeFileSync(file, after)
}

function table(title, head, rows, cells) {
  const lines = [head, head.map(() => '---'), ...rows.map(cells)]
  return `### ${title}\n\n${lines.map(line => `| ${line.map(brief).join(' | ')} |`).join('\n')}`
}

function type({ type }) {
  return code(type.text)
}

/** A bar would end the table's cell. */
function code(text) {
  return `\`${text.replaceAll('|', '\\|')}\``
}

/** The first paragraph, on one line: what follows is for the reader of the code. */
function brief(text) {
  return (text || '').split('\n\n')[0].replaceAll('\n', ' ')
}
