/** The plugin and the pasted address in a real WordPress: `npm run wordpress`. Apart, because it needs Debian's packages. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'wordpress',
    include: ['test/wordpress/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
