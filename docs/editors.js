/**
 * Writes what editors and compilers know about the tag, from custom-elements.json: data for VS Code,
 * web-types for JetBrains, and the attributes as a type for templates of every framework.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration'
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration'

const root = new URL('..', import.meta.url).pathname
const read = file => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))
const manifest = read('custom-elements.json')
const { name, version } = read('package.json')

generateVsCodeCustomElementData(manifest, { outdir: root, hideLogs: true, cssFileName: null })
generateJetBrainsWebTypes(manifest, {
  outdir: root,
  hideLogs: true,
  packageJson: false,
  name,
  version,
})

const { attributes } = manifest.modules
  .flatMap(({ declarations = [] }) => declarations)
  .find(({ tagName }) => tagName === 'social-feed')

writeFileSync(
  new URL('../widget/types/attributes.ts', import.meta.url),
  `/** Written by \`npm run manifest\` from the element's docblock: what a template may set. */
export interface FeedAttributes {
${attributes.map(attribute).join('\n')}
}
`,
)

function attribute({ name, type, description }) {
  const key = name.includes('-') ? `'${name}'` : name
  return `  /** ${description} */\n  readonly ${key}?: ${type.text} | undefined`
}
