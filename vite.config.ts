/** Builds what a browser loads: `dist/public/widget.js`, its chunks, and the demo pages beside them. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { transform } from 'lightningcss'
import { build, defineConfig, type Plugin } from 'vite'

export default defineConfig({
  publicDir: 'demo/pages',
  base: './',
  plugins: [shortTemplates(), themes(), dropIn(), integrity(), packed()],
  resolve: { alias: [{ find: /^lit$/, replacement: resolve('widget/small-lit.ts') }] },
  build: {
    outDir: 'dist/public',
    target: 'es2022',
    // As a library, because an application's chunks come with a preload helper of 0.8 KiB.
    lib: { entry: { widget: 'widget/define.ts' }, formats: ['es'] },
    // Two minifiers, because each finds what the other leaves: together 0.13 KiB.
    minify: 'terser',
    terserOptions: { module: true, ecma: 2020, compress: { passes: 2, unsafe_arrows: true } },
    sourcemap: true,
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: '[name].js',
        // What is random can't be compressed, and stands in the entry for each chunk: no more of it than is needed.
        chunkFileNames: 'chunks/[name]-[hash:7].js',
        hashCharacters: 'hex',
        // A library's white space is kept unless this is said here too.
        minify: true,
        comments: false,
        // The entry takes in whatever the chunks share with it: one request to the first posts. What they share
        // beyond that stands in the one that every page asks for at once, so that none waits for another.
        codeSplitting: {
          groups: [
            { name: 'widget', tags: ['$initial'] },
            { name: 'alive', test: /\/(?:alive|en-later|format-later|guard|view)\.ts$/ },
          ],
        },
      },
    },
  },
})

interface Quasi {
  readonly start: number
  readonly value: { readonly raw: string }
}

interface Template {
  readonly type: 'TaggedTemplateExpression'
  readonly tag: { readonly name?: string }
  readonly quasi: { readonly quasis: readonly Quasi[] }
}

/** Minifies what is inside `css` and `html` templates, which a minifier of scripts must not touch. */
function shortTemplates(): Plugin {
  const shorten: Readonly<Record<string, (text: string) => string>> = { css: shortStyle, html: shortMarkup }
  return {
    name: 'short-templates',
    transform: {
      filter: { id: /\/widget\/.+\.ts$/, code: /\b(?:css|html)`/ },
      handler(code) {
        const pieces = templates(this.parse(code, { lang: 'ts' })).flatMap(({ tag, quasi }) =>
          quasi.quasis.map(({ start, value: { raw } }) => {
            // A quasi may start at its delimiter.
            const from = code.indexOf(raw, start)
            return { from, to: from + raw.length, text: shorten[tag.name ?? '']?.(raw) ?? raw }
          }),
        )
        pieces.sort((a, b) => b.from - a.from)
        return {
          code: pieces.reduce(
            (code, { from, to, text }) => code.slice(0, from) + text + code.slice(to),
            code,
          ),
          map: null,
        }
      },
    },
  }
}

function templates(value: unknown): Template[] {
  if (typeof value !== 'object' || value === null) return []
  const within = Object.values(value).flatMap(templates)
  return 'type' in value && value.type === 'TaggedTemplateExpression'
    ? [value as Template, ...within]
    : within
}

function shortStyle(text: string): string {
  return transform({ filename: 'style.css', code: Buffer.from(text), minify: true }).code.toString()
}

/** Templates are written so that a line break between two tags or holes is never a space that shows. */
function shortMarkup(text: string): string {
  return text
    .replace(/>\s*\n\s*/g, '>')
    .replace(/\s*\n\s*</g, '<')
    .replace(/\s*\n\s*\/?>/g, '>')
    .replace(/^\s*\n\s*$/g, '')
    .replace(/\s*\n\s*/g, ' ')
}

/** The themes are style sheets as they are: pages link them, and nothing here imports them. */
function themes(): Plugin {
  return {
    name: 'themes',
    generateBundle() {
      for (const file of readdirSync('widget/themes'))
        this.emitFile({
          type: 'asset',
          fileName: `themes/${file}`,
          source: readFileSync(`widget/themes/${file}`),
        })
    },
  }
}

/** The drop-in is a classic script, so it is a build of its own. It loads `widget.js` when a page has a feed. */
function dropIn(): Plugin {
  const folder = 'widget/legacy'
  return {
    name: 'drop-in',
    buildStart() {
      for (const file of readdirSync(folder)) this.addWatchFile(resolve(folder, file))
    },
    async generateBundle() {
      const built = await build({
        configFile: false,
        define: { VIEW_ON_X: JSON.stringify(await viewOnX()) },
        publicDir: false,
        logLevel: 'warn',
        build: {
          write: false,
          target: 'es2022',
          minify: 'terser',
          lib: { entry: `${folder}/widgets.ts`, formats: ['iife'], name: 'dropIn' },
          rolldownOptions: { output: { minify: true, comments: false } },
        },
      })
      for (const { output } of [built].flat().filter(result => 'output' in result))
        this.emitFile({ type: 'asset', fileName: 'widgets.js', source: output[0].code })
    },
  }
}

/** “View on X” in every language, from the compiled locales. */
async function viewOnX(): Promise<Readonly<Record<string, string>>> {
  const folder = resolve('dist/widget/locales')
  const names = readdirSync(folder).flatMap(file => /^(?!en)(.+)\.js$/.exec(file)?.[1] ?? [])
  const words = names.map(async name => {
    const { messages } = (await import(`${folder}/${name}.js`)) as Locale
    return [name, messages.viewOn.replace('{}', 'X')] as const
  })
  return Object.fromEntries(await Promise.all(words))
}

interface Locale {
  readonly messages: { readonly viewOn: string }
}

/** Tells what browsers check a pinned script against, and keeps it beside the scripts for the builder. */
function integrity(): Plugin {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
  return {
    name: 'integrity',
    // After every other plugin, so that the bytes are the last ones.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const hashes: Record<string, string> = {}
        for (const file of ['widget.js', 'widgets.js']) {
          const output = bundle[file]
          if (!output) continue
          const bytes = output.type === 'chunk' ? output.code : output.source
          hashes[file] = `sha384-${createHash('sha384').update(bytes).digest('base64')}`
          process.stdout.write(`/widget/${version}/${file}  ${hashes[file]}\n`)
        }
        this.emitFile({ type: 'asset', fileName: 'integrity.json', source: JSON.stringify(hashes, null, 2) })
      },
    },
  }
}

/** Bytes below which a packed answer saves no packet on the wire. */
const WORTH_PACKING = 1024

/** Every text that is served stands beside itself as small as it gets, so that no request waits for that. */
function packed(): Plugin {
  return {
    name: 'packed',
    // After every other plugin, and after the pages were copied.
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir = '' }) {
        for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
          if (!/\.(?:css|html|js|json|svg|vtt)$/.test(name)) continue
          const path = resolve(dir, name)
          const bytes = readFileSync(path)
          if (bytes.length < WORTH_PACKING) continue
          writeFileSync(`${path}.br`, brotliCompressSync(bytes))
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
        }
      },
    },
  }
}
