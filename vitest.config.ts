import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findChromium } from './test/support/chromium.js'
import { feedServer } from './test/support/feed-server.js'

const chromium = await findChromium()
// What is waited for comes soon; on a busy machine, later.
const expect = { poll: { timeout: 10_000 } }

/** What has a configuration or a project of its own. */
const APART = ['test/browser/**', 'test/wordpress/**', 'test/engines/**']
/** Files that change their process: its zone, its environment, what stands in a library's place. */
const CHANGING = ['test/examples.test.ts', 'test/faults.test.ts', 'test/format.test.ts']

const node = {
  environment: 'node',
  expect,
  include: ['test/**/*.test.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const

export default defineConfig({
  test: {
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: 'test/.reports/report.json' },
    // Most of the time is spent waiting for servers and pages, so a small machine does more at once.
    maxWorkers: 3,
    globalSetup: './test/support/announce.ts',
    projects: [
      // Files that leave their process as they found it follow one another in it, with all that is loaded.
      { test: { ...node, name: 'node', isolate: false, exclude: [...APART, ...CHANGING] } },
      { test: { ...node, name: 'changing', include: CHANGING } },
      {
        plugins: [feedServer()],
        // @open-wc/testing brings a web-socket helper for another runner, which vite can't resolve.
        resolve: {
          alias: [
            {
              find: '@web/test-runner-commands',
              replacement: new URL('./test/support/no-runner-commands.ts', import.meta.url).pathname,
            },
            // What the browser build has in place of Lit's base class.
            { find: /^lit$/, replacement: new URL('./widget/small-lit.ts', import.meta.url).pathname },
          ],
        },
        optimizeDeps: {
          include: [
            '@open-wc/testing',
            'axe-core',
            'fast-check',
            'lit/html.js',
            'lit/directives/keyed.js',
            'lit/directives/repeat.js',
          ],
        },
        test: {
          name: 'browser',
          expect,
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: chromium.executablePath, args: chromium.args },
            }),
            instances: [{ browser: 'chromium', viewport: { width: 800, height: 900 } }],
          },
        },
      },
    ],
  },
})
