import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PostsDocument } from '../wire/document.js'
import { type Served, serve, TOKEN } from './support/serve.js'

const ADMIN_TOKEN = 'an-admin-token-for-tests'
let dataDir: string
let served: Served

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cli-'))
  served = await serve('x/northquaynews', { DATA_DIR: dataDir, ADMIN_TOKEN, REFRESH_SECONDS: '900' })
})
afterEach(async () => {
  await served.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** The built command, as an owner types it beside the server. */
async function run(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const variables = {
    PATH: process.env.PATH,
    PORT: new URL(served.url).port,
    FEEDS: 'x/northquaynews',
    X_BEARER_TOKEN: TOKEN,
    DATA_DIR: dataDir,
    ADMIN_TOKEN,
    ...env,
  }
  return promisify(execFile)(process.execPath, ['dist/server/cli.js', ...args], { env: variables }).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, output: error.stderr }),
  )
}

const read = async (): Promise<PostsDocument> =>
  (await served.get('feeds/x/northquaynews')).json() as Promise<PostsDocument>

describe('social-feed-embed purge', () => {
  it('deletes a post from the running server at once', async () => {
    const [newest] = (await read()).posts
    expect(await run(['purge', 'x/NorthQuayNews', newest!.id])).toEqual({
      code: 0,
      output: `Deleted post ${newest!.id} of x/northquaynews.\n`,
    })
    expect((await read()).posts.map(post => post.id)).not.toContain(newest!.id)
  })

  it('deletes a feed from the running server and its disk, so that it is read anew', async () => {
    await read()
    const calls = served.standIn.calls.length
    expect((await run(['purge', 'x/northquaynews'])).output).toBe('Deleted x/northquaynews.\n')
    await read()
    expect(served.standIn.calls.length).toBeGreaterThan(calls)
  })

  it('deletes from the disk when no server runs', async () => {
    const [newest] = (await read()).posts
    await served.close()
    expect((await run(['purge', 'x/northquaynews', newest!.id])).output).toContain('Deleted post')
    served = await serve('x/northquaynews', { DATA_DIR: dataDir, ADMIN_TOKEN, REFRESH_SECONDS: '900' })
    expect((await read()).posts.map(post => post.id)).not.toContain(newest!.id)
  })

  it.each([
    [
      'a wrong token',
      ['purge', 'x/northquaynews'],
      { ADMIN_TOKEN: 'another-token-of-length' },
      /did not accept ADMIN_TOKEN/,
    ],
    ['no feed', ['purge', 'northquaynews'], {}, /"northquaynews" is no feed/],
    ['an unknown command', ['destroy'], {}, /no command "destroy"/],
    ['a mistaken environment', ['purge', 'x/northquaynews'], { WINDOW_POSTS: '1' }, /WINDOW_POSTS/],
  ])('says what to change: %s', async (_name, args, env, message) => {
    const { code, output } = await run(args, env as Record<string, string>)
    expect([code, output]).toEqual([1, expect.stringMatching(message)])
  })
})
