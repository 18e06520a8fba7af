/** Builds what a browser loads: `dist/public/widget.js`, its chunks, and the demo pages beside them. */
import { defineConfig, type Plugin } from 'vite'

export default defineConfig({
  publicDir: 'demo/pages',
  base: './',
  plugins: [shortTemplates()],
  build: {
    outDir: 'dist/public',
    target: 'es2022',
    modulePreload: false,
    sourcemap: true,
    rolldownOptions: {
      input: { widget: 'widget/define.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})

/** Takes the line breaks and indents out of `html` and `css` templates; a minifier must not touch strings. */
function shortTemplates(): Plugin {
  return {
    name: 'short-templates',
    transform: {
      filter: { id: /\/widget\/(templates|styles)\/[\w-]+\.ts$|\/widget\/(drawings|icons)\.ts$/ },
      handler(code) {
        return { code: code.replace(/\n\s*/g, '\n'), map: null }
      },
    },
  }
}
