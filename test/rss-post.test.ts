/** What a feed's items are as posts: every dialect, its media, its bytes, its order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FeedStandIn } from '../demo/standin-rss/index.js'
import { type FeedReader, NOW, openFeedReader, postsIn, textOf } from './support/feed-reader.js'

let reader: FeedReader
let standIn: FeedStandIn

beforeAll(async () => {
  reader = await openFeedReader()
  standIn = reader.standIn
})
afterAll(() => reader.close())

describe('an article', () => {
  it.each(['rss2', 'rss1', 'atom', 'json'] as const)(
    'in %s has its title, text, author, date and address',
    async dialect => {
      const [first, second, third] = await reader.postsOf(dialect)
      const site = standIn.siteUrl(dialect)
      expect(first).toMatchObject({
        network: 'rss',
        url: `${site}ferries/winter`,
        author: { name: 'Mo Tidewell', handle: standIn.host, url: site },
        createdAt: '2026-11-23T08:00:00.000Z',
      })
      expect(first?.text[0]).toEqual({
        type: 'link',
        text: 'Ferries run later this winter & cost the same',
        href: `${site}ferries/winter`,
      })
      expect(textOf(first)).toMatch(
        /^Ferries run later .* the same\nThe last boat now leaves at 23:40\. Dogs travel free\./,
      )
      expect(second?.author.name).toBe('Ada Pike')
      expect(textOf(third)).toContain(
        dialect === 'json' ? '• Brown crabs from eight\n• Mussels' : 'Bring a bucket',
      )
    },
  )

  it('has its relative links and pictures made absolute', async () => {
    const [first, second] = await reader.postsOf('json')
    expect(first?.text).toContainEqual({
      type: 'link',
      text: 'whole timetable',
      href: `http://${standIn.host}/json/../timetable?season=winter&boat=heron`.replace('/json/..', ''),
    })
    expect(second?.media).toEqual([
      {
        type: 'photo',
        url: `http://${standIn.host}/pictures/bench.jpg`,
        alt: 'A bench',
        width: 640,
        height: 480,
      },
    ])
  })

  it('speaks the language of its feed', async () => {
    expect((await reader.postsOf('rss2'))[0]?.language).toBe('en-GB')
    expect((await reader.postsOf('atom'))[0]?.language).toBe('en-GB')
  })

  it('of a podcast has a card that leads to the sound', async () => {
    const [post] = await reader.postsOf('podcast')
    const site = standIn.siteUrl('podcast')
    expect(post?.card).toEqual({
      url: `${site}audio/ferries/winter.mp3`,
      title: 'Ferries run later this winter & cost the same',
      description: '1:02:03',
      site: standIn.host,
      image: { url: `${site}pictures/cover.jpg` },
    })
    expect(textOf(post)).toBe('The last boat now leaves at 23:40. Dogs travel free.')
  })

  it('has pictures and films where Media RSS names them', async () => {
    expect((await reader.postsOf('pictures'))[0]?.media).toEqual([
      {
        type: 'photo',
        url: `${standIn.siteUrl('pictures')}ferries/winter.jpg`,
        alt: 'The harbour',
        width: 800,
        height: 600,
      },
    ])
    const site = standIn.siteUrl('films')
    expect((await reader.postsOf('films'))[0]?.media).toEqual([
      {
        type: 'video',
        width: 1280,
        height: 720,
        poster: `${site}ferries/winter.jpg`,
        duration: 31,
        sources: [
          { url: `${site}ferries/winter-hd.mp4`, type: 'video/mp4', bitrate: 900_000 },
          { url: `${site}ferries/winter.mp4`, type: 'video/mp4', bitrate: 300_000 },
        ],
        captions: [
          { url: `${site}ferries/winter.vtt`, language: 'en-GB' },
          { url: `${site}ferries/winter-de.vtt`, language: 'de' },
        ],
      },
    ])
  })

  it("of a video site is a card to the site's own player", async () => {
    const [post] = await reader.postsOf('channel')
    expect(post?.media).toBeUndefined()
    expect(post?.card).toMatchObject({
      url: post?.url,
      title: 'Ferries run later this winter & cost the same',
    })
    expect(textOf(post)).toBe('Filmed at low tide.\nWear boots.')
  })

  it('without a title is shown whole, and its first words are not its title', async () => {
    standIn.play('notes', 'rss2')
    standIn.publish('notes', `${'Low tide. '.repeat(200)}End.`)
    expect(textOf(postsIn(await reader.load(standIn.feedUrl('notes')))[0])).toMatch(/^Low tide\. .*End\.$/)
  })
})

describe('a feed', () => {
  it.each(['western-bytes', 'wrong-header', 'wide-bytes'] as const)(
    'of %s is decoded by what is true',
    async scene => {
      expect(textOf((await reader.postsOf(scene))[2])).toMatch(/^Été: crabs are back/)
    },
  )

  it('in any order is newest first', async () => {
    const dates = (await reader.postsOf('oldest-first')).map(({ createdAt }) => createdAt)
    expect(dates).toEqual(dates.toSorted().reverse())
  })

  it('that says things twice is told once', async () => {
    expect(await reader.postsOf('duplicates')).toHaveLength(3)
  })

  it('with an odd item loses that one only, and says so', async () => {
    standIn.play('odd-post', 'odd-post')
    const truth = await reader.load(standIn.feedUrl('odd-post'))
    expect({ dropped: truth.dropped, posts: postsIn(truth).length }).toEqual({ dropped: 1, posts: 3 })
  })

  it('that breaks off keeps what came before', async () => {
    expect((await reader.postsOf('broken-off')).length).toBeGreaterThan(0)
  })

  it('without dates keeps those that its posts were given first', async () => {
    standIn.play('undated', 'undated')
    const handle = standIn.feedUrl('undated')
    const first = await reader.load(handle)
    standIn.publish('undated', 'New today')
    const second = await reader.load(handle, { previous: first, now: NOW + 3_600_000 })
    const dates = postsIn(second).map(({ createdAt }) => createdAt)
    expect(dates).toEqual(['10', '09', '09', '09'].map(hour => `2026-11-23T${hour}:00:00.000Z`))
  })

  it('is cut to the window', async () => {
    standIn.play('window', 'rss2')
    for (let turn = 0; turn < 6; turn++) standIn.publish('window', `Note ${turn}`)
    expect(postsIn(await reader.load(standIn.feedUrl('window'), { window: 5 }))).toHaveLength(5)
  })
})
