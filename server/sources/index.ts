/** The sources this server can read with what it was given. */
import type { Network } from '../../wire/document.js'
import type { Source } from './source.js'
import { createXSource } from './x.js'

export interface SourceNeeds {
  readonly x: { readonly token: string; readonly url: string } | undefined
  readonly now: () => number
  readonly warn: (message: string) => void
}

export function createSources({ x, now, warn }: SourceNeeds): Partial<Record<Network, Source>> {
  return x ? { x: createXSource({ ...x, now, warn }) } : {}
}
