/**
 * Rounds of kill -9 of the whole service while it writes: nothing may be corrupt afterwards, no feed that was kept
 * may be lost, no deleted post may come back, and no read may be missing from the ledger.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, startService } from './chaos-service.js'
import { TOKEN, whole } from './lib.js'

const HANDLES = Array.from({ length: 8 }, (_, index) => `kill_${index}`)
const ADMIN = { authorization: 'Bearer chaos-admin-token' }
const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

/** `standIn` is a network that is well. Rows for the report, and what was wrong. */
export async function killRounds(standIn, rounds) {
  const dataDir = await mkdtemp(join(tmpdir(), 'kills-'))
  const env = {
    FEEDS: HANDLES.map(handle => `x/${handle}`).join(),
    X_BEARER_TOKEN: TOKEN,
    X_API_URL: standIn.url,
    X_DAILY_BUDGET_USD: '10000',
    WINDOW_POSTS: '100',
    REFRESH_SECONDS: '1',
    DATA_DIR: dataDir,
    ADMIN_TOKEN: 'chaos-admin-token',
  }
  for (const handle of HANDLES)
    for (let post = 0; post < 100; post++) standIn.publish(handle, `${handle} ${post} ${'x'.repeat(200)}`)
  /** By feed, when the newest read was made that is surely kept: a next one has begun, so its flight has ended. */
  const kept = new Map()
  const seen = new Map()
  const deleted = new Set()
  const count = { reads: 0, halfWrites: 0, restored: 0, deletions: 0 }
  const wrong = []

  async function read(url, handle) {
    const answer = await ask(`${url}feeds/x/${handle}?limit=100`)
    if (!answer) return undefined // killed meanwhile
    const document = JSON.parse(answer.body)
    if (document.status !== 'posts') return wrong.push(`${handle}: ${answer.status} ${document.reason}`)
    for (const { id } of document.posts) if (deleted.has(id)) wrong.push(`${handle}: deleted ${id} is back`)
    const last = seen.get(handle)
    if (last !== document.fetchedAt) {
      count.reads++
      if (last) kept.set(handle, last)
      seen.set(handle, document.fetchedAt)
    }
    return document
  }

  /** The first answers of a new process come from the disk, or the feed was lost. */
  async function restored(url, startedAt) {
    for (const [handle, since] of kept) {
      seen.delete(handle)
      const { fetchedAt } = (await read(url, handle)) ?? {}
      if (!(fetchedAt < startedAt)) wrong.push(`${handle}: lost what was read at ${since}`)
      else if (fetchedAt < since) wrong.push(`${handle}: ${fetchedAt} is older than ${since}, which was kept`)
      else count.restored++
    }
    const { money } = JSON.parse((await ask(`${url}status`, { headers: ADMIN })).body)
    const { posts, users } = standIn.billed()
    const billed = posts * 0.005 + users * 0.01
    if (money.today.dollars < billed - 1e-9)
      wrong.push(`the ledger says $${money.today.dollars}, the network billed $${billed}`)
  }

  for (let round = 0; round <= rounds; round++) {
    const startedAt = new Date().toISOString()
    const service = await startService(env)
    if (/could not be read|renamed to/.test(service.output()))
      wrong.push(`round ${round}: ${service.output()}`)
    const [, halves = '0'] = /(\d+) half-written files/.exec(service.output()) ?? []
    count.halfWrites += Number(halves)
    await restored(service.url, startedAt)
    if (round < rounds) {
      let reading = true
      const readers = HANDLES.map(async handle => {
        while (reading) {
          const document = await read(service.url, handle)
          if (document) standIn.publish(handle, `News ${count.reads}`)
          await sleep(20)
        }
      })
      await sleep(900 + Math.random() * 600)
      // A deletion that was answered is kept, however soon the end comes.
      const handle = HANDLES[round % HANDLES.length]
      const [post] = (await read(service.url, handle))?.posts ?? []
      if (post) {
        const path = `${service.url}feeds/x/${handle}/posts/${post.id}`
        const answer = await ask(path, { method: 'DELETE', headers: ADMIN })
        if (answer?.status === 200) count.deletions += deleted.add(post.id) && 1
      }
      service.child.kill('SIGKILL')
      reading = false
      await Promise.all(readers)
    } else service.child.kill('SIGTERM')
    await service.ended
  }
  const strays = (await readdir(join(dataDir, 'feeds'))).filter(name => !/^[0-9a-f]{64}\.json$/.test(name))
  if (strays.length > 0) wrong.push(`left behind: ${strays}`)
  await rm(dataDir, { recursive: true })
  return {
    wrong,
    rows: [
      ['rounds of kill -9 while it writes', rounds],
      ['feeds read and kept in them', whole(count.reads)],
      ['feeds looked for after a kill: there, corrupt or lost', `${whole(count.restored)}, ${wrong.length}`],
      [
        'posts deleted right before a kill: back',
        `${count.deletions}, ${wrong.filter(line => line.includes('is back')).length}`,
      ],
      ['kills that hit a write half-way', count.halfWrites],
    ],
  }
}
