import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StandIn, startStandIn } from '../demo/standin/index.js'
import type { FeedDocument } from '../wire/document.js'
import { describeRedis, startRedis, type TestRedis } from './support/redis.js'
import { TOKEN } from './support/serve.js'

const ADMIN = 'owner-of-four-servers'
const BURSTS = Array.from({ length: 20 }, (_, at) => at)
const READERS = Array.from({ length: 25 })
const FEEDS = [...BURSTS.flatMap(at => [`good${at}`, `bad${at}`]), 'killed', 'deleted', 'noisy']

interface Replica {
  readonly url: string
  readonly child: ChildProcess
}

describeRedis('Four servers on one Redis', () => {
  let redis: TestRedis
  let standIn: StandIn
  let dataDir: string
  let replicas: readonly Replica[]

  beforeAll(async () => {
    redis = await startRedis()
    standIn = await startStandIn({ token: TOKEN })
    dataDir = await mkdtemp(join(tmpdir(), 'replicas-'))
    replicas = await Promise.all([0, 1, 2, 3].map(start))
  })
  afterAll(async () => {
    for (const { child } of replicas ?? []) child.kill('SIGKILL')
    await standIn?.close()
    await redis?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function start(): Promise<Replica> {
    const env = {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dataDir,
      FEEDS: FEEDS.map(handle => `x/${handle}`).join(','),
      WALLS: 'quay:x/deleted+x/good0',
      X_BEARER_TOKEN: TOKEN,
      X_API_URL: standIn.url,
      X_DAILY_BUDGET_USD: '100',
      REDIS_URL: redis.url,
      MEDIA_SECRET: 'the-same-for-every-server-of-one-feed',
      REPLICAS: '4',
      ADMIN_TOKEN: ADMIN,
      LOG_LEVEL: 'silent',
    }
    const child = spawn(process.execPath, ['test/support/replica.js'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', code => reject(new Error(`the server ended with ${code}`)))
      child.stdout.on('data', (chunk: Buffer) => {
        const found = /ready: (\S+)/.exec(String(chunk))?.[1]
        if (found) resolve(found)
      })
    })
    return { url, child }
  }

  const get = async ({ url }: Replica, handle: string): Promise<FeedDocument> =>
    (await fetch(`${url}feeds/x/${handle}`)).json() as Promise<FeedDocument>

  const onWall = async ({ url }: Replica): Promise<unknown> =>
    (await fetch(`${url}walls/quay?limit=100`)).json()

  /** Everybody asks every server at once. */
  const burst = (handle: string): Promise<FeedDocument[]> =>
    Promise.all(replicas.flatMap(replica => READERS.map(() => get(replica, handle))))

  const timelines = (handle: string) =>
    standIn.calls.filter(call => call.handle === handle && call.path.endsWith('/tweets')).length
  const calls = (handle: string) => standIn.calls.filter(call => call.handle === handle).length

  it('ask the network once per burst of a hundred readers', async () => {
    for (const at of BURSTS) {
      standIn.play(`good${at}`, 'slow:50')
      const documents = await burst(`good${at}`)
      expect(new Set(documents.map(({ status, fetchedAt }) => `${status} ${fetchedAt}`)).size).toBe(1)
      expect(documents[0]?.status).toBe('posts')
    }
    expect(BURSTS.map(at => timelines(`good${at}`))).toEqual(BURSTS.map(() => 1))
  })

  it('ask the network once per burst when it fails, and all tell the same reason', async () => {
    for (const at of BURSTS) {
      standIn.play(`bad${at}`, 'unavailable-503')
      const documents = await burst(`bad${at}`)
      for (const document of documents)
        expect(document).toMatchObject({ status: 'unavailable', reason: 'outage' })
    }
    expect(BURSTS.map(at => calls(`bad${at}`))).toEqual(BURSTS.map(() => 1))
  })

  it('take over, one of them and once, when the server that asks is killed', async () => {
    standIn.play('killed', 'slow:900')
    const [first, ...others] = replicas
    const lost = get(first!, 'killed').catch(() => 'cut off')
    await expect.poll(() => timelines('killed'), { interval: 5 }).toBe(1)
    const reading = Promise.all(others.flatMap(replica => READERS.map(() => get(replica, 'killed'))))
    first!.child.removeAllListeners('exit')
    first!.child.kill('SIGKILL')
    expect(await lost).toBe('cut off')
    standIn.play('killed', 'posts')
    for (const document of await reading) expect(document.status).toBe('posts')
    expect(timelines('killed')).toBe(2)
    replicas = [await start(), ...others]
  })

  it('forget a feed that is deleted on one of them, and a post that is', async () => {
    standIn.play('deleted', 'posts')
    const [first] = await burst('deleted')
    const id = first?.status === 'posts' ? first.posts[0]!.id : ''
    const purge = (path: string) =>
      fetch(`${replicas[0]!.url}${path}`, { method: 'DELETE', headers: { Authorization: `Bearer ${ADMIN}` } })

    for (const wall of await Promise.all(replicas.map(onWall)))
      expect(JSON.stringify(wall)).toContain(`"id":"${id}"`)
    expect((await purge(`feeds/x/deleted/posts/${id}`)).ok).toBe(true)
    const shown = async () =>
      JSON.stringify(await Promise.all(replicas.flatMap(each => [get(each, 'deleted'), onWall(each)])))
    await expect.poll(shown).not.toContain(`"id":"${id}"`)
    expect(timelines('deleted')).toBe(1)

    standIn.play('deleted', 'suspended')
    expect((await purge('feeds/x/deleted')).ok).toBe(true)
    await expect
      .poll(
        async () =>
          new Set((await Promise.all(replicas.map(each => get(each, 'deleted')))).map(d => d.status)),
      )
      .toEqual(new Set(['suspended']))
  })

  it('believe nothing in Redis that is not theirs', async () => {
    standIn.play('noisy', 'posts')
    await redis.look.set('social-feed:entry:x/noisy', `${Date.now()} {"v":1,"key":"x/noisy","entry":{}}`)
    await redis.look.set('social-feed:failure:x/noisy', '{"reason":"budget"}')
    for (const document of await burst('noisy')) expect(document.status).toBe('posts')
    expect(timelines('noisy')).toBe(1)
  })
})
