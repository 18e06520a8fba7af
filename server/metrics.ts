/** The owner's figures in Prometheus' format. Labels come from the owner's own feeds only, never from requests. */
import type { Registry } from 'prom-client'
import { dayOf, type Ledger } from './ledger.js'
import type { Observer } from './observe.js'
import type { StoreHealth } from './stores/store-health.js'

export interface MetricsOptions {
  readonly observer: Observer
  readonly ledger: Ledger | undefined
  readonly health: readonly StoreHealth[]
  readonly now: () => number
}

/** Made when somebody first asks, so that a start need not wait for its library. */
export function createMetrics(options: MetricsOptions): () => Promise<Registry> {
  let registry: Promise<Registry> | undefined
  return () => {
    registry ??= openRegistry(options)
    return registry
  }
}

async function openRegistry({ observer, ledger, health, now }: MetricsOptions): Promise<Registry> {
  const { Counter, collectDefaultMetrics, Gauge, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'social_feed_' })

  /** A counter whose values are read when it is asked for, so that counting costs the hot path nothing. */
  function counter(
    name: string,
    help: string,
    labelNames: string[],
    values: () => Iterable<[Record<string, string>, number]>,
  ): void {
    new Counter({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset()
        for (const [labels, value] of values()) this.inc(labels, value)
      },
    })
  }

  counter('social_feed_answers_total', 'Feed answers to visitors, by what the cache did', ['result'], () =>
    Object.entries(observer.answers).map(([result, value]) => [{ result }, value]),
  )
  counter('social_feed_reads_total', 'Reads of a network, by outcome', ['network', 'outcome'], () =>
    [...observer.reads].map(([key, value]) => {
      const [network = '', outcome = ''] = key.split(' ')
      return [{ network, outcome }, value]
    }),
  )
  new Gauge({
    name: 'social_feed_age_seconds',
    help: 'Seconds since a feed was last read well',
    labelNames: ['feed'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [feed, { fetchedAt }] of observer.feeds)
        if (fetchedAt) this.set({ feed }, (now() - fetchedAt) / 1000)
    },
  })
  counter('social_feed_store_total', 'What became of reads and writes of a store', ['store', 'outcome'], () =>
    health.flatMap(({ name, counts }) =>
      Object.entries(counts()).map(([outcome, value]): [Record<string, string>, number] => [
        { store: name, outcome },
        value,
      ]),
    ),
  )
  new Gauge({
    name: 'social_feed_store_up',
    help: '1 while a store does its work, 0 while the server goes on without it',
    labelNames: ['store'],
    registers: [registry],
    collect() {
      for (const { name, trouble } of health) this.set({ store: name }, trouble() ? 0 : 1)
    },
  })
  if (ledger) {
    new Gauge({
      name: 'social_feed_spent_dollars',
      help: 'Spent on reads of X today (UTC), with what is set aside',
      registers: [registry],
      async collect() {
        const total = (await ledger.totals()).find(({ day }) => day === dayOf(now()))
        this.set((total?.spent ?? 0) / 1e6)
      },
    })
    new Gauge({
      name: 'social_feed_budget_dollars',
      help: 'What may be spent on reads of X in a day (UTC)',
      registers: [registry],
      collect() {
        this.set(ledger.budget / 1e6)
      },
    })
  }
  return registry
}
