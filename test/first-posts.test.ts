/** What is made of an answer while it comes, in pieces of any size. */
import { expect, it } from 'vitest'
import { readAnswer } from '../widget/first-posts.js'

const posts = (count: number, words = 'ä漢😀') =>
  Array.from({ length: count }, (_, index) => ({ id: String(index), text: `${words} "},{"id":"1"}]}` }))

/** The text that was read, and the ids of those that were begun with; a mistake where that is no JSON. */
async function read(text: string, size: number) {
  const bytes = new TextEncoder().encode(text)
  const begun: unknown[] = []
  let at = 0
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(stream) {
      if (at >= bytes.length) return stream.close()
      stream.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
  const whole = await readAnswer(new Response(body), async beginning => {
    begun.push('no JSON')
    begun[begun.length - 1] = JSON.parse(beginning).posts.length
  })
  return { whole: whole === text, begun }
}

it.each([1, 2, 3, 7, 1000, 100_000])('begins once, in pieces of %i bytes', async size => {
  const text = JSON.stringify({ v: 1, posts: posts(60) })
  expect(await read(text, size)).toEqual({ whole: true, begun: [20] })
})

it('begins with no answer that has not more than the first posts', async () => {
  expect(await read(JSON.stringify({ posts: posts(20) }), 100)).toEqual({ whole: true, begun: [] })
})

it('ends with nothing broken where the posts stand first, or hold what looks like posts', async () => {
  const rows = posts(60).map(post => ({ ...post, rows: [{ id: '1' }, { id: '2' }] }))
  for (const document of [{ posts: posts(60), sources: [{ id: 1 }, { id: 2 }] }, { posts: rows }]) {
    const { whole, begun } = await read(JSON.stringify(document), 50)
    expect([whole, begun.length]).toEqual([true, 1])
  }
})

it('looks for posts in the first million characters only, as each look takes longer than the one before', async () => {
  const text = JSON.stringify({ posts: posts(60, 'a'.repeat(100_000)) })
  expect(await read(text, 16_384)).toEqual({ whole: true, begun: [] })
})
