/** What is deleted, here or on its network, takes its pictures with it. */
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { purge } from '../server/purge-command.js'
import type { PostsDocument } from '../wire/document.js'
import type { Post } from '../wire/post.js'
import { text } from './fixtures/x/upstream.js'
import { ADMIN, type MediaWorld, openMedia } from './support/media.js'

const FEED = 'feeds/x/northquaynews'
let world: MediaWorld
beforeEach(async () => {
  world = await openMedia()
  const picture = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#456' } })
    .png()
    .toBuffer()
  world.network.answer = text(picture, 200, { 'content-type': 'image/png' })
})
afterEach(() => world.close())

const read = async (): Promise<PostsDocument> => (await fetch(new URL(FEED, world.url))).json() as never
const remove = (path: string): Promise<Response> =>
  fetch(new URL(path, world.url), { method: 'DELETE', headers: { Authorization: `Bearer ${ADMIN}` } })
const photosOf = ({ media = [] }: Post): readonly string[] =>
  media.flatMap(item => (item.type === 'photo' ? [item.url] : []))

/** Has every photo of the feed made and kept. */
async function look(): Promise<PostsDocument> {
  const document = await read()
  for (const url of document.posts.flatMap(photosOf)) expect((await fetch(url)).status).toBe(200)
  return document
}

it('a deleted post', async () => {
  const { posts } = await look()
  const before = await world.kept()
  const post = posts.find(post => photosOf(post).length > 0)
  expect((await remove(`${FEED}/posts/${post?.id}`)).status).toBe(200)
  const after = await world.kept()
  // The original and the one size that was asked for.
  expect(before.length - after.length).toBe(2 * photosOf(post as Post).length)
})

it('a deleted feed', async () => {
  await look()
  expect((await world.kept()).length).toBeGreaterThan(0)
  expect((await remove(FEED)).status).toBe(200)
  expect(await world.kept()).toEqual([])
})

it('a feed that is deleted while no server runs', async () => {
  await look()
  await world.stop()
  expect((await world.kept()).length).toBeGreaterThan(0)
  const feed = { network: 'x', handle: 'northquaynews', replies: false } as const
  expect(await purge(world.config, feed, undefined)).toBe('Deleted x/northquaynews.')
  expect(await world.kept()).toEqual([])
})

it.each(['protected', 'suspended', 'not-found'] as const)('an account that becomes %s', async status => {
  await look()
  expect((await world.kept()).length).toBeGreaterThan(0)
  world.standIn.play('northquaynews', status)
  await expect.poll(async () => (await read()).status, { timeout: 15_000 }).toBe(status)
  await expect.poll(world.kept).toEqual([])
})

it('but not what only could not be refreshed', async () => {
  await look()
  const before = await world.kept()
  world.standIn.play('northquaynews', 'unavailable-503')
  await expect.poll(async () => (await read()).stale, { timeout: 15_000 }).toBeDefined()
  expect(await world.kept()).toEqual(before)
})
