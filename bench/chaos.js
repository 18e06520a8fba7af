/**
 * `npm run chaos -- --seconds 600 --rounds 40`: first the rounds of chaos-kills.js. Then the built service under
 * load, behind a line to its network that delays, drips, cuts, resets and hangs. In the first half it is killed
 * and started again now and then; in the second half it is left alone, and its memory watched. Ends with 1 when
 * an answer was wrong, something kept was lost, the service died by itself or left a promise unhandled.
 */
import { mkdtemp } from 'node:fs/promises'
import { Agent } from 'node:http'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { killRounds } from './chaos-kills.js'
import { ask, startService } from './chaos-service.js'
import { machine, median, TOKEN, table, whole } from './lib.js'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '600' }, rounds: { type: 'string', default: '40' } },
})
const SECONDS = Number(values.seconds)
const ADMIN = 'chaos-admin-token'
const HANDLES = Array.from({ length: 12 }, (_, index) => `chaos_${index}`)
const KILL_EVERY = 20_000
const READERS = 16
/** Seconds in which a young process grows into its heap. */
const WARM_UP = 30
const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

const { startStandIn } = await import('../dist/demo/standin/index.js')
const { isFeedDocument } = await import('../dist/wire/guard.js')
const standIn = await startStandIn({ token: TOKEN })
for (const handle of HANDLES)
  for (let turn = 0; turn < 20; turn++) standIn.publish(handle, `${handle} ${turn}`)
const line = await chaosLine(Number(new URL(standIn.url).port))
const dataDir = await mkdtemp(join(tmpdir(), 'chaos-'))
const count = { answers: 0, posts: 0, stale: 0, unavailable: 0, cut: 0, kills: 0, moods: 0 }
const wrong = []
const samples = []
/** Feeds that were answered with posts since they were known: never again may they be unknown. */
const known = new Set()
const agent = new Agent({ keepAlive: true, maxSockets: READERS })

process.stdout.write(`${machine()}\n${values.rounds} rounds of kill -9\n`)
const killed = await killRounds(standIn, Number(values.rounds))
wrong.push(...killed.wrong)

const end = Date.now() + SECONDS * 1000
const half = Date.now() + SECONDS * 500
let service = await start()
let restarting = false
process.stdout.write(`${SECONDS} s of chaos\n`)
await Promise.all([moods(), kills(), news(), watch(), ...Array.from({ length: READERS }, reader)])
service.child.kill('SIGTERM')
const { code, output } = await service.ended
if (code !== 0) wrong.push(`SIGTERM ended with ${code}: ${output.slice(-2000)}`)
report()
process.exit(wrong.length > 0 ? 1 : 0)

/** The line between the service and its network. Each connection meets the mood of its moment. */
async function chaosLine(port) {
  const moods = ['clear', 'clear', 'slow', 'drip', 'cut', 'reset', 'hang', 'refuse']
  let mood = 'clear'
  const server = createServer(client => {
    const here = mood
    client.on('error', () => {})
    if (here === 'refuse') return client.destroy()
    if (here === 'reset') return client.resetAndDestroy()
    const far = connect(port, '127.0.0.1')
    far.on('error', () => client.destroy())
    client.on('close', () => far.destroy())
    client.pipe(far)
    if (here === 'hang') return
    if (here === 'clear') return far.pipe(client)
    if (here === 'slow')
      return far
        .on('data', chunk => setTimeout(() => client.write(chunk), Math.random() * 2000))
        .on('end', () => setTimeout(() => client.end(), 2000))
    if (here === 'cut')
      return far.once('data', chunk => client.end(chunk.subarray(0, Math.random() * chunk.length)))
    far.on('data', async chunk => {
      for (let at = 0; at < chunk.length && !client.destroyed; at += 64) {
        client.write(chunk.subarray(at, at + 64))
        await sleep(20)
      }
    })
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}/2/`,
    change() {
      mood = moods[Math.floor(Math.random() * moods.length)]
    },
  }
}

async function start() {
  const service = await startService({
    FEEDS: HANDLES.map(handle => `x/${handle}`).join(),
    X_BEARER_TOKEN: TOKEN,
    X_API_URL: line.url,
    X_DAILY_BUDGET_USD: '10000',
    REFRESH_SECONDS: '1',
    DATA_DIR: dataDir,
    ADMIN_TOKEN: ADMIN,
  })
  const born = { ...service, killed: false }
  void born.ended.then(({ code, output }) => {
    if (!born.killed && Date.now() < end)
      wrong.push(`the service died by itself (${code}): ${output.slice(-2000)}`)
  })
  return born
}

async function moods() {
  while (Date.now() < end) {
    line.change()
    count.moods++
    await sleep(300 + Math.random() * 1500)
  }
}

async function kills() {
  for (;;) {
    await sleep(KILL_EVERY)
    if (Date.now() >= half) return
    restarting = true
    service.killed = true
    service.child.kill('SIGKILL')
    await service.ended
    service = await start()
    restarting = false
    count.kills++
  }
}

async function news() {
  for (let turn = 0; Date.now() < end; turn++) {
    standIn.publish(HANDLES[turn % HANDLES.length], `News ${turn}`)
    await sleep(500)
  }
}

async function reader() {
  while (Date.now() < end) {
    const from = service
    const handle = HANDLES[Math.floor(Math.random() * HANDLES.length)]
    const answer = await ask(`${from.url}feeds/x/${handle}?limit=${1 + Math.floor(Math.random() * 20)}`, {
      agent,
    })
    count.answers++
    if (answer === undefined) {
      count.cut++
      if (!restarting && from === service && !from.killed) wrong.push(`${handle}: no answer`)
    } else judge(handle, answer)
    await sleep(answer ? 10 : 100)
  }
}

function judge(handle, { status, body }) {
  let document
  try {
    document = JSON.parse(body)
  } catch {}
  if (body.includes(TOKEN) || !isFeedDocument(document) || document.handle !== handle) {
    return wrong.push(`${handle}: ${status} ${body.slice(0, 300)}`)
  }
  if (document.status === 'unavailable') {
    count.unavailable++
    if (status !== 503) wrong.push(`${handle}: unavailable as ${status}`)
    if (known.has(handle)) wrong.push(`${handle}: was known, is unavailable (${document.reason})`)
  } else if (document.status === 'posts' && status === 200) {
    known.add(handle)
    count.posts++
    if (document.stale) count.stale++
  } else wrong.push(`${handle}: ${status} ${document.status}`)
}

/** Memory and the event loop, from the service's own figures. */
async function watch() {
  const since = { service, at: Date.now() }
  while (Date.now() < end) {
    await sleep(1000)
    if (since.service !== service) Object.assign(since, { service, at: Date.now() })
    const text =
      (await ask(`${service.url}metrics`, { headers: { authorization: `Bearer ${ADMIN}` } }))?.body ?? ''
    const value = name => Number(new RegExp(`^social_feed_${name} (\\S+)`, 'm').exec(text)?.[1])
    const rss = value('process_resident_memory_bytes') / 2 ** 20
    const p99 = value('nodejs_eventloop_lag_p99_seconds') * 1000
    const age = (Date.now() - since.at) / 1000
    // The first second of a process is its start.
    if (rss && age > 3) samples.push({ rss, p99, age, at: Date.now() })
  }
}

/** MiB per minute of the last life, by least squares over the samples past its warm-up. */
function slope() {
  const late = samples.filter(({ at, age }) => at > half && age > WARM_UP)
  const mean = pick => late.reduce((sum, one) => sum + pick(one), 0) / late.length
  const [age, rss] = [mean(one => one.age), mean(one => one.rss)]
  return (60 * mean(one => (one.age - age) * (one.rss - rss))) / mean(one => (one.age - age) ** 2)
}

function report() {
  const p99 = samples.map(sample => sample.p99)
  const rss = samples.map(sample => sample.rss)
  const rows = [
    ...killed.rows,
    ['answers', whole(count.answers)],
    ['with posts, of them behind', `${whole(count.posts)}, ${whole(count.stale)}`],
    ['unavailable, nothing known yet', whole(count.unavailable)],
    ['cut by a kill', whole(count.cut)],
    ['kill -9 and restart', count.kills],
    ['changes of the line', count.moods],
    ['calls of the network', whole(standIn.calls.length)],
    [
      'event loop p99, median and worst second',
      `${median(p99).toFixed(1)} ms, ${Math.max(...p99).toFixed(1)} ms`,
    ],
    ['seconds whose p99 was over 50 ms', `${p99.filter(one => one > 50).length} of ${p99.length}`],
    ['resident memory, median and most', `${whole(median(rss))} MiB, ${whole(Math.max(...rss))} MiB`],
    ['its slope in the second half', `${slope().toFixed(2)} MiB a minute`],
    ['wrong', wrong.length],
  ]
  process.stdout.write(`${table(['chaos', ''], rows)}\n`)
  for (const line of wrong.slice(0, 20)) process.stdout.write(`${line}\n`)
}
