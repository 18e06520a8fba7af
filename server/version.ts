import { readFileSync } from 'node:fs'

/** The package's own, read from beside the sources or the build. */
export function version(): string {
  const up = import.meta.url.includes('/dist/server/') ? '../../' : '../'
  const file = readFileSync(new URL(`${up}package.json`, import.meta.url), 'utf8')
  return (JSON.parse(file) as { version: string }).version
}
