export interface FeedRequest {
  readonly server: string
  readonly network: string
  readonly handle: string
  /** Wins over the handle. */
  readonly wall?: string
  readonly limit: number
  readonly replies: boolean
  readonly reposts: boolean
}

/** What the server does when it isn't told otherwise; such parameters are left out, so that one feed has one address. */
export const DEFAULT_LIMIT = 20

export function feedAddress({ server, network, handle, wall, limit, replies, reposts }: FeedRequest): string {
  const path = (wall ? ['walls', wall] : ['feeds', network, handle]).map(encodeURIComponent).join('/')
  const query = [
    limit !== DEFAULT_LIMIT && `limit=${limit}`,
    replies && 'replies=true',
    !reposts && 'reposts=false',
  ]
  return `${server.replace(/\/+$/, '')}/${path}?${query.filter(Boolean).join('&')}`.replace(/\?$/, '')
}

/** As a person types it, in the form the server knows: no `@` in front, lower case but for an address, whose path minds capitals. */
export function canonicalHandle(handle: string): string {
  const typed = handle.trim().replace(/^@/, '')
  return typed.includes('/') ? typed : typed.toLowerCase()
}

/** As people call it: `@handle`, but a site by its name, or by its host until that is known. */
export function accountName(network: string, handle: string, name?: string): string {
  return network === 'rss' ? (name ?? handle.split('/')[2] ?? handle) : `@${handle}`
}
