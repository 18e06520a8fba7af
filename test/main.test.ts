import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** The built program, as an owner starts it. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['dist/server/main.js'], { env: { PATH: process.env.PATH, ...env } })
  children.push(child)
  let output = ''
  const ended = new Promise<{ code: number | null; output: string }>(resolve => {
    child.on('close', code => resolve({ code, output }))
  })
  const said = (pattern: RegExp): Promise<RegExpMatchArray> =>
    new Promise((resolve, reject) => {
      const look = (chunk?: Buffer) => {
        output += chunk ?? ''
        const match = output.match(pattern)
        if (match) resolve(match)
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      void ended.then(() => reject(new Error(`ended without saying ${pattern}: ${output}`)))
    })
  return { child, ended, said }
}

it('starts in sample mode with nothing set, and Ctrl-C ends it cleanly', async () => {
  const { child, ended, said } = start({ PORT: '0' })
  const [, url = ''] = await said(/ready: (http:\S+)/)
  const document = await (await fetch(`${url}feeds/x/varindiamag`)).json()
  expect(document).toMatchObject({ status: 'empty', sample: true })
  child.kill('SIGINT')
  expect((await ended).code).toBe(0)
})

it('names a taken port and what to change', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const { said, ended } = start({ PORT: String(port) })
  await said(new RegExp(`Port ${port} on 127.0.0.1 is taken.*PORT=${port + 1}`))
  expect((await ended).code).toBe(1)
  other.close()
})

it('names every mistake in the environment and ends with 1', async () => {
  const { said, ended } = start({ PORT: 'x', FEEDS: 'nonsense' })
  await said(/PORT must be[\s\S]*FEEDS names "nonsense"/)
  expect((await ended).code).toBe(1)
})

it.each([
  ['/proc/social-feed/data', 'ENOENT'],
  ['package.json/data', 'ENOTDIR'],
])('says that DATA_DIR=%s can be no folder, and ends', async (path, code) => {
  const { said, ended } = start({ PORT: '0', FEEDS: 'bluesky/bsky.app', DATA_DIR: path })
  await said(new RegExp(`DATA_DIR is ${path}, which can't be a folder \\(${code}\\)`))
  expect((await ended).code).toBe(1)
})
