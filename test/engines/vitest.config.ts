/** The widget in the browsers of three engines: `npm run engines`. Apart, because it needs Debian's packages. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'engines',
    globalSetup: './test/engines/announce.ts',
    include: ['test/engines/*.test.ts'],
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
