/**
 * Three servers behind links that the test cuts, in front of the real script in a real Redis. A cut loses the
 * question or only the answer; a lost question may still be carried out much later, out of a dead connection.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf, PRICES } from '../server/ledger.js'
import { createRedisLedger } from '../server/stores/redis-ledger.js'
import { openRedis, type RedisLink } from '../server/stores/redis-link.js'
import { createClock } from './support/clock.js'
import { describeRedis, startRedis, type TestRedis } from './support/redis.js'

/** Small against the reservations, so that the limit is met from every side. */
const BUDGET = 80 * PRICES.post
const DAY = 86_400_000
const EVENING = 23 * 3_600_000

/** `deaf`: it hears no question. `mute`: it hears, and its answer gets lost. */
type Line = 'up' | 'deaf' | 'mute'

type Step =
  | { readonly do: 'hurry'; readonly server: number; readonly posts: number }
  | { readonly do: 'reserve'; readonly server: number; readonly posts: number }
  | { readonly do: 'settle'; readonly server: number; readonly share: number }
  | { readonly do: 'cut'; readonly server: number; readonly line: Line }
  | { readonly do: 'outage'; readonly line: Line }
  | { readonly do: 'crash' | 'leave'; readonly server: number }
  | { readonly do: 'late' | 'evening' | 'midnight' }

const server = fc.nat({ max: 2 })
const line = fc.constantFrom<Line>('up', 'deaf', 'mute')
const posts = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 40 }))
const share = fc.constantFrom(0, 0.5, 1, 1)
const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 20, arbitrary: fc.record({ do: fc.constant('reserve'), server, posts }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('hurry'), server, posts }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle'), server, share }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cut'), server, line }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('outage'), line }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('crash', 'leave'), server }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('late') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('evening', 'midnight') }) },
)

describeRedis('The ledger in Redis, played at random', () => {
  let redis: TestRedis
  let link: RedisLink
  beforeAll(async () => {
    redis = await startRedis()
    link = await openRedis({ url: redis.url, warn: () => {}, patience: 30_000 })
  })
  afterAll(async () => {
    await link.close()
    await redis.close()
  })

  it('never spends more than the budget, whoever is cut off, dies, hangs or passes midnight', async () => {
    const figures = { steps: 0, granted: 0, alone: 0, hurried: 0, refused: 0, fullest: 0 }
    const listeners = new Set<(day: string) => void>()
    link.listen('social-feed:ledger:tight', day => {
      for (const heard of listeners) heard(day)
    })

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }), async plan => {
        await redis.look.flushall()
        const { now, advance } = createClock()
        const late: (() => Promise<unknown>)[] = []
        /** What the network would charge at worst, by day: its side of the truth. */
        const charged = new Map<string, number>()
        const charge = (day: string, amount: number) => charged.set(day, (charged.get(day) ?? 0) + amount)

        function join() {
          const member = {
            line: 'up' as Line,
            patient: true,
            asked: () => {},
            open: [] as { day: string; amount: number }[],
          }
          const cut: RedisLink = {
            ...link,
            async ask(command) {
              member.asked()
              if (member.line === 'up') return link.ask(command)
              if (member.line === 'mute') await link.ask(command)
              else late.push(() => link.ask(command))
              return undefined
            },
            wait: async something => member.patient && something.then(() => true),
            tell: () => {},
            listen: (_channel, heard) => listeners.add(day => member.line === 'up' && heard(day)),
            close: async () => {},
          }
          const ledger = createRedisLedger({ link: cut, budget: BUDGET, replicas: 3, now })
          return Object.assign(member, { ledger })
        }
        const servers = [join(), join(), join()]

        async function play(step: Step): Promise<void> {
          const at = 'server' in step ? step.server : 0
          const member = servers[at]!
          switch (step.do) {
            case 'reserve': {
              const [day, amount] = [dayOf(now()), step.posts * PRICES.post]
              const granted = await member.ledger.reserve(day, amount, BUDGET).catch(() => false)
              if (!granted) return void figures.refused++
              figures.granted++
              if (member.line !== 'up') figures.alone++
              charge(day, amount)
              member.open.push({ day, amount })
              return
            }
            // Buys from what is at hand while another visit is on its way.
            case 'hurry': {
              const underWay = new Promise<void>(resolve => {
                member.asked = resolve
              })
              const visiting = member.ledger.totals()
              await underWay
              member.patient = false
              const before = figures.granted
              await play({ ...step, do: 'reserve' })
              figures.hurried += figures.granted - before
              member.patient = true
              await visiting
              return
            }
            case 'settle': {
              const reserved = member.open.shift()
              if (!reserved) return
              const bought = Math.floor((reserved.amount / PRICES.post) * step.share)
              const posts = Array.from({ length: bought }, (_, post) => `${figures.steps}.${post}`)
              charge(reserved.day, bought * PRICES.post - reserved.amount)
              return member.ledger.settle(reserved.day, reserved.amount, { posts, users: [] })
            }
            case 'cut':
              member.line = step.line
              return
            case 'outage':
              for (const each of servers) each.line = step.line
              return
            case 'leave':
              await member.ledger.close()
              member.line = 'deaf'
              servers[at] = join()
              return
            case 'crash':
              member.line = 'deaf'
              servers[at] = join()
              return
            case 'late':
              for (const command of late.splice(0)) await command()
              return
            case 'evening':
              return advance(Math.max(0, EVENING - (now() % DAY)))
            case 'midnight':
              return advance(DAY - (now() % DAY))
          }
        }

        for (const step of plan) {
          await play(step)
          figures.steps++
          figures.fullest = Math.max(figures.fullest, ...charged.values())
          expect(figures.fullest).toBeLessThanOrEqual(BUDGET)
        }
        for (const { ledger } of servers) await ledger.close()
        listeners.clear()
      }),
      { numRuns: 60, interruptAfterTimeLimit: 20_000 },
    )
    console.log('ledger model:', figures)
    expect(figures.alone).toBeGreaterThan(0)
    expect(figures.hurried).toBeGreaterThan(0)
    expect(figures.refused).toBeGreaterThan(0)
  })
})
