/** How often the network is asked when a thousand readers come at once and nothing is known yet. */
import { mkdtemp } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HANDLE, keep, startBuilt, TOKEN, table, whole } from './lib.js'

const READERS = 1000

export async function stampede() {
  const { startStandIn } = await import('../dist/demo/standin/index.js')
  const scenes = ['slow:300', 'lookup:unavailable-503', 'rate-limit-429', 'truncated-json', 'hang']
  const rows = []
  for (const scene of scenes) {
    const standIn = await startStandIn({ token: TOKEN })
    const dataDir = await mkdtemp(join(tmpdir(), 'bench-'))
    const service = await startBuilt({ FEEDS: `x/${HANDLE}`, X_API_URL: standIn.url, DATA_DIR: dataDir })
    standIn.play(HANDLE, scene)
    const agent = new Agent({ maxSockets: READERS })
    const url = `${service.url}feeds/x/${HANDLE}`
    const statuses = await Promise.all(Array.from({ length: READERS }, () => read(url, agent)))
    const calls = path => standIn.calls.filter(call => path.test(call.path)).length
    rows.push([
      scene,
      [...new Set(statuses)].join(', '),
      calls(/by\/username/),
      calls(/tweets$/),
      standIn.billed().posts,
    ])
    agent.destroy()
    await service.close()
    await standIn.close()
  }
  const most = scene =>
    Math.max(...rows.filter(row => scene.includes(row[0])).flatMap(row => [row[2], row[3]]))
  keep('stampede', {
    title: 'A stampede',
    rows: [
      [
        'calls of each endpoint for 1,000 concurrent cold readers; the same when the network fails',
        `${most(['slow:300'])}; ${most(scenes.slice(1))}`,
        '1; 1',
      ],
    ],
    text: [
      `${whole(READERS)} readers on connections of their own, one process, nothing known.`,
      table(['the network answers', 'readers got', 'look-ups', 'timelines', 'posts billed'], rows),
    ].join('\n\n'),
  })
}

function read(url, agent) {
  return new Promise((resolve, reject) => {
    request(url, { agent }, response => response.resume().on('end', () => resolve(response.statusCode)))
      .on('error', reject)
      .end()
  })
}
