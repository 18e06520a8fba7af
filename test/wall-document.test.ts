/** The order of a wall's posts, and the one status it has as a whole. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergePosts, toWall } from '../server/wall-document.js'
import { STATUSES } from '../wire/document.js'
import type { Post } from '../wire/post.js'
import { isWallDocument } from '../wire/wall-guard.js'
import { documents, friend, makePost } from './fixtures/documents.js'

const NOON = Date.UTC(2026, 10, 23, 12)
const at = (hours: number) => ({ createdAt: new Date(NOON - hours * 3_600_000).toISOString() })
const ids = (posts: readonly Post[]) => posts.map(({ id }) => id)

describe('posts of several feeds', () => {
  it('stand newest first, and keep their feed’s order within one moment', () => {
    const x = [makePost('a', at(1)), makePost('b', at(3)), makePost('c', at(3))]
    const y = [makePost('d', at(0)), makePost('e', at(2)), makePost('f', at(3))]
    expect(ids(mergePosts([x, y]))).toEqual(['d', 'a', 'e', 'b', 'c', 'f'])
  })

  it('reposted long after they were written stand where their feed has them', () => {
    const x = [makePost('old', { ...at(900), repostedBy: friend }), makePost('a', at(2))]
    const y = [makePost('b', at(1)), makePost('c', at(3))]
    expect(ids(mergePosts([x, y]))).toEqual(['b', 'old', 'a', 'c'])
  })

  it('that are pinned stand first, and lift nothing else', () => {
    const x = [
      makePost('pin', { ...at(900), pinned: true }),
      makePost('old', { ...at(800), repostedBy: friend }),
    ]
    const y = [makePost('a', at(1))]
    expect(ids(mergePosts([x, y]))).toEqual(['pin', 'a', 'old'])
  })

  it('are all there, each once, with the source they came from', () => {
    const feed = fc.array(fc.record({ hours: fc.nat(99), isRepost: fc.boolean(), isPinned: fc.boolean() }), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.array(feed, { maxLength: 4 }), drafts => {
        const feeds = drafts.map((drafts, source) =>
          drafts.map(({ hours, isRepost, isPinned }, index) =>
            makePost(`${source}.${index}`, {
              ...at(hours),
              ...(isRepost && { repostedBy: friend }),
              ...(isPinned && { pinned: true }),
            }),
          ),
        )
        const merged = mergePosts(feeds)
        expect(ids(merged).toSorted()).toEqual(ids(feeds.flat()).toSorted())
        for (const { id, source } of merged) expect(id.startsWith(`${source}.`)).toBe(true)
        const own = merged.filter(post => !post.pinned && !post.repostedBy).map(post => post.createdAt)
        expect(own).toEqual(own.toSorted().reverse())
      }),
    )
  })
})

const anyDocument = fc.constantFrom(...STATUSES).map(status => documents[status])

it('says "empty" only of empty feeds, "unavailable" only of unreadable ones, and is a wall whatever comes', () => {
  fc.assert(
    fc.property(fc.array(anyDocument, { minLength: 1, maxLength: 5 }), known => {
      const wall = toWall('quay', known, 20)
      const all = (status: string) => known.every(document => document.status === status)
      expect(isWallDocument(wall)).toBe(true)
      expect(wall.status === 'posts').toBe(known.some(({ status }) => status === 'posts'))
      expect(wall.status === 'empty').toBe(all('empty'))
      expect(wall.status === 'unavailable').toBe(all('unavailable'))
      expect(wall.wall.sources.map(({ status }) => status)).toEqual(known.map(({ status }) => status))
    }),
  )
})
