/** The old script's own events: `twttr.events.bind('rendered', event => …)`. */

export type Listener = (event: LegacyEvent) => unknown

export interface LegacyEvent {
  readonly type: string
  readonly target?: Element
  readonly widgets?: readonly Element[]
  /** Of a click: the part of the feed it fell on. */
  readonly region?: string
  readonly data?: Readonly<Record<string, unknown>>
}

export interface Events {
  bind(name: string, listener: Listener): void
  /** Without a listener: all of that name. */
  unbind(name: string, listener?: Listener): void
  /** A listener that throws costs the others nothing; the page hears of it. */
  tell(event: LegacyEvent): void
}

export function createEvents(): Events {
  const listeners = new Map<string, Set<Listener>>()
  return {
    bind(name, listener) {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
    },
    unbind(name, listener) {
      if (listener) listeners.get(name)?.delete(listener)
      else listeners.delete(name)
    },
    tell(event) {
      for (const listener of listeners.get(event.type) ?? []) {
        try {
          listener(event)
        } catch (error) {
          reportError(error)
        }
      }
    },
  }
}
