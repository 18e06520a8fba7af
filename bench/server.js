/** One server of the hot-path bench, in a process of its own: `ours`, `bare` or `express`. */

import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HANDLE, startBuilt, TOKEN } from './lib.js'

const [kind] = process.argv.slice(2)
const [recorded] = await once(process, 'message')
const url = await { ours, bare, express }[kind]()
process.on('message', () => process.send(process.cpuUsage()))
process.send(url)

async function ours() {
  const { startStandIn } = await import('../dist/demo/standin/index.js')
  const standIn = await startStandIn({ token: TOKEN })
  const service = await startBuilt({
    FEEDS: `x/${HANDLE}`,
    X_API_URL: standIn.url,
    DATA_DIR: await mkdtemp(join(tmpdir(), 'bench-')),
  })
  return `${service.url}feeds/x/${HANDLE}`
}

/** The same bytes and the same headers, with nothing before them. */
async function bare() {
  const answers = new Map(
    JSON.parse(recorded).map(({ encoding, status, headers, body }) => [
      encoding,
      { status, headers, body: Buffer.from(body, 'base64') },
    ]),
  )
  return listen(
    createServer(({ headers }, response) => {
      const answer = answers.get(
        headers['if-none-match'] ? '304' : (headers['accept-encoding'] ?? 'identity'),
      )
      response.writeHead(answer.status, answer.headers)
      response.end(answer.body)
    }),
  )
}

/** As most would write it. */
async function express() {
  const { default: createApp } = await import('express')
  const app = createApp()
  const [{ body }] = JSON.parse(recorded)
  const document = JSON.parse(Buffer.from(body, 'base64'))
  app.get(`/feeds/x/${HANDLE}`, (_request, response) => response.json(document))
  return listen(createServer(app))
}

function listen(server) {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${server.address().port}/feeds/x/${HANDLE}`),
    )
  })
}
