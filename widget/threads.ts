import type { Post } from '../wire/post.js'

/** How a post hangs on its neighbours in the list: where it goes on `below`, where it comes from `above`. */
export interface Strand {
  readonly post: Post
  readonly thread: '' | 'below' | 'above' | 'above below'
}

/**
 * Joins what an author said in answer to themself: such posts stand together at the place of the newest,
 * the first of them on top, as they are meant to be read. All others stay where they are.
 */
export function joined(posts: readonly Post[]): readonly Strand[] {
  const byAddress = new Map(posts.filter(post => !post.repostedBy).map(post => [post.url, post]))
  const parentOf = (post: Post): Post | undefined => {
    const parent = post.repostedBy ? undefined : byAddress.get(post.replyTo?.url ?? '')
    return parent?.author.handle === post.author.handle ? parent : undefined
  }
  const placed = new Set<Post>()
  return posts.flatMap(post => {
    if (placed.has(post)) return []
    const chain: Post[] = []
    for (let next: Post | undefined = post; next && !placed.has(next); next = parentOf(next)) {
      placed.add(next)
      chain.unshift(next)
    }
    return chain.map((post, index) => ({
      post,
      thread: THREADS[(index > 0 ? 1 : 0) + (index < chain.length - 1 ? 2 : 0)] ?? '',
    }))
  })
}

const THREADS = ['', 'above', 'below', 'above below'] as const
