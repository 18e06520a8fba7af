import { readFileSync } from 'node:fs'

/** What of the element goes into custom-elements.json: its docblock, its properties and where it is defined. */
export default {
  globs: ['widget/social-feed.ts', 'widget/define.ts'],
  outdir: '.',
  litelement: true,
  plugins: [publicOnly(), spelledOut(), paired(), installed()],
}

/** Leaves out what only the class itself and Lit call, and the event whose name is a variable. */
function publicOnly() {
  const inner = new Set(['willUpdate', 'updated', 'firstUpdated', 'render', 'styles', 'properties'])
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          declaration.members = declaration.members?.filter(
            ({ name, privacy }) => !name.startsWith('#') && !inner.has(name) && privacy !== 'protected',
          )
          declaration.events = declaration.events?.filter(({ description }) => description)
        }
      }
    },
  }
}

/** Says which networks there are: editors can't follow a name into the types. */
function spelledOut() {
  const source = readFileSync(new URL('./wire/document.ts', import.meta.url), 'utf8')
  const [, names] = source.match(/NETWORKS = \[(.*?)\]/s)
  const union = names.match(/'[^']+'/g).join(' | ')
  return {
    name: 'spelled-out',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules)
        for (const { members = [], attributes = [] } of declarations)
          for (const { type } of [...members, ...attributes]) if (type?.text === 'Network') type.text = union
    },
  }
}

/** Says which property each attribute sets: the element makes its declarations in a loop, which can't be read. */
function paired() {
  const propertyOf = name =>
    name === 'refresh' ? 'every' : name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
  return {
    name: 'paired',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules)
        for (const { members = [], attributes = [] } of declarations)
          for (const attribute of attributes) {
            const field = members.find(({ name }) => name === propertyOf(attribute.name))
            attribute.fieldName = propertyOf(attribute.name)
            if (field) field.attribute = attribute.name
          }
    },
  }
}

/** Says where things are in the package, which holds no sources. The states are of schema 2.1. */
function installed() {
  const placeOf = path => `dist/${path.replace(/\.ts$/, '.js')}`
  return {
    name: 'installed',
    packageLinkPhase({ customElementsManifest }) {
      customElementsManifest.schemaVersion = '2.1.0'
      for (const module of customElementsManifest.modules) {
        module.path = placeOf(module.path)
        for (const { declaration } of module.exports)
          if (declaration.module) declaration.module = placeOf(declaration.module.replace(/^\//, ''))
      }
    },
  }
}
