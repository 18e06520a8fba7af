/**
 * What a browser loads before the first posts: `widget.js` and what it imports at once. Prints each file
 * raw, gzip and brotli, and for each module how many characters it has in there and how much smaller the
 * whole would be without them: what is on top is what would be looked at next. `--check` fails past the budget.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const BUDGET = 11 * 1024
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const ROOT = new URL('../dist/public/', import.meta.url).pathname

const first = imported('widget.js')
const later = readdirSync(join(ROOT, 'chunks'))
  .filter(name => name.endsWith('.js'))
  .map(name => join('chunks', name))
  .filter(file => !first.includes(file))

table('Before the first posts', first)
table('When needed', later)
modules(first)

const total = sum(first.map(file => sizes(file).brotli))
process.stdout.write(`\nFirst posts: ${kib(total)} brotli of ${kib(BUDGET)}\n`)
if (process.argv.includes('--check') && total > BUDGET) process.exitCode = 1

/** The file and everything it imports statically, each once. */
function imported(file, found = []) {
  if (found.includes(file)) return found
  found.push(file)
  const code = readFileSync(join(ROOT, file), 'utf8')
  for (const [, specifier] of code.matchAll(/\b(?:import|from)\s*["'](\.[^"']+)["']/g)) {
    imported(join(dirname(file), specifier), found)
  }
  return found
}

function sizes(file) {
  const bytes = readFileSync(join(ROOT, file))
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
  }
}

function table(title, files) {
  process.stdout.write(
    `\n${title.padEnd(36)}${'raw'.padStart(11)}${'gzip'.padStart(11)}${'brotli'.padStart(11)}\n`,
  )
  for (const file of files) {
    const { raw, gzip, brotli } = sizes(file)
    process.stdout.write(
      `${file.padEnd(36)}${[raw, gzip, brotli].map(size => kib(size).padStart(11)).join('')}\n`,
    )
  }
}

/** The minified characters that the source map says come from each module, and what they cost together. */
function modules(files) {
  const pieces = files.flatMap(file => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n')
    const map = JSON.parse(readFileSync(join(ROOT, `${file}.map`), 'utf8'))
    return pieceByPiece(map.mappings, lines).map(([source, text]) => ({
      name: label(join(dirname(join(ROOT, file)), map.sources[source] ?? '')),
      text,
    }))
  })
  const whole = packed(pieces)
  process.stdout.write(
    `\n${'Where they go (minified)'.padEnd(36)}${'raw'.padStart(11)}${'brotli'.padStart(22)}\n`,
  )
  const rows = [...new Set(pieces.map(piece => piece.name))].map(name => ({
    name,
    raw: sum(pieces.filter(piece => piece.name === name).map(piece => piece.text.length)),
    brotli: whole - packed(pieces.filter(piece => piece.name !== name)),
  }))
  for (const { name, raw, brotli } of rows.sort((a, b) => b.brotli - a.brotli))
    process.stdout.write(`${name.padEnd(36)}${kib(raw).padStart(11)}${kib(brotli).padStart(22)}\n`)
}

function packed(pieces) {
  return brotliCompressSync(pieces.map(piece => piece.text).join('')).length
}

function label(path) {
  const [, dependency] = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? []
  return dependency ?? relative(new URL('..', import.meta.url).pathname, path)
}

/** Reads the mappings of a source map (https://tc39.es/ecma426/): each source's index with a text of its own, in order. */
function pieceByPiece(mappings, lines) {
  const found = []
  let source = 0
  let since
  mappings.split(';').forEach((line, row) => {
    let column = 0
    const add = until => since !== undefined && found.push([since, lines[row]?.slice(column, until) ?? ''])
    for (const segment of line.split(',').filter(Boolean)) {
      const [step = 0, move = 0] = decode(segment)
      add(column + step)
      column += step
      source += move
      since = source
    }
    add(lines[row]?.length)
  })
  return found
}

/** Base 64, five bits a digit, the lowest first; the lowest bit of the number is its sign. */
function decode(segment) {
  const numbers = []
  let value = 0
  let shift = 0
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit)
    value |= (bits & 31) << shift
    shift += 5
    if (bits & 32) continue
    numbers.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return numbers
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(2)} KiB`
}
