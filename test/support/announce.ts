import { findChromium } from './chromium.js'

/** Says once which browser the run uses. */
export async function setup(): Promise<void> {
  process.stdout.write(`Browser: ${(await findChromium()).executablePath}\n`)
}
