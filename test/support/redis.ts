/** A real redis-server of the test's own: on a free port, in a folder of its own, nothing kept on disk. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { describe } from 'vitest'
import { freePort } from './free-port.js'

export interface TestRedis {
  readonly url: string
  readonly port: number
  /** The test's own look inside. */
  readonly look: Redis
  /** At once, as a crash. */
  kill(): Promise<void>
  /** Again on the same port; it has forgotten everything unless it keeps its data. */
  start(): Promise<void>
  /** It hangs: connections stay open, nothing is answered. */
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

export const hasRedis = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** Tests that need the binary: named when it is missing, and failing where it must not be. */
export function describeRedis(title: string, tests: () => void): void {
  const missing = `${title} (skipped: no redis-server on this machine; apt-get install redis-server)`
  const skipped = !hasRedis && !process.env.CI
  describe.skipIf(skipped)(skipped ? missing : title, tests)
}

/** `keeps`: it writes everything down before it answers, and remembers it when started again. */
export async function startRedis({ keeps = false } = {}): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const durable = keeps ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...durable]
  let child: ChildProcess | undefined
  const look = new Redis(url, { lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: null })
  look.on('error', () => {})

  async function start(): Promise<void> {
    const started = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'inherit'] })
    child = started
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject)
      started.once('exit', code => reject(new Error(`redis-server ended with ${code}`)))
      started.stdout.on('data', (chunk: Buffer) => {
        if (chunk.includes('Ready to accept connections')) resolve()
      })
    })
  }

  async function kill(): Promise<void> {
    const dying = child
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return
    const gone = new Promise(resolve => dying.once('exit', resolve))
    dying.kill('SIGKILL')
    await gone
  }

  await start()
  await look.connect()
  return {
    url,
    port,
    look,
    kill,
    start,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async close() {
      look.disconnect()
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface RedisLine {
  readonly url: string
  close(): void
}

/** What becomes of a piece of an answer on its way to a server; `pass` hands it on. */
export type Fate = (answer: Buffer, pass: (answer: Buffer) => void, client: Socket) => void

/** A way to the same Redis on which answers meet their fate. */
export async function lineTo({ port }: Pick<TestRedis, 'port'>, fate: Fate): Promise<RedisLine> {
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    const redis = connect(port, '127.0.0.1')
    for (const socket of [client, redis]) sockets.add(socket.on('error', () => socket.destroy()))
    client.pipe(redis)
    redis.on('data', answer => fate(answer, piece => client.writable && client.write(piece), client))
    redis.on('close', () => client.destroy())
    client.on('close', () => redis.destroy())
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** A way to the same Redis on which every answer takes `milliseconds` longer. */
export const slowDown = (redis: TestRedis, milliseconds: number): Promise<RedisLine> =>
  lineTo(redis, (answer, pass) => setTimeout(pass, milliseconds, answer))

/** A way to the same Redis whose answers, once it is told to hold them back, wait to be let through one by one. */
export async function holdBack(
  redis: TestRedis,
): Promise<RedisLine & { hold(): void; waiting(): number; pass(): void }> {
  const held: (() => void)[] = []
  let holding = false
  const line = await lineTo(redis, (answer, pass) => {
    if (holding) held.push(() => pass(answer))
    else pass(answer)
  })
  return {
    ...line,
    hold: () => {
      holding = true
    },
    waiting: () => held.length,
    pass: () => held.shift()?.(),
  }
}
