/** `npm run bench -- hotpath`: one published figure, or all of them without a name. Prints its table and keeps it. */
import { existsSync, readFileSync } from 'node:fs'
import { machine } from './lib.js'

const FIGURES = ['hotpath', 'stampede', 'money', 'memory', 'paint', 'start']

const asked = process.argv.slice(2).filter(name => !name.startsWith('-'))
const unknown = asked.filter(name => name !== 'size' && !FIGURES.includes(name))
if (unknown.length > 0 || !existsSync(new URL('../dist/server/main.js', import.meta.url))) {
  process.stderr.write(
    unknown.length > 0
      ? `No figure is called ${unknown.join(', ')}; known are ${[...FIGURES, 'size'].join(', ')}.\n`
      : 'Nothing is built yet: npm run build\n',
  )
  process.exit(1)
}

process.stdout.write(`${machine()}\n`)
for (const name of asked.length > 0 ? asked : [...FIGURES, 'size']) {
  if (name === 'size') await import('./size.js')
  else {
    process.stdout.write(`\n== ${name}\n`)
    await (await import(`./${name}.js`))[name]()
    const kept = JSON.parse(readFileSync(new URL('results.json', import.meta.url), 'utf8'))
    process.stdout.write(`${kept[name].text}\n`)
  }
}
process.exit()
