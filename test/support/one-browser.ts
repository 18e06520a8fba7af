/** Starts the one browser that all files outside the browser's own project open their pages in, and says which it is. */
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from './chromium.js'
import { freePort } from './free-port.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where it takes commands. */
    readonly browser: string
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { executablePath, args } = await findChromium()
  process.stdout.write(`Browser: ${executablePath}\n`)
  const port = await freePort()
  const browser = await chromium.launch({
    executablePath,
    args: [...args, `--remote-debugging-port=${port}`],
  })
  provide('browser', `http://127.0.0.1:${port}`)
  return () => browser.close()
}
