/** The built service as its own process, with what it said, and one visitor's request to it. */
import { spawn } from 'node:child_process'
import { request } from 'node:http'

const MAIN = new URL('../dist/server/main.js', import.meta.url).pathname

/** Resolves when it serves. `output()` is the last of what it wrote; `ended` its exit code with that. */
export async function startService(env) {
  const child = spawn(process.execPath, ['--unhandled-rejections=strict', MAIN], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = new Promise(resolve => {
    const hear = chunk => {
      output = (output + chunk).slice(-20_000)
      const url = /at (http:\S+)/.exec(output)?.[1]
      if (url) resolve(url.replace('localhost', '127.0.0.1'))
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  const ended = new Promise(resolve => child.on('close', code => resolve({ code, output })))
  const url = await Promise.race([
    ready,
    ended.then(({ output }) => {
      throw new Error(`did not start: ${output}`)
    }),
  ])
  return { child, url, ended, output: () => output }
}

/** Undefined when no whole answer came. */
export function ask(url, { agent, headers = {}, method = 'GET' } = {}) {
  return new Promise(resolve => {
    request(url, { agent, headers, method, timeout: 20_000 }, response => {
      const chunks = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', () => resolve(undefined))
      response.on('end', () =>
        resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }),
      )
    })
      .on('timeout', function () {
        this.destroy()
      })
      .on('error', () => resolve(undefined))
      .end()
  })
}
