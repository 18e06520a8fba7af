/** What a network brings to the table of `sources.test.ts`: its module, its stand-in, and its scenes by outcome. */
import { createLedger } from '../../../server/ledger.js'
import type { NetworkModule, Source, SourceNeeds } from '../../../server/sources/source.js'
import { memoryLedger } from '../../../server/stores/ledger-book.js'
import { createUpstream } from '../../../server/upstream.js'
import type { Reason, Status } from '../../../wire/document.js'

export interface NetworkUnderTest {
  readonly module: NetworkModule
  /** What people type → the canonical form. */
  readonly handles: Readonly<Record<string, string>>
  /** What can't be a handle here. */
  readonly noHandles: readonly string[]
  /** Scenes that are a truth, cold or after good posts. */
  readonly truths: readonly (readonly [scene: string, Exclude<Status, 'posts' | 'unavailable'>])[]
  /** Nothing to show although there are posts: `filtered` when cold, no proof against posts known good. */
  readonly hidden: readonly string[]
  /** Scenes that look odd and show posts all the same. */
  readonly good: readonly string[]
  /** Scenes that say nothing of the account. */
  readonly faults: readonly (readonly [scene: string, Reason])[]
  /**
   * When what an account answers to itself is read: always, or, where the network can't tell such answers
   * from others, with replies only. Absent: nobody answers here.
   */
  readonly threads?: 'always' | 'with replies'
  /** Default: the text as it was published. */
  readonly shown?: (text: string) => string
  start(now: () => number): Promise<Station>
}

/** The network's stand-in on this machine. */
export interface Station {
  /** An account that plays scenes; it has three posts or more. */
  readonly handle: string
  /** What a document says of that account, where it is not its handle and profile. */
  readonly account?: { readonly handle: string; readonly url: string }
  readonly needs: Partial<SourceNeeds>
  /** Hosts with ports the source may call. */
  readonly hosts: readonly string[]
  readonly calls: readonly unknown[]
  play(handle: string, scene: string): void
  /** Returns the id the post has in the document. `to`: one of the account's own that it goes on from. */
  publish(handle: string, text: string, to?: string): string
  remove(handle: string, id: string): void
  close(): Promise<void>
}

export interface Opened extends Station {
  readonly source: Source
}

export async function open({ module, start }: NetworkUnderTest, now = Date.now): Promise<Opened> {
  const station = await start(now)
  const upstream = createUpstream({ allowPrivate: station.hosts, userAgent: 'social-feed-embed/test' })
  const source = module.create({
    x: undefined,
    ledger: createLedger({ store: memoryLedger(), budget: 1e9, now }),
    blueskyAppView: 'https://bluesky.invalid',
    upstream,
    now,
    warn: () => {},
    ...station.needs,
  })
  if (!source) throw new Error(`${module.network} can't be read`)
  const close = async (): Promise<void> => {
    await upstream.close()
    await station.close()
  }
  return { ...station, source, close }
}
