/** Says once which engines are seen, and which are not there to be seen. */
import { ENGINES, isInstalled } from './engines.js'

export function setup(): void {
  const missing = ENGINES.filter(engine => !isInstalled(engine))
  const words = missing.map(({ name, packages }) => `${name} is not installed: apt-get install ${packages}`)
  if (missing.length > 0 && process.env.CI && process.env.ENGINES === 'all') throw new Error(words.join('\n'))
  for (const line of words) process.stdout.write(`SKIPPED: ${line}\n`)
}
