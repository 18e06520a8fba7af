/** The package in a bundle of one's own, as the bundler makes it of `import 'social-feed-embed/define'`. */
import { build } from 'vite'
import { expect, test } from 'vitest'
import { documents } from './fixtures/documents.js'
import { launch, openHostPage } from './support/browser.js'
import { serveBuilt, shown } from './support/built.js'

test('a bundle that is a classic script, and so knows no address of its own, shows the posts', async () => {
  const [made] = [
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        lib: { entry: 'dist/widget/define.js', formats: ['iife'], name: 'page' },
        rolldownOptions: { output: { codeSplitting: false } },
      },
    }),
  ].flat()
  const script = made && 'output' in made ? made.output[0].code : ''
  expect(script).not.toMatch(/\bimport\.meta\b/)
  const built = await serveBuilt(documents)
  await using browser = await launch()
  await using page = await openHostPage(
    browser,
    `<script src="bundle.js"></script><social-feed server="${built.url}" handle="posts" loading="eager"></social-feed>`,
  )
  const errors: unknown[] = []
  page.on('pageerror', error => errors.push(error.message))
  await page.route('**/bundle.js', route =>
    route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script }),
  )
  await page.reload()
  expect(await shown(page)).toMatchObject([{ state: 'posts', posts: documents.posts.posts.length }])
  expect(errors).toEqual([])
  built.close()
})
