/** What every figure needs: the machine it was taken on, medians, tables, children, load, and where results are kept. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, platform, release, totalmem } from 'node:os'
import { delimiter, join } from 'node:path'

const ROOT = new URL('../', import.meta.url)
const KEPT = new URL('results.json', import.meta.url)
const PAGE = new URL('results.md', import.meta.url)
const README = new URL('README.md', ROOT)

export const TOKEN = 'bench-token'
export const HANDLE = 'northquaynews'

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

export const whole = number => Math.round(number).toLocaleString('en')
export const two = number => number.toFixed(2)

/** A Markdown table whose columns line up. */
export function table(head, rows) {
  const lines = [head, ...rows].map(row => row.map(String))
  const widths = head.map((_, column) => Math.max(3, ...lines.map(line => line[column].length)))
  const draw = line => `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`
  return [draw(lines[0]), draw(widths.map(width => '-'.repeat(width))), ...lines.slice(1).map(draw)].join(
    '\n',
  )
}

/** One line: processor, cores, memory, system, the versions that matter, and how busy it was. */
export function machine() {
  const version = name =>
    JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, ROOT), 'utf8')).version
  return [
    `${cpus()[0]?.model.trim()} × ${cpus().length}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${platform()} ${release()}`,
    `Node ${process.versions.node}`,
    `express ${version('express')}`,
    `load average ${loadavg()[0].toFixed(1)}`,
  ].join(', ')
}

/**
 * Keeps a figure and writes every kept one to `bench/results.md` and into the README.
 * `rows`: what was measured, its value and its budget, for the overview. `text`: the whole of it.
 */
export function keep(figure, { title, rows, text }) {
  const kept = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : {}
  kept[figure] = { title, rows, text, date: new Date().toISOString().slice(0, 10), machine: machine() }
  const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => a.localeCompare(b)))
  writeFileSync(KEPT, `${JSON.stringify(sorted, null, 2)}\n`)
  writeFileSync(PAGE, `${page(sorted)}\n`)
  fill(README, overview(sorted))
  const biome = new URL('node_modules/@biomejs/biome/bin/biome', ROOT).pathname
  spawnSync(process.execPath, [biome, 'format', '--write', KEPT.pathname, PAGE.pathname])
}

function page(kept) {
  const sections = Object.entries(kept).map(
    ([figure, { title, text, date, machine }]) =>
      `## ${title}\n\n\`npm run bench -- ${figure}\` · ${date} · ${machine}\n\n${text}`,
  )
  return ['# Figures', overview(kept), ...sections].join('\n\n')
}

function overview(kept) {
  const rows = Object.entries(kept).flatMap(([figure, { rows }]) =>
    rows.map(([what, value, budget]) => [what, value, budget, `\`${figure}\``]),
  )
  return table(['what', 'measured', 'budget', 'bench'], rows)
}

/** Replaces what stands between the markers; a page without them is left alone. */
function fill(file, text) {
  const old = readFileSync(file, 'utf8')
  const next = old.replace(
    /(<!-- bench:start -->)[\s\S]*(<!-- bench:end -->)/,
    (_, start, end) => `${start}\n${text}\n${end}`,
  )
  if (next !== old) writeFileSync(file, next)
}

/** A script of this folder in a process of its own that is told `first` and can be asked questions. */
export async function child(script, args, first = null) {
  const process_ = spawn(process.execPath, [new URL(script, import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const answer = () =>
    new Promise((resolve, reject) => {
      process_.once('message', resolve)
      const died = code => reject(new Error(`${script} ended with ${code}`))
      process_.once('exit', died)
      process_.once('message', () => process_.off('exit', died))
    })
  process_.send(first)
  const ready = await answer()
  return {
    ready,
    pid: process_.pid,
    ask(question) {
      process_.send(question)
      return answer()
    },
    end() {
      process_.removeAllListeners('exit')
      process_.kill('SIGKILL')
    },
  }
}

/** The path of a program that is installed, or undefined. */
export function installed(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(path => existsSync(path))
}

/**
 * Requests per second over `seconds`, from a process of its own on this machine. Throws when an answer
 * is not `status`.
 */
export async function load(url, { seconds, connections = 32, headers = {}, status = 200 }) {
  const given = Object.entries(headers)
  const wrk = installed('wrk')
  if (wrk) {
    const set = given.flatMap(([name, value]) => ['-H', `${name}: ${value}`])
    const text = await output(wrk, ['-t1', `-c${connections}`, `-d${seconds}s`, ...set, url])
    if (status < 400 && /Non-2xx/.test(text)) throw new Error(`${url} answered other than ${status}\n${text}`)
    const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1])
    if (!(rate > 0)) throw new Error(`wrk measured nothing:\n${text}`)
    return rate
  }
  const set = given.flatMap(([name, value]) => ['-H', `${name}=${value}`])
  const cannon = new URL('../node_modules/autocannon/autocannon.js', import.meta.url).pathname
  const text = await output(process.execPath, [cannon, '-j', '-c', connections, '-d', seconds, ...set, url])
  const result = JSON.parse(text)
  if (result.statusCodeStats?.[status]?.count !== result.requests.total) {
    throw new Error(`${url} answered other than ${status}: ${JSON.stringify(result.statusCodeStats)}`)
  }
  return result.requests.total / result.duration
}

export const generator = () => (installed('wrk') ? 'wrk' : 'autocannon')

export function output(program, args) {
  return new Promise((resolve, reject) => {
    const process_ = spawn(program, args.map(String), { stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    process_.stdout.on('data', chunk => {
      text += chunk
    })
    process_.on('error', reject).on('close', () => resolve(text))
  })
}

/** The service as built, in this process, over a stand-in that is given. `env` as an owner sets it. */
export async function startBuilt(env, now = Date.now) {
  const [{ readConfig }, { startService }, { createLog }] = await Promise.all([
    import('../dist/server/config.js'),
    import('../dist/server/service.js'),
    import('../dist/server/log.js'),
  ])
  const config = readConfig({ PORT: '0', X_BEARER_TOKEN: TOKEN, LOG_LEVEL: 'silent', ...env })
  return startService(config, { now, random: Math.random, log: createLog(config.logLevel) })
}
