/** From starting the built program in sample mode until it answers, and how long its modules alone take to load. */
import { spawn } from 'node:child_process'
import { keep, median, table, two } from './lib.js'

const BUDGET = 0.5
const ROUNDS = 11
const MAIN = new URL('../dist/server/main.js', import.meta.url).pathname
const LOAD = `const start = performance.now(); await import('${new URL('../dist/server/service.js', import.meta.url)}'); process.stdout.write('ready http://' + (performance.now() - start))`

export async function start() {
  const rounds = { node: [], modules: [], ready: [] }
  for (let round = 0; round < ROUNDS; round++) {
    rounds.node.push((await time(['-e', 'process.stdout.write("ready http://x")'])).seconds)
    rounds.modules.push(Number((await time(['--input-type=module', '-e', LOAD])).said) / 1000)
    rounds.ready.push((await time([MAIN])).seconds)
  }
  const { node, modules, ready } = Object.fromEntries(
    Object.entries(rounds).map(([name, seconds]) => [name, median(seconds)]),
  )
  keep('start', {
    title: 'Start',
    rows: [['start to ready, built, sample mode', `${two(ready)} s`, `≤ ${BUDGET} s`]],
    text: [
      `Medians of ${ROUNDS} starts. Ready is when the address is printed, which is when it answers.`,
      table(
        ['', 'seconds'],
        [
          ['node itself', two(node)],
          ['loading the modules', two(modules)],
          ['the rest: configuration, stand-in, pages, listening', two(ready - node - modules)],
          ['start to ready', two(ready)],
        ],
      ),
    ].join('\n\n'),
  })
}

/** Until it says that it is ready. */
function time(args) {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.on('exit', code => code && reject(new Error(`ended with ${code}`)))
    child.stdout.on('data', chunk => {
      output += chunk
      const said = /ready:? http:\/\/(\S+)/.exec(output)?.[1]
      if (!said) return
      resolve({ seconds: (performance.now() - started) / 1000, said })
      child.removeAllListeners('exit')
      child.kill('SIGKILL')
    })
  })
}
