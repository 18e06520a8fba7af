/** What X would have charged: every distinct object once per UTC day. */

/** US dollars. https://docs.x.com/x-api/getting-started/pricing */
const POST_PRICE = 0.005
const USER_PRICE = 0.01

export interface Billed {
  readonly posts: number
  readonly users: number
  readonly dollars: number
}

export class Bill {
  readonly #days = new Map<string, { readonly posts: Set<string>; readonly users: Set<string> }>()

  /** Counts the objects of one good answer. */
  charge(kind: 'posts' | 'users', day: string, ids: readonly string[]): void {
    const entry = this.#days.get(day) ?? { posts: new Set(), users: new Set() }
    this.#days.set(day, entry)
    for (const id of ids) entry[kind].add(id)
  }

  total(day: string): Billed {
    const posts = this.#days.get(day)?.posts.size ?? 0
    const users = this.#days.get(day)?.users.size ?? 0
    return { posts, users, dollars: Math.round((posts * POST_PRICE + users * USER_PRICE) * 1000) / 1000 }
  }
}

/** `2026-11-23` */
export const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
