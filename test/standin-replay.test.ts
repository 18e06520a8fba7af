/** Recorded responses, played back by the stand-in X. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type StandIn, type StandInOptions, startStandIn } from '../demo/standin/index.js'
import { lookup, timeline } from './support/standin-client.js'

const NOON = Date.parse('2026-11-23T12:00:00Z')
let standIn: StandIn
afterEach(() => standIn.close())

const start = async (options: StandInOptions = {}): Promise<void> => {
  standIn = await startStandIn({ now: () => NOON, ...options })
}

describe('a recording', () => {
  it('is played back untouched, page by page, each with its own includes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'standin-'))
    const file = join(folder, 'recorded.jsonl')
    await writeFile(file, RECORDING.map(line => JSON.stringify(line)).join('\n'))
    try {
      await start({ recordings: file })
      expect((await lookup(standIn, 'northquaynews')).body).not.toHaveProperty('data')
      const first = await timeline(standIn, 'recorded', { max_results: '5' })
      expect(first.body.data).toEqual([...RECORDING[0]!.data, RECORDING[1]!.data])
      expect(first.body.includes).toEqual({
        users: [ANA, BO],
        tweets: [QUOTED],
        media: [{ media_key: '3_1', type: 'photo', url: 'https://pictures.invalid/1.jpg', odd: true }],
      })
      expect(first.body.errors).toHaveLength(1)
      const { next_token } = first.body.meta
      const second = await timeline(standIn, 'recorded', { max_results: '5', pagination_token: next_token })
      expect(second.body.data).toEqual([PINNED])
      expect(second.body).not.toHaveProperty('errors')
      expect(second.body.meta).not.toHaveProperty('next_token')
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('names the line it can not read', async () => {
    await start()
    const folder = await mkdtemp(join(tmpdir(), 'standin-'))
    const file = join(folder, 'broken.jsonl')
    await writeFile(file, '{"data":[]}\nnot json\n')
    await expect(startStandIn({ recordings: file })).rejects.toThrow(`${file}:2 is not a JSON object`)
    await rm(folder, { recursive: true })
  })
})

const ANA = { id: '11', name: 'Ana', username: 'ana_sample' }
const BO = { id: '12', name: 'Bo', username: 'bo_sample' }
const QUOTED = { id: '90', text: 'Quoted', author_id: '12' }
const PINNED = { id: '50', text: 'Pinned by a recorded user', author_id: '13' }
const RECORDING = [
  {
    data: [
      { id: '100', text: 'Newest', author_id: '11', strange_field: [1] },
      { id: '99', text: 'Quotes', author_id: '11', referenced_tweets: [{ type: 'quoted', id: '90' }] },
      { id: '98', text: 'Gone', author_id: '11', referenced_tweets: [{ type: 'quoted', id: '91' }] },
      { id: '97', text: 'Plain', author_id: '11' },
    ],
    includes: { users: [ANA, BO], tweets: [QUOTED] },
    errors: [{ resource_id: '91', parameter: 'referenced_tweets.id', title: 'Not Found Error' }],
    meta: { result_count: 4 },
  },
  {
    data: {
      id: '101',
      text: 'One object, later in the file',
      author_id: '11',
      attachments: { media_keys: ['3_1'] },
    },
    includes: {
      users: [ANA],
      media: [{ media_key: '3_1', type: 'photo', url: 'https://pictures.invalid/1.jpg', odd: true }],
    },
  },
  { data: [{ id: '13', name: 'Cy', username: 'cy_sample' }], includes: { tweets: [PINNED] } },
] as const
