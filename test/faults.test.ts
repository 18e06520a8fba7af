/** Every fault of the network, of Redis and of the disk, met in every state a feed can be in: what one visitor is answered. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { FILE_FAULTS, mend, WRITE_FAULTS } from './support/disk-faults.js'
import { FAULTS, STATES } from './support/network-faults.js'
import { describeRedis, type Fate, lineTo, startRedis, type TestRedis } from './support/redis.js'
import { LINE_FAULTS, SERVER_FAULTS, VALUE_FAULTS } from './support/redis-faults.js'
import { meet, type StoreFault } from './support/store-faults.js'
import { leaks, learn } from './support/visitor.js'
import { openWorld, type World } from './support/world.js'

/** Folders under which every write fails, and how. In place of a disk that is full, which needs rights to make. */
const broken = vi.hoisted(() => new Map<string, string>())
vi.mock('write-file-atomic', async original => {
  const { default: write } = await original<{
    default: (path: string, ...rest: unknown[]) => Promise<void>
  }>()
  const orFail = async (path: string, ...rest: unknown[]): Promise<void> => {
    const code = [...broken].find(([folder]) => path.startsWith(folder))?.[1]
    if (code) throw Object.assign(new Error(code), { code })
    return write(path, ...rest)
  }
  return { default: orFail }
})

const named = <F extends StoreFault>(faults: readonly F[]) =>
  faults.map(fault => [fault.name, fault] as const)

const STORE_STATES = ['cold', 'fresh', 'stale', 'expired']
const REDIS_FAULTS: readonly StoreFault[] = [...VALUE_FAULTS, ...LINE_FAULTS, ...SERVER_FAULTS]
const DISK_FAULTS: readonly StoreFault[] = [...FILE_FAULTS, ...WRITE_FAULTS.map(name => ({ name }))]

const table: Record<string, Record<string, string>> = {}
const rowOf = (where: string, fault: string, states: readonly string[]) => {
  table[`${where}: ${fault}`] = Object.fromEntries(states.map(state => [state, 'WRONG']))
}
for (const [scene] of FAULTS) rowOf('network', scene, Object.keys(STATES))
for (const { name } of REDIS_FAULTS) rowOf('Redis', name, STORE_STATES)
for (const { name } of DISK_FAULTS) rowOf('disk', name, [...STORE_STATES, 'restart'])
afterAll(() => console.table(table))

it.concurrent.each(FAULTS.map(([scene, reason, wait]) => ({ scene, reason, wait })))(
  '$scene is answered truly in every state',
  async ({ scene, ...fault }) => {
    const cells = Object.entries(STATES).map(async ([state, play]) => {
      const world = await openWorld()
      // Late in its day: 23 hours on, the whole read of the next day is due, whatever the handle's time for it.
      world.clock.advance(14 * 3_600_000)
      try {
        const outcome = await play({ world, scene, ...fault })
        expect(leaks(world.log.join(''))).toBe(false)
        table[`network: ${scene}`]![state] = outcome
      } catch (cause) {
        throw new Error(`${scene} met ${state}: ${cause}`, { cause })
      } finally {
        await world.close()
      }
    })
    const failed = (await Promise.allSettled(cells)).filter(cell => cell.status === 'rejected')
    if (failed.length > 0)
      throw new AggregateError(
        failed.map(cell => cell.reason),
        failed.map(cell => cell.reason).join('\n'),
      )
  },
)

/** A world in which everything is well, and a fault that it is about to meet. */
async function play(
  where: 'Redis' | 'disk',
  fault: StoreFault,
  handles: Parameters<typeof meet>[2],
  world: World,
  begin: () => unknown,
  after: () => unknown = () => {},
): Promise<void> {
  const row = table[`${where}: ${fault.name}`] ?? {}
  try {
    await meet(world, fault, handles, begin, (state, outcome) => {
      row[state] = outcome
    })
    await after()
    expect(leaks(world.log.join(''))).toBe(false)
  } finally {
    await world.close()
  }
}

describeRedis('Redis', () => {
  let redis: TestRedis
  let own: TestRedis
  beforeAll(async () => {
    ;[redis, own] = await Promise.all([startRedis(), startRedis()])
  })
  afterAll(async () => {
    await Promise.all([redis.close(), own.close()])
  })

  let feeds = 0
  /** A busy machine is not what is tested, so what is silent is waited for longer than it would be. */
  async function open(url: string) {
    const [known, unknown] = [`known${++feeds}`, `unknown${feeds}`]
    const env = {
      REDIS_URL: url,
      MEDIA_SECRET: 'the-same-for-every-server-of-one-feed',
      FEEDS: `x/${known},x/${unknown}`,
      // Many servers share the budget of these tests; each has its part at hand.
      X_DAILY_BUDGET_USD: '10000',
      REPLICAS: '1000',
    }
    const world = await openWorld(env, { redisPatience: 3000 })
    for (const handle of [known, unknown]) world.standIn.play(handle, 'posts')
    return { world, handles: { known, unknown } }
  }
  const kept = (look: TestRedis['look'], handle: string) =>
    vi.waitFor(
      async () => {
        const entry = await look.get(`social-feed:entry:x/${handle}`)
        if (!entry) throw new Error('not kept yet')
        return entry
      },
      { timeout: 10_000 },
    )

  it.concurrent.each(named(VALUE_FAULTS))(
    'holds %s, and is believed nothing that is not ours',
    async (_name, fault) => {
      const { world, handles } = await open(redis.url)
      await play('Redis', fault, handles, world, async () => {
        const entry = await kept(redis.look, handles.known)
        for (const handle of Object.values(handles)) await fault.spoil(redis.look, `x/${handle}`, entry)
      })
    },
  )

  it.concurrent.each(named(LINE_FAULTS))('is %s, and the server goes on alone', async (_name, fault) => {
    let fate: Fate = (answer, pass) => pass(answer)
    const line = await lineTo(redis, (...how) => fate(...how))
    const { world, handles } = await open(line.url)
    await play('Redis', fault, handles, world, () => {
      fate = fault.fate
    })
    line.close()
  })

  it.each(named(SERVER_FAULTS))('is %s, and the server goes on', async (_name, { begin, end, ...fault }) => {
    const { world, handles } = await open(own.url)
    await play('Redis', fault, handles, world, async () => {
      await kept(own.look, handles.known)
      await begin(own)
    }).finally(() => end?.(own))
    await own.look.flushall()
  })
})

const FEEDS = { FEEDS: 'x/known,x/unknown' }
const HANDLES = { known: 'known', unknown: 'unknown' }

async function openDisk(): Promise<World> {
  const world = await openWorld(FEEDS)
  for (const handle of Object.values(HANDLES)) world.standIn.play(handle, 'posts')
  return world
}

/** The first reader after a restart with the fault there from the start. */
async function restart(world: World, name: string): Promise<void> {
  await world.start()
  await learn(world, HANDLES.known)
  const row = table[`disk: ${name}`]
  if (row) row.restart = '200 posts'
}

it.concurrent.each(named(FILE_FAULTS))('the disk holds %s, and the service goes on', async (name, fault) => {
  const world = await openDisk()
  let text = ''
  const spoil = () => fault.spoil(world.dataDir, Object.values(HANDLES), text)
  const begin = () => {
    const [file = ''] = readdirSync(join(world.dataDir, 'feeds'))
    text = readFileSync(join(world.dataDir, 'feeds', file), 'utf8')
    spoil()
  }
  await play('disk', fault, HANDLES, world, begin, async () => {
    await world.stop()
    spoil()
    await restart(world, name)
    if (name.startsWith('a pipe')) mend(world.dataDir, Object.values(HANDLES), '')
  })
})

it.concurrent.each(WRITE_FAULTS)(
  'the disk answers %s to every write, and the service goes on',
  async code => {
    const world = await openDisk()
    const begin = () => broken.set(world.dataDir, code)
    await play('disk', { name: code }, HANDLES, world, begin, async () => {
      expect(
        world.log.filter(line => line.includes(`feeds can't be written (saving: ${code})`)),
      ).toHaveLength(1)
      await restart(world, code)
    })
  },
)
