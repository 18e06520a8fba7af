/**
 * A month of one feed of 20 posts that gets 3 new ones a day, with readers around the clock and restarts,
 * in a world whose clock is ours. The stand-in counts what X would bill; beside it a proxy that reads the
 * whole window each time.
 */
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keep, startBuilt, TOKEN, table, whole } from './lib.js'

const HANDLE = 'harbour_daily'
const DAYS = 30
const MINUTE = 60_000
const REFRESH = 15
const START = Date.UTC(2026, 10, 1)
/** Posts appear at these hours (UTC), and the service is started anew at these. */
const NEW_POSTS = [7, 12, 18]
const RESTARTS = [3, 15]
const BUDGET = { posts: 23, users: 1 }

export async function money() {
  const { startStandIn } = await import('../dist/demo/standin/index.js')
  const clock = { now: START }
  const now = () => clock.now
  const standIn = await startStandIn({ token: TOKEN, now })
  for (let turn = 0; turn < 40; turn++) {
    clock.now = START - (40 - turn) * 60 * MINUTE
    standIn.publish(HANDLE, `Before the month, ${turn}`)
  }
  const counter = await countReads(standIn.url)
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'))
  const open = () => startBuilt({ FEEDS: `x/${HANDLE}`, X_API_URL: counter.url, DATA_DIR: dataDir }, now)
  let service = await open()
  let readers = 0
  const days = []
  for (let minute = 0; minute < DAYS * 1440; minute += 5) {
    clock.now = START + minute * MINUTE
    const hour = (minute / 60) % 24
    if (RESTARTS.includes(hour)) {
      await service.close()
      service = await open()
    }
    if (NEW_POSTS.includes(hour)) standIn.publish(HANDLE, `News of ${new Date(clock.now).toISOString()}`)
    readers += await settled(service)
    if (minute % 1440 === 1435) days.push(standIn.billed())
  }
  await service.close()
  const calls = standIn.calls.length
  await standIn.close()
  counter.close()
  report({ days, calls, readers, read: counter.read })
}

/** Reads until the refresh behind a stale answer has ended; how many readers that took. */
async function settled(service) {
  for (let readers = 1; readers < 1000; readers++) {
    const response = await fetch(`${service.url}feeds/x/${HANDLE}`)
    if (response.status !== 200) throw new Error(`answered ${response.status}: ${await response.text()}`)
    await response.arrayBuffer()
    if (/; hit; ttl=\d|stored/.test(response.headers.get('Cache-Status'))) return readers
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  throw new Error('the refresh does not end')
}

/** Passes everything on to the stand-in, and counts every object in its answers, read before or not. */
async function countReads(target) {
  const read = { posts: 0, users: 0 }
  const server = createServer(async (request, response) => {
    const { authorization } = request.headers
    const answer = await fetch(new URL(request.url, target), { headers: { authorization } })
    const text = await answer.text()
    const { data, includes } = JSON.parse(text)
    if (Array.isArray(data)) read.posts += data.length + (includes?.tweets ?? includes?.posts ?? []).length
    else if (data) read.users += 1
    const { 'content-encoding': _, 'content-length': __, ...headers } = Object.fromEntries(answer.headers)
    response.writeHead(answer.status, headers).end(text)
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return { read, url: `http://127.0.0.1:${server.address().port}/2/`, close: () => server.close() }
}

function report({ days, calls, readers, read }) {
  const most = pick => Math.max(...days.map(pick))
  const sum = pick => days.reduce((total, day) => total + pick(day), 0)
  const reads = DAYS * ((24 * 60) / REFRESH)
  const billed = { posts: sum(({ posts }) => posts), users: sum(({ users }) => users) }
  const every = { posts: reads * 20, users: reads }
  const dearest = `${most(({ posts }) => posts)} posts + ${most(({ users }) => users)} user`
  const line = (name, { posts, users }) => [name, whole(posts), whole(users), dollars({ posts, users })]
  keep('money', {
    title: 'Money',
    rows: [
      [
        'billed per UTC day at most, 20-post feed with 3 new posts a day',
        dearest,
        `≤ ${BUDGET.posts} posts + ${BUDGET.users} user`,
      ],
      ['a month of that feed; should X bill every object read', `${dollars(billed)}; ${dollars(read)}`, ''],
    ],
    text: [
      `${DAYS} days of a clock of ours, a read every ${REFRESH} minutes, ${RESTARTS.length} restarts a day, ${whole(readers)} readers. The stand-in counts as X bills: each object once per UTC day. X calls that rule a soft guarantee, so every object read is counted as well.`,
      table(
        ['', 'posts', 'users', 'dollars'],
        [
          line('social-feed, the dearest day', {
            posts: most(({ posts }) => posts),
            users: most(({ users }) => users),
          }),
          line('social-feed, the month', billed),
          line('social-feed, the month, every object read', read),
          line('the window and the profile each time, the month, every object read', every),
        ],
      ),
      `${whole(calls)} calls in the month.`,
    ].join('\n\n'),
  })
}

const dollars = ({ posts, users }) => `$${(posts * 0.005 + users * 0.01).toFixed(2)}`
