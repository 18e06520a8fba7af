/**
 * In a site of yours `astro build` does this. Here Astro's own compiler is enough, so that one example
 * does not bring 200 packages.
 */
import { readFile } from 'node:fs/promises'
import { transform } from '@astrojs/compiler'
import { defineConfig } from 'vite'

const PAGE = new URL('index.astro', import.meta.url)
const RUNTIME = new URL('runtime.js', import.meta.url).href
const STYLE_IMPORT = /^import ["'][^"']+\.css["'];?$/gm

export default defineConfig({
  plugins: [{ name: 'astro-page', transformIndexHtml: { order: 'pre', handler: compile } }],
})

async function compile() {
  const { code, css, scripts } = await transform(await readFile(PAGE, 'utf8'), {
    filename: PAGE.pathname,
    internalURL: RUNTIME,
    resolvePath: async specifier => specifier,
  })
  const styles = code.match(STYLE_IMPORT)?.filter(line => !line.includes('?astro')) ?? []
  const module = code.replace(STYLE_IMPORT, '')
  const { default: page } = await import(`data:text/javascript,${encodeURIComponent(module)}`)
  const script = [...styles, ...scripts.map(({ code }) => code)].join('\n')
  return page()
    .replace('<!-- styles -->', () => `<style>${css.join('')}</style>`)
    .replace('<!-- script -->', () => `<script type="module">${script}</script>`)
}
