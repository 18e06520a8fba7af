/** The service of the memory bench, told how many feeds to know. The stand-in is in the process that asks. */
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { startBuilt } from './lib.js'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
const [most] = process.argv.slice(2)
const [url] = await once(process, 'message')
const handles = Array.from({ length: Number(most) }, (_, index) => `feed_${index}`)
const service = await startBuilt({
  FEEDS: handles.map(handle => `x/${handle}`).join(),
  X_API_URL: url,
  X_DAILY_BUDGET_USD: '10000',
  TRUST_PROXY: '1',
  DATA_DIR: await mkdtemp(join(tmpdir(), 'bench-')),
})
let known = 0

process.on('message', async feeds => {
  for (; known < feeds; known++) {
    for (const view of ['', '?limit=5']) {
      const response = await fetch(`${service.url}feeds/x/${handles[known]}${view}`, {
        headers: { 'X-Forwarded-For': `198.51.100.${known % 200}` },
      })
      const { status, posts } = await response.json()
      if (status !== 'posts' || posts.length !== (view ? 5 : 20))
        throw new Error(`${handles[known]}: ${status}`)
    }
  }
  for (let pass = 0; pass < 4; pass++) {
    await new Promise(resolve => setTimeout(resolve, 50))
    collect()
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send({ rss, heap: heapUsed, external })
})
process.send('ready')
