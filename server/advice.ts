/** What each reason asks of the owner, in plain words. */
import type { Reason } from '../wire/document.js'
import type { StoreHealth } from './stores/store-health.js'

export const ADVICE: Readonly<Record<Reason, string>> = {
  outage: 'Nothing to do: it is asked again by itself.',
  timeout: 'Nothing to do: it is asked again by itself.',
  'rate-limit':
    'Nothing to do: it is asked again when the network allows. Raise REFRESH_SECONDS if it comes back.',
  credit: "Add credit, or raise the spending limit, in the network's developer console.",
  budget: 'Raise X_DAILY_BUDGET_USD, lower WINDOW_POSTS, or wait for midnight UTC.',
  key: 'On X, check X_BEARER_TOKEN: it is missing, revoked, or its app lacks access; then restart. Elsewhere the server of that account lets nobody read it without a login: take it out of FEEDS, or ask its operators.',
  unreadable:
    'The network answered something unknown. If it lasts, look for a newer version of this software.',
}

/** What a store that is away asks of the owner. */
export const STORE_ADVICE: Readonly<Record<StoreHealth['name'], string>> = {
  redis:
    'Visitors are answered from memory, and paid reads go on with what this server has at hand. Look whether Redis runs, whether REDIS_URL is right, and whether it may write: a replica or a full one may not. It is tried again by itself.',
  disk: 'Visitors are answered from memory; a restart now would lose the last good posts, what was spent today, or deletions. Look for room and for the right to write in DATA_DIR. It is tried again by itself.',
}
