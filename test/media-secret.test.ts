/** The key that addresses of pictures are signed with outlives the process, and is nobody else's to read. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openMediaSecret } from '../server/media-secret.js'

let folder = ''
const warnings: string[] = []
const open = (given?: string, where: string | undefined = folder): Promise<string> =>
  openMediaSecret(given, where, message => warnings.push(message))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secret-'))
  warnings.length = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('is made once and found again, readable by its owner only', async () => {
  const made = await open()
  expect(made.length).toBeGreaterThanOrEqual(32)
  expect(await open()).toBe(made)
  expect((await stat(join(folder, 'media-secret'))).mode & 0o777).toBe(0o600)
})

it('is the one that was given, and then nothing is written', async () => {
  expect(await open('a-secret-of-the-owner-that-is-long-enough')).toBe(
    'a-secret-of-the-owner-that-is-long-enough',
  )
  await expect(stat(join(folder, 'media-secret'))).rejects.toThrow('ENOENT')
})

it('is made anew when what is kept could be guessed', async () => {
  await writeFile(join(folder, 'media-secret'), '')
  const made = await open()
  expect((await readFile(join(folder, 'media-secret'), 'utf8')).trim()).toBe(made)
})

it('lives as long as the process where nothing can be written, and says so', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  expect(await open(undefined, file)).not.toBe(await open(undefined, file))
  expect(warnings[0]).toContain('Set MEDIA_SECRET')
})
